package dev.nextword.training;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.batches.IdsFile;
import dev.nextword.evaluation.EvaluationOptions;
import dev.nextword.evaluation.KeystrokeSavings;
import dev.nextword.text.Corpus;
import dev.nextword.text.CorpusException;
import dev.nextword.text.Document;
import dev.nextword.text.Fillers;
import dev.nextword.text.Kind;
import dev.nextword.text.Passage;
import dev.nextword.text.Split;
import dev.nextword.text.Weaver;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;
import dev.nextword.vocabulary.VocabularyBuilder;
import dev.nextword.vocabulary.VocabularyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A corpus made ready for training, in a folder that all cells read: {@code vocabulary.txt}, {@code
 * train.ids}, {@code valid.ids}, {@code test.ids}, {@code typed.json} with some of the test part's
 * text and, with a weaver, {@code woven.ids}. The corpus is read three times as a stream (words,
 * sentences for the weaver, ids), its test part once more; only the vocabulary and the weaver's
 * sentences are held in memory.
 *
 * @param folder with the files
 * @param vocabulary from training text alone
 * @param documents by part
 * @param words by part, {@code <eos>} included
 */
public record TrainingText(
    Path folder, Vocabulary vocabulary, Map<Split, Long> documents, Map<Split, Long> words) {
  static final String VOCABULARY = "vocabulary.txt";
  static final String WOVEN = "woven.ids";
  private static final String TYPED = "typed.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Sentences that stand between cue and trigger are drawn from so many. */
  private static final int FILLER_SENTENCES = 60_000;

  private static final int COUNTED_PASSAGES = 10_000;

  /** One passage in so many has no cue, and teaches what to say then. */
  private static final int CONTROL_EVERY = 6;

  /** One passage in so many begins after ordinary text, where the mix asks for that. */
  private static final int LED_EVERY = 3;

  private static final int LONGEST_LEAD = 3;

  /** As the longer one, with the kinds of passages that the shipped models have. */
  public static TrainingText prepare(
      Corpus corpus,
      @Nullable Weaver weaver,
      int wovenRounds,
      int vocabularySize,
      long seed,
      Path folder)
      throws IOException {
    return prepare(
        corpus,
        weaver,
        WovenMix.OF_MODELS,
        CellTrainer.WOVEN_DISTANCES,
        wovenRounds,
        null,
        vocabularySize,
        seed,
        folder);
  }

  /**
   * For a training that goes on from a model.
   *
   * @param known the model's words, all of which stay
   */
  public static TrainingText prepare(
      Corpus corpus,
      @Nullable Weaver weaver,
      int wovenRounds,
      @Nullable Vocabulary known,
      int vocabularySize,
      long seed,
      Path folder)
      throws IOException {
    return prepare(
        corpus,
        weaver,
        WovenMix.OF_MODELS,
        CellTrainer.WOVEN_DISTANCES,
        wovenRounds,
        known,
        vocabularySize,
        seed,
        folder);
  }

  /**
   * Reads the corpus and writes the files.
   *
   * @param weaver for passages over distances, or null
   * @param mix of which kinds they are
   * @param distances how many distances a round has: 0 to {@code distances - 1} words
   * @param wovenRounds how many passages of each distance
   * @param known words of a model to go on from, or null
   * @param vocabularySize at most so many words; those known stay in any case
   */
  public static TrainingText prepare(
      Corpus corpus,
      @Nullable Weaver weaver,
      WovenMix mix,
      int distances,
      int wovenRounds,
      @Nullable Vocabulary known,
      int vocabularySize,
      long seed,
      Path folder)
      throws IOException {
    Files.createDirectories(folder);
    Tokenizer tokenizer = new Tokenizer();
    VocabularyBuilder counted = new VocabularyBuilder(tokenizer);
    if (known != null) {
      counted.including(known);
    }
    try (Stream<Document> documents = corpus.documents(Split.TRAIN)) {
      documents.forEach(document -> counted.add(document.text()));
    }
    List<Document> passages = new ArrayList<>();
    if (weaver != null) {
      List<String> between = sentences(corpus, tokenizer);
      for (Passage passage : passages(weaver, mix, between, distances, wovenRounds, seed)) {
        // the word after the trigger counts in a passage without a cue too: it is what keeps the
        // model calibrated
        passages.add(
            new Document("woven#" + passages.size(), passage.text(), List.of(passage.answer())));
      }
      // a part of them makes their own words known, and does not count the corpus's sentences many
      // times over
      passages.stream().limit(COUNTED_PASSAGES).forEach(passage -> counted.add(passage.text()));
    }
    Vocabulary vocabulary = counted.build(vocabularySize, 2);
    VocabularyFile.write(vocabulary, folder.resolve(VOCABULARY));

    TextEncoder encoder = new TextEncoder(vocabulary, tokenizer);
    Map<Split, Long> count = new EnumMap<>(Split.class);
    Map<Split, Long> words = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      try (IdsFile.Writer out = new IdsFile.Writer(file(folder, split));
          Stream<Document> documents = corpus.documents(split)) {
        long n = 0;
        for (Document document : (Iterable<Document>) documents::iterator) {
          out.add(encoder.encode(document));
          n++;
        }
        count.put(split, n);
        words.put(split, out.words());
      }
      if (words.get(split) == 0) {
        throw new CorpusException(
            corpus.name()
                + ": too little text: it is "
                + documents(corpus)
                + ", and the parts to train, to validate and to test on need one each; give more"
                + " (a document is a dialogue, a line of a file of sentences, or some 250 words of"
                + " prose)");
      }
    }
    try (Stream<Document> documents = corpus.documents(Split.TEST)) {
      List<String> typed =
          KeystrokeSavings.draw(
              documents.map(Document::text),
              KeystrokeSavings.CHARACTERS,
              EvaluationOptions.ALL.seed());
      JSON.writeValue(folder.resolve(TYPED).toFile(), typed);
    }
    Files.deleteIfExists(folder.resolve(WOVEN));
    if (weaver != null) {
      try (IdsFile.Writer out = new IdsFile.Writer(folder.resolve(WOVEN))) {
        for (Document passage : passages) {
          out.add(encoder.encode(passage));
        }
      }
    }
    return new TrainingText(folder, vocabulary, count, words);
  }

  private static String documents(Corpus corpus) {
    try (Stream<Document> documents = corpus.documents()) {
      long count = documents.count();
      return count == 1 ? "one document" : count + " documents";
    }
  }

  /** The ids of one part. */
  static IdsFile ids(Path folder, Split split) throws IOException {
    return IdsFile.open(file(folder, split));
  }

  /**
   * Texts of the test part as they are written, to type them and count the keys; none in a folder
   * that an older version has prepared.
   */
  static List<String> typed(Path folder) throws IOException {
    Path file = folder.resolve(TYPED);
    return Files.exists(file)
        ? JSON.readValue(file.toFile(), new TypeReference<List<String>>() {})
        : List.of();
  }

  /** The words, as prepared. */
  static Vocabulary vocabulary(Path folder) {
    Path file = folder.resolve(VOCABULARY);
    try {
      return VocabularyFile.read(file);
    } catch (IOException e) {
      throw new TrainingException(
          file + ": cannot be read (" + e.getMessage() + "); train again without --resume", e);
    }
  }

  static Path file(Path folder, Split split) {
    return folder.resolve(split.name().toLowerCase(java.util.Locale.ROOT) + ".ids");
  }

  /** The woven passages, or null if there are none. */
  static @Nullable IdsFile woven(Path folder) throws IOException {
    Path file = folder.resolve(WOVEN);
    return Files.exists(file) ? IdsFile.open(file) : null;
  }

  /** Rounds of rising distance: passage i has distance {@code i % distances}. */
  static List<Passage> passages(
      Weaver weaver, WovenMix mix, List<String> sentences, int distances, int rounds, long seed) {
    Fillers fillers = weaver.fillers(sentences, false);
    Random random = new Random(seed);
    List<Passage> passages = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (int distance = 0; distance < distances; distance++) {
        Kind kind = mix.draw(random);
        boolean control = random.nextInt(CONTROL_EVERY) == 0 && weaver.hasControl(kind);
        Passage passage =
            control
                ? weaver.control(random, kind, distance, false, fillers)
                : weaver.passage(random, kind, distance, false, fillers);
        passages.add(
            mix.led() && random.nextInt(LED_EVERY) == 0
                ? passage.after(fillers.lead(random, kind, 1 + random.nextInt(LONGEST_LEAD)))
                : passage);
      }
    }
    return passages;
  }

  /** Sentences of training documents as they are written, evenly from the whole corpus. */
  static List<String> sentences(Corpus corpus, Tokenizer tokenizer) {
    List<String> kept = new ArrayList<>();
    Random random = new Random(1);
    long seen = 0;
    try (Stream<Document> documents = corpus.documents(Split.TRAIN)) {
      for (Document document : (Iterable<Document>) documents::iterator) {
        for (String text : tokenizer.written(document.text())) {
          seen++;
          if (kept.size() < FILLER_SENTENCES) {
            kept.add(text);
          } else {
            long at = random.nextLong(seen); // reservoir sampling: every sentence is as likely
            if (at < FILLER_SENTENCES) {
              kept.set((int) at, text);
            }
          }
        }
      }
    }
    return kept;
  }
}
