package dev.nextword.evaluation;

import dev.nextword.prediction.LanguageModel;
import dev.nextword.vocabulary.Vocabulary;
import java.util.Arrays;

/** Makes no difference between words. */
record UniformModel(Vocabulary vocabulary) implements LanguageModel {
  private enum Nothing implements State {
    READ
  }

  @Override
  public String name() {
    return "uniform";
  }

  @Override
  public State start() {
    return Nothing.READ;
  }

  @Override
  public State advance(State state, int wordId) {
    return state;
  }

  @Override
  public float[] logProbabilities(State state) {
    float[] logs = new float[vocabulary.size()];
    Arrays.fill(logs, (float) -Math.log(logs.length));
    return logs;
  }
}
