package dev.nextword.prediction;

import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An n-gram model as a column of the page, trained on the same words as the neural models and kept
 * in the file format of Lucene's {@link
 * org.apache.lucene.search.suggest.analyzing.FreeTextSuggester}, whose answers it gives.
 *
 * <p>Its probabilities are "stupid back-off" scores (Brants et al. 2007): relative frequencies,
 * times 0.4 for each word of context dropped. They are no probabilities in the strict sense,
 * because they add up to 1 only roughly; {@link #score} gives the logarithms of the same numbers.
 */
public final class NGramColumn implements Column {
  /** The name of its file in a bundle. */
  public static final String FILE = NGramFile.NAME;

  private final NGramModel model;
  private final Suggester suggester;

  private NGramColumn(
      NGramModel model, TextEncoder encoder, BlockList blocked, PhraseOptions phrase) {
    this.model = model;
    this.suggester = new Suggester(encoder, blocked, phrase, model::after);
  }

  /**
   * Counts the n-grams of training text and writes them to {@code folder/ngram.fst}, whole or not
   * at all. The text is read once and not kept; memory is bounded.
   *
   * @param documents ids {@code <eos> w w <eos>}, as {@link TextEncoder#encode} gives them
   * @param progress told the number of tokens read so far, after each document
   * @return how many n-grams of all lengths are stored
   */
  public static long train(
      Stream<int[]> documents,
      Vocabulary vocabulary,
      Path folder,
      NGramOptions options,
      LongConsumer progress)
      throws IOException {
    return train(documents, vocabulary, folder, options, null, 1, progress);
  }

  /**
   * As the other one, going on from the counts of a model (Bacchiani et al. 2006, "MAP adaptation
   * of stochastic grammars": counts of both texts, added up with weights).
   *
   * @param base folder of a model whose words the vocabulary has, or null
   * @param weight how many times the text is counted
   */
  public static long train(
      Stream<int[]> documents,
      Vocabulary vocabulary,
      Path folder,
      NGramOptions options,
      @Nullable Path base,
      int weight,
      LongConsumer progress)
      throws IOException {
    int[] counted = NGramModel.counted(vocabulary);
    Files.createDirectories(folder);
    try (NGramCounts counts = new NGramCounts(vocabulary, options.grams())) {
      if (base != null) {
        StoredNGrams.forEach(base, vocabulary, counts::add);
      }
      long tokens = 0;
      for (Iterator<int[]> rest = documents.iterator(); rest.hasNext(); ) {
        int[] ids = rest.next();
        int[] known = IntStream.of(ids).map(id -> counted[id]).toArray();
        for (int i = 0; i < weight; i++) {
          counts.add(known);
        }
        tokens += ids.length;
        progress.accept(tokens);
      }
      return NGramFile.write(folder, counts, vocabulary, options);
    }
  }

  /**
   * Loads {@code folder/ngram.fst}.
   *
   * @param encoder of the vocabulary it was trained with
   * @param blocked words never to be suggested
   * @throws IOException naming the file, when it is missing, damaged or of another vocabulary
   */
  public static NGramColumn load(
      Path folder, TextEncoder encoder, BlockList blocked, PhraseOptions phrase)
      throws IOException {
    Vocabulary vocabulary = encoder.vocabulary();
    NGramModel model = new NGramModel(NGramFile.load(folder, vocabulary), vocabulary);
    return new NGramColumn(model, encoder, blocked, phrase);
  }

  @Override
  public String name() {
    return "ngram";
  }

  /** The words it knows. */
  public Vocabulary vocabulary() {
    return model.vocabulary();
  }

  /** The place at the beginning of a document. */
  public Context start() {
    return model.start();
  }

  /**
   * How many of the last words the score of a word comes from, 0 to 2.
   *
   * @param ids of the document so far, {@code <eos> ...}
   */
  public int used(int[] ids, int wordId) {
    return model.used(ids, wordId);
  }

  /** The place after a document {@code <eos> ...}. */
  public Context after(int[] ids) {
    return model.after(ids);
  }

  /** A word's place among the words that may follow, from 1; 0 where it is not among them. */
  public int rank(Context place, int wordId) {
    return model.rank(place, wordId);
  }

  @Override
  public Completion complete(String text, int k) {
    return suggester.complete(text, k);
  }

  @Override
  public Expected expected(String text, String word) {
    return suggester.expected(text, word);
  }

  @Override
  public double[] score(String context, List<String> candidates) {
    return suggester.score(context, candidates);
  }
}
