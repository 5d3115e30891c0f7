package dev.nextword.lab;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A remedy that is known, as one change of a lab run's settings.
 *
 * @param id for programs
 * @param title for people
 * @param settings merged into those of a run
 * @param paper where it comes from
 * @param depth whether it is one for many layers; else for many steps
 */
public record Remedy(
    String id,
    String title,
    Map<String, Object> settings,
    String paper,
    @JsonIgnore boolean depth) {
  /** Those for many layers. */
  public static final List<Remedy> FOR_DEPTH =
      List.of(
          depth("xavier", "Xavier's start", "Glorot and Bengio 2010", "initialisation", "xavier"),
          depth(
              "orthogonal", "orthogonal start", "Saxe et al. 2014", "initialisation", "orthogonal"),
          depth("tanh", "tanh", "LeCun et al. 1998", "activation", "tanh"),
          depth("relu", "ReLU", "Glorot et al. 2011", "activation", "relu"),
          depth(
              "relu-he",
              "ReLU, started as He et al.",
              "He et al. 2015",
              "activation",
              "relu",
              "initialisation",
              "he"),
          depth(
              "leaky-relu-he",
              "leaky ReLU, started as He et al.",
              "Maas et al. 2013",
              "activation",
              "leaky-relu",
              "initialisation",
              "he"),
          depth(
              "prelu-he",
              "PReLU, started as He et al.",
              "He et al. 2015",
              "activation",
              "prelu",
              "initialisation",
              "he"),
          depth("elu", "ELU", "Clevert et al. 2016", "activation", "elu"),
          depth("selu", "SELU", "Klambauer et al. 2017", "activation", "selu"),
          depth("residual", "residual connections", "He et al. 2016", "residual", true),
          depth("batch", "batch normalisation", "Ioffe and Szegedy 2015", "normalisation", "batch"),
          depth("layer", "layer normalisation", "Ba et al. 2016", "normalisation", "layer"),
          depth("pretraining", "layer-wise pre-training", "Bengio et al. 2007", "pretraining", 50),
          depth("clip", "gradient clipping", "Pascanu et al. 2013", "clip", 1.0),
          depth("adam", "Adam", "Kingma and Ba 2015", "optimiser", "adam", "learningRate", 0.003),
          depth("slower", "a smaller learning rate", "Bengio 2012", "learningRate", 0.01));

  /** Those for many steps. */
  public static final List<Remedy> FOR_TIME =
      List.of(
          time("lstm", "LSTM", "Hochreiter and Schmidhuber 1997", "cell", "lstm"),
          time(
              "lstm-open",
              "LSTM, forget gates open",
              "Gers et al. 2000",
              "cell",
              "lstm",
              "forgetBias",
              5.0),
          time("gru", "GRU", "Cho et al. 2014", "cell", "gru"),
          time(
              "orthogonal", "orthogonal start", "Saxe et al. 2014", "initialisation", "orthogonal"),
          time(
              "irnn",
              "ReLU, identity start",
              "Le et al. 2015",
              "cell",
              "relu-rnn",
              "initialisation",
              "identity"),
          time("layer", "layer normalisation", "Ba et al. 2016", "cell", "layer-norm-rnn"),
          time("residual", "residual connections", "He et al. 2016", "cell", "residual-rnn"),
          time("clip", "gradient clipping", "Pascanu et al. 2013", "clip", 1.0),
          time("slower", "a smaller learning rate", "Bengio 2012", "learningRate", 0.001));

  public Remedy {
    settings = Map.copyOf(settings);
  }

  private static Remedy depth(String id, String title, String paper, Object... settings) {
    return new Remedy(id, title, map(settings), paper, true);
  }

  private static Remedy time(String id, String title, String paper, Object... settings) {
    return new Remedy(id, title, map(settings), paper, false);
  }

  private static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  /** Remedies by id, in the order asked for. */
  static List<Remedy> of(boolean depth, String... ids) {
    List<Remedy> found = new ArrayList<>();
    for (String id : ids) {
      (depth ? FOR_DEPTH : FOR_TIME)
          .stream().filter(remedy -> remedy.id.equals(id)).forEach(found::add);
    }
    return found;
  }

  /** Which of the two labs it is for. */
  @JsonProperty
  public String kind() {
    return depth ? "depth" : "time";
  }
}
