package dev.nextword.evaluation;

import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.Candidate;
import dev.nextword.prediction.Choice;
import dev.nextword.prediction.Choices;
import dev.nextword.prediction.Context;
import dev.nextword.vocabulary.Vocabulary;
import java.util.List;

/**
 * How well a model remembers: of woven passages of one kind and one distance, how often the word
 * that the cue decides is the most probable of the kind's answers (a forced choice), which rank it
 * has among all words, and how probable it is.
 *
 * <p>Of answers that are equally probable the right one counts its share, so that a model which
 * makes no difference between them scores exactly chance. An answer that the model does not know is
 * always missed.
 */
public final class DistanceCurve {
  /** The distances that are measured, in words. */
  public static final List<Integer> DISTANCES = List.of(0, 2, 5, 10, 15, 20, 30, 40, 60, 80, 100);

  /** Ranks further down all count as the next one. */
  public static final int DEEPEST = 250;

  /**
   * One point of a curve.
   *
   * @param distance words between the cue's wording and the trigger's
   * @param passages how many were asked
   * @param lag mean number of words strictly between cue and answer: the rest of both wordings
   *     counts here, too
   * @param chance expected accuracy of a guess
   * @param accuracy share of forced choices that are right; interval of Wilson
   * @param rank median place of the answer among all words that the column may show, from 1; {@code
   *     251} for anything beyond 250; interval of the bootstrap
   * @param probability mean probability of the answer among all words; interval of the bootstrap
   */
  public record Point(
      int distance,
      int passages,
      double lag,
      double chance,
      Estimate accuracy,
      Estimate rank,
      Estimate probability) {}

  /** What a model said to one question. */
  record Reply(double right, int rank, double probability) {}

  private final Context start;
  private final Choice shown;

  /**
   * @param start the model's place at the beginning of a document
   * @param vocabulary the model's
   */
  public DistanceCurve(Context start, Vocabulary vocabulary) {
    this.start = start;
    this.shown = new Choices(vocabulary, BlockList.NONE).afterSpace();
  }

  /** Asks all questions of one distance. */
  public Point point(int distance, List<Question> questions) {
    List<Reply> replies = questions.parallelStream().map(this::ask).toList();
    return new Point(
        distance,
        questions.size(),
        questions.stream().mapToInt(Question::lag).average().orElseThrow(),
        questions.stream().mapToDouble(q -> 1.0 / q.candidates().length).average().orElseThrow(),
        Estimate.share(replies.stream().mapToDouble(Reply::right).sum(), replies.size()),
        Estimate.median(replies.stream().mapToDouble(Reply::rank).toArray()),
        Estimate.mean(replies.stream().mapToDouble(Reply::probability).toArray()));
  }

  Reply ask(Question question) {
    Context place = start;
    for (int i = 1; i < question.before().length; i++) {
      place = place.then(question.before()[i]);
    }
    if (question.answer() == Vocabulary.UNKNOWN) {
      return new Reply(0, DEEPEST + 1, 0);
    }
    double answer = place.logProbability(question.answer());
    int equal = 1;
    boolean best = true;
    for (int i = 0; i < question.candidates().length; i++) {
      int candidate = question.candidates()[i];
      if (i == question.right() || candidate == Vocabulary.UNKNOWN) {
        continue;
      }
      double other = place.logProbability(candidate);
      best &= other <= answer;
      equal += other == answer ? 1 : 0;
    }
    return new Reply(best ? 1.0 / equal : 0, rank(place, question.answer()), Math.exp(answer));
  }

  private int rank(Context place, int answer) {
    List<Candidate> first = place.best(shown, DEEPEST);
    for (int rank = 0; rank < first.size(); rank++) {
      if (first.get(rank).id() == answer) {
        return rank + 1;
      }
    }
    return DEEPEST + 1;
  }
}
