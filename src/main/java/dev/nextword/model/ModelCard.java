package dev.nextword.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model says about itself, {@code card.json}: where it comes from and how good it is. With
 * the corpus and these settings the model can be made again.
 *
 * @param format version of the bundle's layout, {@link #FORMAT}
 * @param name the model's folder: lower-case letters, digits, {@code . _ -}
 * @param kind {@code network} or {@code ngram}
 * @param cell {@code rnn}, {@code gru} or {@code lstm}; null for an n-gram model
 * @param corpus the text it was trained on
 * @param vocabularySize words, the special ones included
 * @param parameters how many numbers were learned; for an n-gram model, how many n-grams are stored
 * @param seed of everything random in training
 * @param settings every hyper-parameter by name
 * @param versions of the program, of Java and of the libraries that computed
 * @param machine processor, cores and system
 * @param trainingSeconds wall-clock time of the training
 * @param curve measurements of the validation loss, in order; empty for an n-gram model
 * @param evaluation figures by name, as the {@code evaluate} command reports them
 * @param files SHA-256 of each other file of the bundle, by name; {@link ModelStore} fills it in
 */
@JsonIgnoreProperties(ignoreUnknown = true) // fields may be added within a format
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelCard(
    int format,
    String name,
    String kind,
    @Nullable String cell,
    TrainingText corpus,
    int vocabularySize,
    long parameters,
    long seed,
    Map<String, Object> settings,
    Map<String, String> versions,
    String machine,
    double trainingSeconds,
    List<CurvePoint> curve,
    Map<String, Object> evaluation,
    Map<String, String> files) {

  /** The layout that this program writes, and the newest that it reads. */
  public static final int FORMAT = 1;

  /** {@link #kind} of a Deeplearning4j network. */
  public static final String NETWORK = "network";

  /** {@link #kind} of a table of word sequences. */
  public static final String NGRAM = "ngram";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  /**
   * The text a model was trained on.
   *
   * @param name as given to {@code train --corpus}; several are joined by {@code +}
   * @param sha256 of the text as read, in hexadecimal
   * @param licence of the text, such as {@code CC-BY 2.0 FR}; empty where it is not known
   * @param documents in all three parts
   * @param words in all three parts
   * @param split documents by part: {@code train}, {@code valid}, {@code test}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record TrainingText(
      String name,
      String sha256,
      String licence,
      long documents,
      long words,
      Map<String, Long> split) {
    public TrainingText {
      require(name, "corpus.name");
      require(sha256, "corpus.sha256");
      require(licence, "corpus.licence");
      split = ordered(split, "corpus.split");
    }
  }

  /**
   * One measurement on the way of the training.
   *
   * @param epoch passes over the training text until then
   * @param trainingLoss mean negative natural log probability of a word since the measurement
   *     before
   * @param validationLoss the same on the validation part, now
   * @param learningRate in use
   * @param seconds of training until then
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record CurvePoint(
      double epoch,
      double trainingLoss,
      double validationLoss,
      double learningRate,
      double seconds) {}

  /**
   * @throws IllegalArgumentException naming the field that is missing or wrong
   */
  public ModelCard {
    requireName(name);
    require(kind, "kind");
    require(corpus, "corpus");
    require(machine, "machine");
    require(curve, "curve");
    if (!kind.equals(NETWORK) && !kind.equals(NGRAM)) {
      throw new IllegalArgumentException(
          "kind is \"" + kind + "\", not \"" + NETWORK + "\" or \"" + NGRAM + "\"");
    }
    if (kind.equals(NETWORK)) {
      require(cell, "cell");
    }
    settings = ordered(settings, "settings");
    versions = ordered(versions, "versions");
    curve = List.copyOf(curve);
    evaluation = evaluation == null ? Map.of() : ordered(evaluation, "evaluation");
    files = files == null ? Map.of() : ordered(files, "files");
  }

  /**
   * A name that is safe as a folder's name.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static String requireName(@Nullable String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a model's name is 1 to 64 lower-case letters, digits and . _ - and begins with a letter"
              + " or digit: \""
              + name
              + "\" is not");
    }
    return name;
  }

  /** This card with other evaluation figures. */
  public ModelCard withEvaluation(Map<String, Object> figures) {
    return new ModelCard(
        format,
        name,
        kind,
        cell,
        corpus,
        vocabularySize,
        parameters,
        seed,
        settings,
        versions,
        machine,
        trainingSeconds,
        curve,
        figures,
        files);
  }

  /** This card under another name. */
  public ModelCard withName(String other) {
    return new ModelCard(
        format,
        other,
        kind,
        cell,
        corpus,
        vocabularySize,
        parameters,
        seed,
        settings,
        versions,
        machine,
        trainingSeconds,
        curve,
        evaluation,
        files);
  }

  ModelCard withFiles(Map<String, String> hashes) {
    return new ModelCard(
        format,
        name,
        kind,
        cell,
        corpus,
        vocabularySize,
        parameters,
        seed,
        settings,
        versions,
        machine,
        trainingSeconds,
        curve,
        evaluation,
        hashes);
  }

  private static void require(@Nullable Object value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("the field " + field + " is missing");
    }
  }

  /** An unmodifiable copy in the same order, so that a card read and written again is the same. */
  private static <V> Map<String, V> ordered(@Nullable Map<String, V> map, String field) {
    require(map, field);
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
