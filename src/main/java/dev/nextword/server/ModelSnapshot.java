package dev.nextword.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All models at one moment, immutable. A request takes one snapshot and uses it to its end, so that
 * models are swapped as a whole and no answer mixes old and new ones.
 *
 * @param serving the models that answer, in the order of the columns
 * @param absent the models that do not, and why
 */
public record ModelSnapshot(List<ServedModel> serving, List<Absent> absent) {
  /** The columns of the page, from left to right; other names follow, in alphabetical order. */
  public static final List<String> ORDER = List.of("ngram", "rnn", "gru", "lstm");

  /**
   * A model that does not answer.
   *
   * @param name of the column
   * @param reason what is wrong and what to do, for the person who runs the server
   */
  public record Absent(String name, String reason) {
    private static final String NOT_TRAINED =
        "There is no such model in the models folder yet. Train one.";

    /** Whether the model is there and cannot be used, rather than not trained. */
    boolean isBroken() {
      return !reason.equals(NOT_TRAINED);
    }
  }

  /** Sorts both lists, and names each column of {@link #ORDER} that is in neither. */
  public ModelSnapshot {
    serving = sorted(serving, Comparator.comparing(ServedModel::name, byColumn()));
    Set<String> known = new HashSet<>();
    for (ServedModel model : serving) {
      if (!known.add(model.name())) {
        throw new IllegalArgumentException("two models are called " + model.name());
      }
    }
    List<Absent> all = new ArrayList<>(absent);
    absent.forEach(model -> known.add(model.name()));
    for (String name : ORDER) {
      if (known.add(name)) {
        all.add(new Absent(name, Absent.NOT_TRAINED));
      }
    }
    absent = sorted(all, Comparator.comparing(Absent::name, byColumn()));
  }

  /** A snapshot in which every model answers that is there. */
  public static ModelSnapshot of(List<ServedModel> serving) {
    return new ModelSnapshot(serving, List.of());
  }

  /** Whether a model that is there does not answer, or none answers at all. */
  boolean isDegraded() {
    return serving.isEmpty() || absent.stream().anyMatch(Absent::isBroken);
  }

  /** The model of this name, if it serves. */
  public Optional<ServedModel> find(String name) {
    return serving.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  private static Comparator<String> byColumn() {
    return Comparator.<String>comparingInt(
            name -> ORDER.contains(name) ? ORDER.indexOf(name) : ORDER.size())
        .thenComparing(Comparator.naturalOrder());
  }

  private static <T> List<T> sorted(List<T> list, Comparator<T> order) {
    return list.stream().sorted(order).toList();
  }
}
