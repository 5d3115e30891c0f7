package dev.nextword.lab;

import dev.nextword.lab.Sequences.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** What a {@link TimeLab} has its network learn: each asks, after the last step, for early ones. */
public enum TimeTask implements Labelled {
  /** Which of four symbols came first; all that follows is noise. */
  FIRST_SYMBOL(8, 4) {
    @Override
    Sequence draw(int length, Random random) {
      int cue = random.nextInt(4);
      String[] tokens = new String[length];
      Arrays.setAll(tokens, t -> NOISE[random.nextInt(NOISE.length)]);
      tokens[0] = CUES[cue];
      return symbols(tokens, SYMBOLS, cue, 4, CUES[cue]);
    }
  },
  /**
   * The adding problem (Hochreiter and Schmidhuber 1997, section 5.4): numbers from 0 to 1, two of
   * them marked, one in each half; their sum is asked for.
   */
  ADDING(2, 1) {
    @Override
    Sequence draw(int length, Random random) {
      int first = random.nextInt(length / 2);
      int second = length / 2 + random.nextInt(length - length / 2);
      double[][] steps = new double[length][2];
      String[] tokens = new String[length];
      double sum = 0;
      for (int t = 0; t < length; t++) {
        boolean marked = t == first || t == second;
        steps[t][0] = random.nextDouble();
        steps[t][1] = marked ? 1 : 0;
        sum += marked ? steps[t][0] : 0;
        tokens[t] = String.format(Locale.ROOT, marked ? "%.2f*" : "%.2f", steps[t][0]);
      }
      return new Sequence(
          steps, new double[] {sum}, List.of(tokens), String.format(Locale.ROOT, "%.2f", sum));
    }
  },
  /**
   * Temporal order (Hochreiter and Schmidhuber 1997, section 5.6): X or Y stands at two places far
   * apart, among other letters; which of the four orders was it?
   */
  ORDER(6, 4) {
    @Override
    Sequence draw(int length, Random random) {
      String[] tokens = new String[length];
      Arrays.setAll(tokens, t -> NOISE[random.nextInt(NOISE.length)]);
      int first = random.nextInt(2);
      int second = random.nextInt(2);
      tokens[length / 10 + random.nextInt(Math.max(1, length / 10))] = XY[first];
      tokens[length / 2 + random.nextInt(Math.max(1, length / 10))] = XY[second];
      return symbols(tokens, XY_SYMBOLS, 2 * first + second, 4, XY[first] + XY[second]);
    }
  },
  /**
   * "I grew up in France . ... so I speak fluent": the language, after words that do not matter.
   */
  FRANCE(25, 4) {
    @Override
    Sequence draw(int length, Random random) {
      int country = random.nextInt(COUNTRIES.length);
      List<String> tokens = new ArrayList<>(List.of("I", "grew", "up", "in"));
      tokens.add(COUNTRIES[country]);
      tokens.add(".");
      while (tokens.size() < length - CLOSING.size()) {
        tokens.add(FILLERS[random.nextInt(FILLERS.length)]);
      }
      tokens.addAll(CLOSING);
      String[] all = tokens.toArray(new String[0]);
      return symbols(all, WORDS, country, COUNTRIES.length, LANGUAGES[country]);
    }
  };

  private static final String[] CUES = {"A", "B", "C", "D"};
  private static final String[] NOISE = {"w", "x", "y", "z"};
  private static final String[] XY = {"X", "Y"};
  private static final String[] COUNTRIES = {"France", "Germany", "Italy", "Spain"};
  private static final String[] LANGUAGES = {"French", "German", "Italian", "Spanish"};
  private static final List<String> CLOSING = List.of("so", "I", "speak", "fluent");
  private static final String[] FILLERS = {
    "it", "rained", "often", "and", "we", "walked", "home", "along", "the", "river", "with", "a",
    "dog"
  };

  private static final List<String> SYMBOLS = joined(CUES, NOISE);
  private static final List<String> XY_SYMBOLS = joined(XY, NOISE);
  private static final List<String> WORDS =
      joined(
          new String[] {"I", "grew", "up", "in", "."},
          COUNTRIES,
          new String[] {"so", "speak", "fluent"},
          FILLERS);

  /** A sum counts as right when it is off by no more. */
  static final double NEAR = 0.1;

  private static final double LEARNED = 0.95;

  private final int features;
  private final int classes;

  TimeTask(int features, int classes) {
    this.features = features;
    this.classes = classes;
  }

  private static List<String> joined(String[]... parts) {
    return Stream.of(parts).flatMap(Stream::of).toList();
  }

  private static Sequence symbols(
      String[] tokens, List<String> symbols, int right, int classes, String target) {
    double[][] steps = new double[tokens.length][symbols.size()];
    for (int t = 0; t < tokens.length; t++) {
      steps[t][symbols.indexOf(tokens[t])] = 1;
    }
    double[] answer = new double[classes];
    answer[right] = 1;
    return new Sequence(steps, answer, List.of(tokens), target);
  }

  /** One sequence of this many steps. */
  abstract Sequence draw(int length, Random random);

  Sequences draw(int size, int length, Random random) {
    List<Sequence> drawn = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      drawn.add(draw(length, random));
    }
    return new Sequences(drawn);
  }

  /** Numbers a step. */
  int features() {
    return features;
  }

  /** How many answers there are; 1 where the answer is a number. */
  int classes() {
    return classes;
  }

  boolean isSum() {
    return classes == 1;
  }

  /** The accuracy from which on it counts as learned. */
  double learned() {
    return LEARNED;
  }

  /** Of a guess; for sums, of always saying 1: both numbers within a band round the diagonal. */
  double chance() {
    return isSum() ? 2 * NEAR - NEAR * NEAR : 1.0 / classes;
  }
}
