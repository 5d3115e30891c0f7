package dev.nextword.cli;

import dev.nextword.evaluation.DistanceCurve;
import dev.nextword.evaluation.Estimate;
import dev.nextword.evaluation.HeldOutPassages;
import dev.nextword.evaluation.LinePlot;
import dev.nextword.evaluation.Question;
import dev.nextword.model.ModelBundle;
import dev.nextword.prediction.Context;
import dev.nextword.text.Corpora;
import dev.nextword.text.Corpus;
import dev.nextword.text.Document;
import dev.nextword.text.Fillers;
import dev.nextword.text.Kind;
import dev.nextword.text.Passage;
import dev.nextword.text.Split;
import dev.nextword.text.Weaver;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.TextEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code evaluate --distance}: what models remember, of each kind of passage at each distance. */
final class DistanceReport {
  private static final String CHANCE = "chance";
  private static final long SEED = 1;

  /** By kind and distance. */
  private final Map<Kind, Map<Integer, List<Passage>>> passages = new EnumMap<>(Kind.class);

  private final String corpus;
  private final String sha256;
  private final int count;

  /** By model, then by kind. */
  private final Map<String, Map<String, List<DistanceCurve.Point>>> curves = new LinkedHashMap<>();

  /**
   * Weaves the passages.
   *
   * @param text a text of which no model has seen anything; null for the sentences of the project's
   *     sample that no training sees
   * @param count passages of each kind at each distance
   * @throws CommandException when there are too few sentences
   */
  DistanceReport(@Nullable Path text, List<Kind> kinds, List<Integer> distances, int count) {
    this.count = count;
    Tokenizer tokenizer = new Tokenizer();
    Weaver weaver = Weaver.load(Catalogue.templates(), tokenizer::wordStarts);
    Fillers fillers;
    if (text != null) {
      corpus = text.toString();
      sha256 = Corpora.sha256(text);
      fillers = fillers(Corpora.open(text), tokenizer, weaver, true);
    } else {
      corpus = String.join(",", ExperimentCommand.SAMPLE);
      sha256 = Corpora.sha256(CorpusArgument.path("sample"));
      fillers = fillers(CorpusArgument.open(ExperimentCommand.SAMPLE), tokenizer, weaver, false);
    }
    HeldOutPassages drawn = new HeldOutPassages(weaver, fillers, true, count, SEED);
    for (Kind kind : kinds) {
      Map<Integer, List<Passage>> ofKind = new TreeMap<>();
      for (int distance : distances) {
        try {
          ofKind.put(distance, drawn.of(kind, distance));
        } catch (IllegalArgumentException e) {
          throw new CommandException(corpus + ": " + e.getMessage(), e);
        }
      }
      passages.put(kind, ofKind);
    }
  }

  private static Fillers fillers(Corpus text, Tokenizer tokenizer, Weaver weaver, boolean whole) {
    try (Stream<Document> documents = text.documents()) {
      return weaver.fillers(
          documents
              .filter(document -> whole || Split.of(document.text()) != Split.TRAIN)
              .flatMap(document -> tokenizer.written(document.text()).stream())
              .toList(),
          true);
    }
  }

  /** Asks one model all questions. */
  void add(ModelBundle bundle, Columns columns) {
    TextEncoder encoder = columns.encoder(bundle);
    Context start =
        bundle instanceof ModelBundle.Stepper network
            ? Context.start(Columns.languageModel(network))
            : columns.ngram((ModelBundle.Ngram) bundle).start();
    DistanceCurve curve = new DistanceCurve(start, bundle.vocabulary());
    Map<String, List<DistanceCurve.Point>> kinds = new LinkedHashMap<>();
    passages.forEach(
        (kind, distances) -> {
          List<DistanceCurve.Point> points = new ArrayList<>();
          distances.forEach(
              (distance, all) ->
                  points.add(
                      curve.point(
                          distance, all.stream().map(p -> Question.of(p, encoder)).toList())));
          kinds.put(kind.label(), points);
        });
    curves.put(bundle.name(), kinds);
  }

