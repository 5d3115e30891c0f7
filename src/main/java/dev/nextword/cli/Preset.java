package dev.nextword.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings of {@code train} that go together, under a name. */
enum Preset {
  /**
   * For the Penn Treebank's million words: two layers of 200 units, 20 lanes and windows of 35, as
   * the small network of Zaremba, Sutskever and Vinyals (2014, "Recurrent neural network
   * regularization") has them. That one is trained by plain gradient descent without dropout, and
   * has separate matrices for words read and words predicted; here one serves both, behind a linear
   * layer of 200 units. See decision 024.
   */
  PTB_SMALL(
      "ptb-small",
      Map.ofEntries(
          Map.entry("hidden", 200),
          Map.entry("embedding", 200),
          Map.entry("layers", 2),
          Map.entry("tied", true),
          Map.entry("batch", 20),
          Map.entry("bptt", 35),
          Map.entry("epochs", 30),
          Map.entry("dropout", Map.of("rnn", 0.2, "gru", 0.35, "lstm", 0.35)),
          Map.entry("learningRate", Map.of("rnn", 0.001, "gru", 0.002, "lstm", 0.003)),
          Map.entry("clip", 1.0)));

  private final String label;
  private final Map<String, Object> settings;

  Preset(String label, Map<String, Object> settings) {
    this.label = label;
    this.settings = settings;
  }

  /**
   * A preset's settings by name; none without a preset.
   *
   * @throws IllegalArgumentException if there is no such preset, naming those there are
   */
  static Map<String, Object> settings(@Nullable String label) {
    if (label == null) {
      return Map.of();
    }
    return Arrays.stream(values())
        .filter(preset -> preset.label.equals(label))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no preset \"%s\"; there are %s"
                        .formatted(
                            label,
                            Arrays.stream(values())
                                .map(preset -> preset.label)
                                .collect(Collectors.joining(", ")))))
        .settings;
  }
}
