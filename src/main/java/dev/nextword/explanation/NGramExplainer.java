package dev.nextword.explanation;

import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.Choice;
import dev.nextword.prediction.Choices;
import dev.nextword.prediction.Context;
import dev.nextword.prediction.NGramColumn;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;

/** Says how many words an n-gram model has looked at: at most the last two, whatever they were. */
public final class NGramExplainer implements Explainer {
  private final TextEncoder encoder;
  private final Vocabulary vocabulary;
  private final NGramColumn model;
  private final Choices choices;
  private final TargetWords targets;

  /**
   * @param encoder of the model's own vocabulary
   * @param blocked words that are never chosen as a target; they may be asked for
   */
  public NGramExplainer(TextEncoder encoder, NGramColumn model, BlockList blocked) {
    this.encoder = encoder;
    this.vocabulary = encoder.vocabulary();
    this.model = model;
    this.choices = new Choices(vocabulary, blocked);
    this.targets = new TargetWords(vocabulary);
  }

  @Override
  public Explanation.OfNGrams explain(Question question) {
    String asked = question.target();
    int wanted = asked == null ? Vocabulary.UNKNOWN : targets.id(asked);
    ReadWords read = ReadWords.of(question.text(), encoder);
    Context place = model.after(read.ids());
    int target = asked == null ? ownChoice(place, read) : wanted;
    double logProbability = place.logProbability(target);
    int rank = model.rank(place, target);
    return new Explanation.OfNGrams(
        "ngram",
        read.truncated(),
        model.used(read.ids(), target),
        new Explanation.Target(
            vocabulary.word(target),
            Math.exp(logProbability),
            logProbability,
            rank == 0 ? null : rank,
            null),
        read.tokens());
  }

  private int ownChoice(Context place, ReadWords read) {
    for (Choice choice : choices.next(read.reading())) {
      var best = place.best(choice, 1);
      if (!best.isEmpty()) {
        return best.get(0).id();
      }
    }
    return Vocabulary.UNKNOWN;
  }
}
