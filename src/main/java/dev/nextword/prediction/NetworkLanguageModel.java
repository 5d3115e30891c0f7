package dev.nextword.prediction;

import dev.nextword.network.WordStepper;
import dev.nextword.vocabulary.Vocabulary;

/** A trained recurrent network as a language model. Its weights are shared by all threads. */
public final class NetworkLanguageModel implements LanguageModel {
  private final String name;
  private final Vocabulary vocabulary;
  private final WordStepper stepper;
  private final State start;

  private record Hidden(WordStepper.State state, int bytes) implements State {}

  /**
   * @param name the column's name
   * @throws IllegalArgumentException if the network has another number of words
   */
  public NetworkLanguageModel(String name, Vocabulary vocabulary, WordStepper stepper) {
    this.name = name;
    this.vocabulary = vocabulary;
    this.stepper = stepper;
    if (stepper.words() != vocabulary.size()) {
      throw new IllegalArgumentException(
          "a network of " + stepper.words() + " words with a vocabulary of " + vocabulary.size());
    }
    this.start = hidden(stepper.step(stepper.zero(), Vocabulary.END_OF_SENTENCE));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public State start() {
    return start;
  }

  @Override
  public State advance(State state, int wordId) {
    return hidden(stepper.step(((Hidden) state).state, wordId));
  }

  @Override
  public float[] logProbabilities(State state) {
    return stepper.logProbabilities(((Hidden) state).state);
  }

  private static State hidden(WordStepper.State state) {
    return new Hidden(state, 128 + Float.BYTES * state.size());
  }
}
