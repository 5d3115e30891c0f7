package dev.nextword.prediction;

import dev.nextword.prediction.NGramTable.Row;
import dev.nextword.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * "Stupid back-off" (Brants et al. 2007, "Large Language Models in Machine Translation", section 4)
 * as a {@link Context}: the last one or two words are the whole state.
 *
 * <pre>
 *   S(c | a b) = f(a b c) / f(a b)    if a b c was seen
 *              = 0.4 S(c | b)         if not
 *   S(c | b)   = f(b c) / f(b),  0.4 S(c) if never seen
 *   S(c)       = f(c) / N
 * </pre>
 *
 * <p>These scores are used as probabilities here, but add up to 1 only roughly; hence no perplexity
 * is given for this model. They are those of Lucene's {@link
 * org.apache.lucene.search.suggest.analyzing.FreeTextSuggester}, which a test holds beside them; it
 * would take nearly a millisecond for what takes microseconds with {@link NGramTable}.
 *
 * <p>Immutable; safe for use by many threads.
 */
final class NGramModel {
  /** What each word of context that had to be dropped multiplies a score by. */
  private static final double BACK_OFF = 0.4;

  private final NGramTable table;
  private final Vocabulary vocabulary;
  private final int[] counted; // by id: the word that was counted in its place
  private final Choice everything;

  NGramModel(NGramTable table, Vocabulary vocabulary) {
    this.table = table;
    this.vocabulary = vocabulary;
    this.counted = counted(vocabulary);
    this.everything = new Choice(IntStream.range(0, vocabulary.size()).toArray());
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The place at the beginning of a document. */
  Context start() {
    return new Place(Place.NONE, Vocabulary.END_OF_SENTENCE);
  }

  /** The place after a document that begins {@code <eos> ...}. */
  Context after(int[] ids) {
    int last = ids.length - 1;
    return last == 0 ? start() : new Place(counted[ids[last - 1]], counted[ids[last]]);
  }

  /**
   * The words that are counted in place of others: {@code <unk>} for one with white space or a
   * separator inside, which would be two in the file, and every other word for itself.
   *
   * @return {@code [vocabulary.size()]}
   */
  static int[] counted(Vocabulary vocabulary) {
    return IntStream.range(0, vocabulary.size())
        .map(id -> isOneWord(vocabulary.word(id)) ? id : Vocabulary.UNKNOWN)
        .toArray();
  }

  private static boolean isOneWord(String word) {
    return word.chars().noneMatch(c -> c <= ' ' || Character.isWhitespace(c));
  }

  /**
   * How many of the last words the score of a word comes from: fewer than all where the longer
   * n-gram was never counted, and the score is that of the shorter one, backed off.
   *
   * @param ids of a document
   */
  int used(int[] ids, int wordId) {
    return ((Place) after(ids)).used(counted[wordId]);
  }

  /** A word's place among all words that may follow, from 1; 0 where it was never counted. */
  int rank(Context place, int wordId) {
    double score = ((Place) place).score(wordId);
    int rank = score > 0 ? 1 : 0;
    for (int id = 0; id < vocabulary.size() && rank > 0; id++) {
      double other = ((Place) place).score(id);
      rank += other > score || (other == score && id < wordId) ? 1 : 0;
    }
    return rank;
  }

  /** The last one or two words read. */
  private final class Place implements Context {
    static final int NONE = -1;

    private final int last;
    private final Seen[] seen; // after the longest context first
    private final double wordUnit; // the score of a word seen after none of them, each time

    Place(int before, int last) {
      this.last = last;
      boolean two = before != NONE && table.grams() > 2;
      boolean one = table.grams() > 1;
      double unit = 1;
      List<Seen> rows = new ArrayList<>(2);
      if (two) {
        rows.add(new Seen(table.after(before, last), unit / table.after(before).countOf(last)));
        unit *= BACK_OFF;
      }
      if (one) {
        rows.add(new Seen(table.after(last), unit / table.count(last)));
        unit *= BACK_OFF;
      }
      this.seen = rows.toArray(Seen[]::new);
      this.wordUnit = unit / table.tokens();
    }

    @Override
    public Context then(int wordId) {
      return new Place(last, counted[wordId]);
    }

    @Override
    public List<Candidate> best(Choice choice, int k) {
      TopWords top = new TopWords(Math.min(k, choice.size()));
      forEachSeen(choice, top::offer);
      if (wordUnit * table.mostFrequent() < top.least()) {
        return top.candidates(score -> score);
      }
      for (int id : choice.ids()) {
        int count = table.count(id);
        if (count > 0 && wordUnit * count >= top.least() && !isSeen(id, seen.length)) {
          top.offer(id, wordUnit * count);
        }
      }
      return top.candidates(score -> score);
    }

    @Override
    public @Nullable Candidate likeliest() {
      List<Candidate> best = best(everything, 1);
      return best.isEmpty() ? null : best.get(0);
    }

    @Override
    public double total(Choice choice) {
      Sum sum = new Sum();
      forEachSeen(
          choice,
          (id, score) -> {
            sum.scores += score;
            sum.others -= table.count(id);
          });
      for (int id : choice.ids()) {
        sum.others += table.count(id);
      }
      return sum.scores + wordUnit * sum.others;
    }

    /**
     * The score of exactly this word. A word never counted scores as if seen once in the whole text
     * and never after these words.
     */
    @Override
    public double logProbability(int wordId) {
      double score = score(counted[wordId]);
      return Math.log(score > 0 ? score : wordUnit);
    }

    /** The score of a word by itself; 0 if it was never counted. */
    double score(int id) {
      int words = used(id);
      if (words == 0) {
        return wordUnit * table.count(id);
      }
      Seen after = seen[seen.length - words];
      return after.unit * after.row.countOf(id);
    }

    /** How many of the last words a word was seen after, at most. */
    int used(int id) {
      for (int order = 0; order < seen.length; order++) {
        if (seen[order].row.countOf(id) > 0) {
          return seen.length - order;
        }
      }
      return 0;
    }

    /** The words of a choice that were seen after some of the last words, in no order. */
    private void forEachSeen(Choice choice, Scores scores) {
      for (int order = 0; order < seen.length; order++) {
        Row row = seen[order].row;
        boolean rowIsShorter = row.size() < choice.size();
        int length = rowIsShorter ? row.size() : choice.size();
        for (int i = 0; i < length; i++) {
          int id = rowIsShorter ? row.id(i) : choice.ids()[i];
          int count = !rowIsShorter ? row.countOf(id) : choice.contains(id) ? row.count(i) : 0;
          if (count > 0 && !isSeen(id, order)) {
            scores.add(id, seen[order].unit * count);
          }
        }
      }
    }

    /** Whether a word was seen after one of the {@code orders} longest contexts. */
    private boolean isSeen(int id, int orders) {
      for (int order = 0; order < orders; order++) {
        if (seen[order].row.countOf(id) > 0) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * What was seen after some words.
   *
   * @param unit what each time is worth: 1 by how often those words were seen, backed off
   */
  private record Seen(Row row, double unit) {}

  private interface Scores {
    void add(int id, double score);
  }

  private static final class Sum {
    double scores; // of words seen after the last ones
    long others; // how often the other words were seen
  }
}
