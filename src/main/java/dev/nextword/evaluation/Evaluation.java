package dev.nextword.evaluation;

import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.Candidate;
import dev.nextword.prediction.Choice;
import dev.nextword.prediction.Choices;
import dev.nextword.prediction.Context;
import dev.nextword.prediction.LanguageModel;
import dev.nextword.prediction.NGramColumn;
import dev.nextword.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Perplexity and next-word accuracy of a model on held-out documents, the same for every column.
 *
 * <p>A document {@code <eos> w w <eos>} is read from a reset state, and every token after the first
 * {@code <eos>} is predicted from all before it.
 *
 * <p><b>Perplexity</b>, per word: {@code exp(-1/N sum ln p(token | before))} over all {@code N}
 * predicted tokens, {@code <eos>} included. {@code <unk>} counts as the class it is, so
 * perplexities compare only between models with the same vocabulary; the unknown rate stands beside
 * them.
 *
 * <p><b>Top-k accuracy</b> at the beginning of words, no letter typed. The positions that count are
 * the tokens with a letter that are written behind a space: not {@code <eos>}, numbers, marks, nor
 * the clitics {@code n't} and {@code 's}, which go on with a word. A word not in the vocabulary and
 * a blocked word count, and are always missed. A word is hit when it is among the {@code k} best of
 * all words that the column may show there.
 *
 * <p>The same <b>with letters typed</b>: the first one, two, three of the word, and it is hit when
 * it is among the {@code k} best of all longer words that begin so. Words that end with these
 * letters do not count, since there is nothing left of them to suggest; a word not in the
 * vocabulary counts whatever its length, which is not known here.
 */
public final class Evaluation {
  /** So many letters are typed at most. */
  public static final int MOST_LETTERS = 3;

  private static final int DEEPEST = 5;
  private static final int DOCUMENTS_AT_ONCE = 256;

  private final Vocabulary vocabulary;
  private final Choices choices;
  private final Map<Typed, Choice> shown = new ConcurrentHashMap<>();
  private final EvaluationOptions options;

  /** The beginning of a word. */
  private record Typed(String letters, boolean sentenceStart) {}

  /**
   * @param blocked words that are never suggested
   */
  public Evaluation(Vocabulary vocabulary, BlockList blocked, EvaluationOptions options) {
    this.vocabulary = vocabulary;
    this.choices = new Choices(vocabulary, blocked);
    this.options = options;
  }

  /** The figures of a neural model. */
  public Figures of(LanguageModel model, Stream<int[]> documents) {
    return figures(Context.start(model), documents, true);
  }

  /** The figures of the n-gram model, without a perplexity. */
  public Figures of(NGramColumn column, Stream<int[]> documents) {
    return figures(column.start(), documents, false);
  }

