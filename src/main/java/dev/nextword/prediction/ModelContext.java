package dev.nextword.prediction;

import dev.nextword.prediction.LanguageModel.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in a text read by a language model from its beginning, with nothing cached. */
final class ModelContext implements Context {
  private final LanguageModel model;
  private final State state;
  private volatile @Nullable Distribution distribution;

  ModelContext(LanguageModel model, State state) {
    this.model = model;
    this.state = state;
  }

  @Override
  public Context then(int wordId) {
    return new ModelContext(model, model.advance(state, wordId));
  }

  @Override
  public List<Candidate> best(Choice choice, int k) {
    return distribution().best(choice, k);
  }

  @Override
  public @Nullable Candidate likeliest() {
    return distribution().likeliest();
  }

  @Override
  public double total(Choice choice) {
    return distribution().total(choice);
  }

  @Override
  public double logProbability(int wordId) {
    return distribution().logProbabilities()[wordId];
  }

  private Distribution distribution() {
    Distribution known = distribution;
    if (known == null) {
      known = new Distribution(model.logProbabilities(state));
      distribution = known;
    }
    return known;
  }
}
