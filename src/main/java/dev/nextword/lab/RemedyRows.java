package dev.nextword.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of {@link RemediesExperiment}: a sick network of each kind, and its remedies. */
final class RemedyRows {
  /** Remedies by id, as in {@link Remedy}; several in one row are tried together. */
  private static final List<List<String>> DEPTH =
      List.of(
          List.of(),
          List.of("orthogonal"),
          List.of("tanh"),
          List.of("relu"),
          List.of("relu-he"),
          List.of("leaky-relu-he"),
          List.of("prelu-he"),
          List.of("elu"),
          List.of("selu"),
          List.of("residual"),
          List.of("batch"),
          List.of("layer"),
          List.of("pretraining"),
          List.of("clip"),
          List.of("adam"),
          List.of("tanh", "orthogonal"),
          List.of("tanh", "layer"),
          List.of("tanh", "residual"),
          List.of("relu-he", "adam"),
          List.of("relu-he", "batch"),
          List.of("relu-he", "residual", "clip"),
          List.of("residual", "batch"));

  private static final List<List<String>> TIME =
      List.of(
          List.of(),
          List.of("orthogonal"),
          List.of("irnn"),
          List.of("layer"),
          List.of("residual"),
          List.of("clip"),
          List.of("lstm"),
          List.of("lstm-open"),
          List.of("gru"),
          List.of("orthogonal", "clip"),
          List.of("irnn", "clip"),
          List.of("residual", "clip"),
          List.of("layer", "orthogonal"),
          List.of("lstm-open", "clip"),
          List.of("gru", "clip"));

  private static final int QUICK_DEPTH = 3;
  private static final int QUICK_ROWS = 4;

  private RemedyRows() {}

  static List<RemediesExperiment.Row> of(boolean quick) {
    List<RemediesExperiment.Row> rows = new ArrayList<>();
    rows.addAll(rows(true, quick ? quick(DEPTH) : DEPTH, sickInDepth(quick)));
    rows.addAll(rows(false, quick ? quick(TIME) : TIME, sickInTime(quick)));
    return rows;
  }

  private static List<List<String>> quick(List<List<String>> rows) {
    return List.of(rows.get(0), rows.get(QUICK_DEPTH), rows.get(QUICK_ROWS), rows.get(8));
  }

  /** Fifty sigmoid layers. */
  private static Map<String, Object> sickInDepth(boolean quick) {
    Map<String, Object> sick = new LinkedHashMap<>();
    sick.put("task", "spirals");
    sick.put("layers", quick ? 8 : 50);
    sick.put("activation", "sigmoid");
    sick.put("learningRate", 0.1);
    sick.put("updates", quick ? 60 : 300);
    return sick;
  }

  /** A vanilla network over a hundred steps. */
  private static Map<String, Object> sickInTime(boolean quick) {
    Map<String, Object> sick = new LinkedHashMap<>();
    sick.put("task", "first-symbol");
    sick.put("length", quick ? 20 : 100);
    sick.put("cell", "rnn");
    sick.put("learningRate", 0.01);
    sick.put("updates", quick ? 60 : 200);
    return sick;
  }

  private static List<RemediesExperiment.Row> rows(
      boolean depth, List<List<String>> all, Map<String, Object> sick) {
    List<RemediesExperiment.Row> rows = new ArrayList<>();
    for (List<String> ids : all) {
      Map<String, Object> settings = new LinkedHashMap<>(sick);
      List<Remedy> remedies = Remedy.of(depth, ids.toArray(String[]::new));
      remedies.forEach(remedy -> settings.putAll(remedy.settings()));
      rows.add(
          new RemediesExperiment.Row(
              depth ? "depth" : "time",
              ids.isEmpty() ? "none" : String.join("+", ids),
              ids.isEmpty()
                  ? (depth ? "sigmoid, no remedy" : "vanilla RNN, no remedy")
                  : String.join(", ", remedies.stream().map(Remedy::title).toList()),
              settings));
    }
    return rows;
  }
}
