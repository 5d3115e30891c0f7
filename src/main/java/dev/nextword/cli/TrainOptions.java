package dev.nextword.cli;

import dev.nextword.network.Clusters;
import dev.nextword.network.SoftmaxKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What {@code train} is asked to do. Every field has one default, here; a settings file overrides
 * it, and a flag overrides both. The names are those of the flags.
 *
 * @param corpus names of the catalogue or paths, all read as one corpus
 * @param cells columns to train: {@code rnn}, {@code gru}, {@code lstm}
 * @param name put before the models' names ({@code mine} gives {@code mine-lstm}); empty for none
 * @param hidden units of each recurrent layer
 * @param embedding width of a word's vector, and of the layer before the softmax
 * @param layers recurrent layers, one on the other
 * @param dropout of each cell: share of values left out between layers in training, 0 to below 1
 * @param epochs most passes over the training text, 0 for as many as suit its length; training
 *     stops earlier where validation stalls
 * @param batch documents read side by side; with woven passages a quarter of them are those
 * @param bptt steps of truncated backpropagation through time
 * @param optimiser {@code adam} or {@code sgd}
 * @param learningRate of each cell
 * @param clip largest norm of a whole gradient
 * @param answerWeight of each cell: how much the answers of woven passages count beside all words
 * @param seed of everything random
 * @param vocabulary most words, the special ones included
 * @param softmax {@code full}, {@code adaptive}, or {@code auto}: adaptive where the vocabulary is
 *     large
 * @param tied whether a word's vector is also its column of the softmax
 * @param woven whether passages that need a long memory are woven into the text
 */
record TrainOptions(
    List<String> corpus,
    List<String> cells,
    String name,
    int hidden,
    int embedding,
    int layers,
    Map<String, Double> dropout,
    int epochs,
    int batch,
    int bptt,
    String optimiser,
    Map<String, Double> learningRate,
    double clip,
    Map<String, Double> answerWeight,
    long seed,
    int vocabulary,
    String softmax,
    boolean tied,
    boolean woven) {

  /** Cells that can be trained, in the order of the page. */
  static final List<String> CELLS = List.of("rnn", "gru", "lstm");

  /** Ways to turn a gradient into a step. */
  static final List<String> OPTIMISERS = List.of("adam", "sgd");

  /** Ways to a probability of every word. */
  static final List<String> SOFTMAXES =
      Stream.of(SoftmaxKind.values()).map(SoftmaxKind::label).toList();

  /** The shipped models' settings. */
  static final TrainOptions DEFAULTS =
      new TrainOptions(
          List.of("sample"),
          CELLS,
          "",
          256,
          112,
          1,
          Map.of("rnn", 0.1, "gru", 0.1, "lstm", 0.1),
          0,
          24,
          96,
          "adam",
          Map.of("rnn", 0.004, "gru", 0.002, "lstm", 0.003),
          1.0,
          Map.of("rnn", 0.05, "gru", 1.0, "lstm", 1.0),
          1,
          12_000,
          "auto",
          false,
          true);

  /**
   * @throws IllegalArgumentException naming the first setting that is out of range
   */
  TrainOptions {
    check(!corpus.isEmpty(), "corpus", "names no text");
    check(!cells.isEmpty() && CELLS.containsAll(cells), "cells", "must be of " + CELLS);
    check(Set.copyOf(cells).size() == cells.size(), "cells", "names a cell twice");
    check(name.matches("([a-z0-9][a-z0-9._-]{0,50})?"), "name", "is not of a-z, 0-9, . _ -");
    atLeast(1, hidden, "hidden");
    atLeast(1, embedding, "embedding");
    atLeast(1, layers, "layers");
    forEachCell(cells, dropout, "dropout");
    check(
        dropout.values().stream().allMatch(share -> share >= 0 && share < 1),
        "dropout",
        "must be at least 0 and below 1");
    atLeast(0, epochs, "epochs");
    atLeast(1, batch, "batch");
    atLeast(1, bptt, "bptt");
    check(OPTIMISERS.contains(optimiser), "optimiser", "must be one of " + OPTIMISERS);
    forEachCell(cells, learningRate, "learning-rate");
    check(
        learningRate.values().stream().allMatch(rate -> rate > 0 && rate <= 100),
        "learning-rate",
        "must be above 0");
    forEachCell(cells, answerWeight, "answer-weight");
    check(
        answerWeight.values().stream().allMatch(weight -> weight >= 0 && weight <= 100),
        "answer-weight",
        "must be 0 to 100");
    check(clip > 0 && Double.isFinite(clip), "clip", "must be above 0");
    atLeast(10, vocabulary, "vocabulary");
    check(SOFTMAXES.contains(softmax), "softmax", "must be one of " + SOFTMAXES);
    check(
        vocabulary >= Clusters.SMALLEST || !softmax.equals(SoftmaxKind.ADAPTIVE.label()),
        "softmax",
        "adaptive needs a vocabulary of at least " + Clusters.SMALLEST);
    check(
        !tied || !softmax.equals(SoftmaxKind.ADAPTIVE.label()),
        "tied",
        "does not go with an adaptive softmax, whose columns differ in length");
    corpus = List.copyOf(corpus);
    cells = List.copyOf(cells);
    dropout = new TreeMap<>(dropout); // in one order wherever it is written
    learningRate = new TreeMap<>(learningRate);
    answerWeight = new TreeMap<>(answerWeight);
  }

  private static void forEachCell(List<String> cells, Map<String, Double> of, String setting) {
    check(CELLS.containsAll(of.keySet()), setting, "is of " + CELLS);
    check(of.keySet().containsAll(cells), setting, "lacks one of " + cells);
  }

  private static void atLeast(int least, int value, String setting) {
    check(value >= least, setting, "must be at least " + least + ", not " + value);
  }

  private static void check(boolean holds, String setting, String problem) {
    if (!holds) {
      throw new IllegalArgumentException("the setting " + setting + " " + problem);
    }
  }
}