  /** The result for programs, by model: {@code models.lstm.distance.tense[0].accuracy.low}. */
  Map<String, Object> json() {
    Map<String, Object> models = new LinkedHashMap<>();
    curves.forEach((name, kinds) -> models.put(name, Map.of("distance", kinds)));
    Map<String, Object> chance = new LinkedHashMap<>();
    any()
        .forEach(
            (kind, points) ->
                chance.put(
                    kind,
                    points.stream()
                        .map(
                            p ->
                                Map.of(
                                    "distance",
                                    p.distance(),
                                    "accuracy",
                                    Estimate.exactly(p.chance())))
                        .toList()));
    models.put(CHANCE, Map.of("distance", chance));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("models", models);
    json.put("corpus", corpus);
    json.put("corpusSha256", sha256);
    json.put("templatesSha256", Corpora.sha256(Catalogue.templates()));
    json.put("passages", count);
    json.put("seed", SEED);
    return json;
  }

  /**
   * The result for people, a column a distance: of each kind how often the choice is right, the
   * answer's rank and its probability.
   */
  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    any()
        .forEach(
            (kind, points) -> {
              rows.add(row(kind + ", right in %", points, p -> Integer.toString(p.distance())));
              rows.add(row("  " + CHANCE, points, p -> percent(Estimate.exactly(p.chance()))));
              rows.addAll(rows(kind, p -> percent(p.accuracy())));
              rows.add(row(kind + ", rank", points, p -> ""));
              rows.addAll(rows(kind, p -> text(p.rank(), DistanceReport::rank)));
              rows.add(row(kind + ", probability in %", points, p -> ""));
              rows.addAll(rows(kind, p -> percent(p.probability())));
            });
    return rows;
  }

  /** A row a model. */
  private List<List<String>> rows(String kind, Function<DistanceCurve.Point, String> cell) {
    return curves.entrySet().stream()
        .map(model -> row("  " + model.getKey(), points(model.getValue(), kind), cell))
        .toList();
  }

  private static List<String> row(
      String heading,
      List<DistanceCurve.Point> points,
      Function<DistanceCurve.Point, String> cell) {
    List<String> row = new ArrayList<>(List.of(heading));
    points.forEach(point -> row.add(cell.apply(point)));
    return row;
  }

  /** A panel a kind. */
  void plot(Path file) throws IOException {
    List<LinePlot.Panel> panels = new ArrayList<>();
    any()
        .forEach(
            (kind, ofAny) -> {
              List<LinePlot.Line> lines = new ArrayList<>();
              curves.forEach(
                  (name, kinds) -> {
                    List<DistanceCurve.Point> points = points(kinds, kind);
                    lines.add(
                        new LinePlot.Line(
                            name,
                            distances(points),
                            points.stream()
                                .map(DistanceCurve.Point::accuracy)
                                .toArray(Estimate[]::new),
                            false));
                  });
              lines.add(
                  new LinePlot.Line(
                      CHANCE,
                      distances(ofAny),
                      ofAny.stream()
                          .map(p -> Estimate.exactly(p.chance()))
                          .toArray(Estimate[]::new),
                      true));
              panels.add(
                  LinePlot.Panel.ofShares(
                      kind,
                      "words between cue and trigger",
                      "right among the kind's answers, with 95 % intervals",
                      lines));
            });
    Files.writeString(file, LinePlot.svg(panels, 2));
  }

  private Map<String, List<DistanceCurve.Point>> any() {
    return curves.values().iterator().next();
  }

  private static List<DistanceCurve.Point> points(
      Map<String, List<DistanceCurve.Point>> kinds, String kind) {
    return kinds.getOrDefault(kind, List.of());
  }

  private static double[] distances(List<DistanceCurve.Point> points) {
    return points.stream().mapToDouble(DistanceCurve.Point::distance).toArray();
  }

  private static String percent(Estimate share) {
    return text(share, value -> String.format(Locale.ROOT, "%.0f", 100 * value));
  }

  private static String rank(double rank) {
    return rank > DistanceCurve.DEEPEST
        ? ">" + DistanceCurve.DEEPEST
        : String.format(Locale.ROOT, "%.0f", rank);
  }

  private static String text(Estimate estimate, DoubleFunction<String> number) {
    String value = number.apply(estimate.value());
    return estimate.low() == estimate.high()
        ? value
        : "%s [%s-%s]"
            .formatted(value, number.apply(estimate.low()), number.apply(estimate.high()));
  }
}
