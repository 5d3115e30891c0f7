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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
 */
public final class Evaluation {
  private static final int DEEPEST = 5;
  private static final int DOCUMENTS_AT_ONCE = 256;

  private final Vocabulary vocabulary;
  private final Choice shown;
  private final EvaluationOptions options;

  /**
   * @param blocked words that are never suggested
   */
  public Evaluation(Vocabulary vocabulary, BlockList blocked, EvaluationOptions options) {
    this.vocabulary = vocabulary;
    this.shown = new Choices(vocabulary, blocked).afterSpace();
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
        tally.words++;
        int rank = rank(place, target);
        if (rank < DEEPEST) {
          tally.hits[rank]++;
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

  /** From 0; {@link #DEEPEST} for anything further down. */
  private int rank(Context place, int target) {
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
    private long words;
    private double logProbability;
    private final long[] hits = new long[DEEPEST]; // [rank]

    void add(Tally other) {
      tokens += other.tokens;
      ends += other.ends;
      unknown += other.unknown;
      words += other.words;
      logProbability += other.logProbability;
      Arrays.setAll(hits, rank -> hits[rank] + other.hits[rank]);
    }

    Figures figures(boolean perplexity) {
      if (words == 0) {
        throw new IllegalArgumentException("no words to evaluate on");
      }
      return new Figures(
          perplexity ? Math.exp(-logProbability / tokens) : null,
          hits(1),
          hits(3),
          hits(5),
          null,
          (double) unknown / (tokens - ends),
          tokens,
          words);
    }

    private double hits(int k) {
      return (double) Arrays.stream(hits, 0, k).sum() / words;
    }
  }
}