  private Figures figures(Context start, Stream<int[]> documents, boolean perplexity) {
    Tally sum = new Tally();
    ExecutorService threads = Executors.newFixedThreadPool(options.threads());
    try {
      Iterator<int[]> rest = limited(documents).iterator();
      while (rest.hasNext()) {
        List<Callable<Tally>> tasks = new ArrayList<>();
        while (rest.hasNext() && tasks.size() < DOCUMENTS_AT_ONCE) {
          int[] ids = rest.next();
          tasks.add(() -> tally(start, ids, perplexity));
        }
        for (Future<Tally> done : threads.invokeAll(tasks)) {
          sum.add(done.get()); // in the order of the documents: the same sum every time
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("evaluation interrupted", interrupted);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("evaluation failed", failure.getCause());
    } finally {
      threads.shutdownNow();
    }
    return sum.figures(perplexity);
  }

  /** All documents, or those drawn; a text without words is nothing to predict. */
  private Stream<int[]> limited(Stream<int[]> documents) {
    Stream<int[]> filled = documents.filter(ids -> ids.length > 1);
    if (options.maximumTokens() == Long.MAX_VALUE) {
      return filled;
    }
    List<int[]> drawn =
        new ArrayList<>(
            Sample.draw(filled, this::hash, ids -> ids.length - 1L, options.maximumTokens()));
    long over = drawn.stream().mapToLong(ids -> ids.length - 1).sum() - options.maximumTokens();
    if (over > 0) {
      int last = drawn.size() - 1;
      drawn.set(last, Arrays.copyOf(drawn.get(last), (int) (drawn.get(last).length - over)));
    }
    return drawn.stream();
  }

  private long hash(int[] ids) {
    long hash = options.seed();
    for (int id : ids) {
      hash = Sample.mix(hash, id);
    }
    return hash;
  }

  private Tally tally(Context start, int[] ids, boolean perplexity) {
    Tally tally = new Tally();
    Context place = start;
    for (int i = 1; i < ids.length; i++) {
      int target = ids[i];
      tally.tokens++;
      tally.ends += target == Vocabulary.END_OF_SENTENCE ? 1 : 0;
      tally.unknown += target == Vocabulary.UNKNOWN ? 1 : 0;
      if (perplexity) {
        tally.logProbability += place.logProbability(target);
      }
      if (counts(target)) {
        boolean sentenceStart = ids[i - 1] == Vocabulary.END_OF_SENTENCE;
        for (int letters = 0; letters <= MOST_LETTERS; letters++) {
          count(place, target, letters, sentenceStart, tally);
        }
      }
      place = place.then(target);
    }
    return tally;
  }

  private boolean counts(int id) {
    return id == Vocabulary.UNKNOWN
        || (id >= Vocabulary.SPECIAL.size() && Choices.isWord(vocabulary.word(id)));
  }

  private void count(Context place, int target, int letters, boolean sentenceStart, Tally tally) {
    if (target == Vocabulary.UNKNOWN) {
      tally.words[letters]++;
      return;
    }
    String word = vocabulary.word(target);
    if (letters >= word.length()) {
      return;
    }
    tally.words[letters]++;
    Choice choice =
        shown.computeIfAbsent(
            new Typed(word.substring(0, letters), letters > 0 && sentenceStart),
            typed -> choices.afterSpace(typed.letters(), typed.sentenceStart()));
    int rank = rank(place, target, choice);
    if (rank < DEEPEST) {
      tally.hits[letters][rank]++;
    }
  }

  /** From 0; {@link #DEEPEST} for anything further down. */
  private static int rank(Context place, int target, Choice shown) {
    if (!shown.contains(target)) {
      return DEEPEST;
    }
    List<Candidate> best = place.best(shown, DEEPEST);
    for (int rank = 0; rank < best.size(); rank++) {
      if (best.get(rank).id() == target) {
        return rank;
      }
    }
    return DEEPEST;
  }

  /** What is counted on the way. */
  private static final class Tally {
    private long tokens;
    private long ends;
    private long unknown;
    private final long[] words = new long[MOST_LETTERS + 1]; // [letters]
    private double logProbability;
    private final long[][] hits = new long[MOST_LETTERS + 1][DEEPEST]; // [letters][rank]

    void add(Tally other) {
      tokens += other.tokens;
      ends += other.ends;
      unknown += other.unknown;
      logProbability += other.logProbability;
      for (int letters = 0; letters <= MOST_LETTERS; letters++) {
        words[letters] += other.words[letters];
        for (int rank = 0; rank < DEEPEST; rank++) {
          hits[letters][rank] += other.hits[letters][rank];
        }
      }
    }

    Figures figures(boolean perplexity) {
      if (words[0] == 0) {
        throw new IllegalArgumentException("no words to evaluate on");
      }
      return new Figures(
          perplexity ? Math.exp(-logProbability / tokens) : null,
          hits(0, 1),
          hits(0, 3),
          hits(0, 5),
          null,
          (double) unknown / (tokens - ends),
          tokens,
          words[0],
          IntStream.rangeClosed(1, MOST_LETTERS)
              .filter(n -> words[n] > 0)
              .mapToObj(n -> new Figures.Letters(n, words[n], hits(n, 1), hits(n, 3), hits(n, 5)))
              .toList());
    }

    private double hits(int letters, int k) {
      return (double) Arrays.stream(hits[letters], 0, k).sum() / words[letters];
    }
  }
}
