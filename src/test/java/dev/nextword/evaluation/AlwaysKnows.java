package dev.nextword.evaluation;

import dev.nextword.prediction.LanguageModel;
import dev.nextword.vocabulary.Vocabulary;
import java.util.Arrays;

/** Knows one document by heart, {@code <eos> w w <eos>}, and is sure of every word of it. */
record AlwaysKnows(Vocabulary vocabulary, int[] ids) implements LanguageModel {
  /** How many words have been read. */
  record Position(int read) implements State {}

  @Override
  public String name() {
    return "knows";
  }

  @Override
  public State start() {
    return new Position(1);
  }

  @Override
  public State advance(State state, int wordId) {
    return new Position(((Position) state).read() + 1);
  }

  @Override
  public float[] logProbabilities(State state) {
    float[] logs = new float[vocabulary.size()];
    Arrays.fill(logs, Float.NEGATIVE_INFINITY);
    logs[ids[((Position) state).read()]] = 0;
    return logs;
  }
}
