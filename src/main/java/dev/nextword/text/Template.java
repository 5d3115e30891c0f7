package dev.nextword.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One line of a templates' file, parsed: text, slots in braces, forms in angle brackets.
 *
 * @param source the line as written
 * @param heldOut used for measuring only, never for training
 * @param parts text and slots in order
 * @param branchValues the values to which the forms in {@code <...|...>} belong, in their order;
 *     empty where the line is for every value alike
 */
record Template(String source, boolean heldOut, List<Part> parts, List<String> branchValues) {
  /** A piece of a line. */
  sealed interface Part {}

  /** Letters that stand as they are. */
  record Text(String text) implements Part {}

  /** A name from the passage: {@code {I}}, {@code {place}}, {@code {answer}}. */
  record Slot(String name) implements Part {}

  /** Verb forms for I; he, she; we, they. */
  record Forms(List<String> byNumber) implements Part {}

  /** One form a value. */
  record Choice(List<List<Part>> branches) implements Part {}

  private static final Map<String, Forms> VERBS =
      Map.of(
          "am", new Forms(List.of("am", "is", "are")),
          "was", new Forms(List.of("was", "was", "were")),
          "have", new Forms(List.of("have", "has", "have")),
          "do", new Forms(List.of("do", "does", "do")));

  static final Set<String> PERSON_SLOTS = Set.of("I", "me", "my");

  /** Parses a line; {@code branchValues} comes from the heading of its section. */
  static Template parse(String line, boolean heldOut, List<String> branchValues) {
    boolean quotes = line.endsWith(QUOTATION_MARK);
    String words = quotes ? line.substring(0, line.length() - QUOTATION_MARK.length()) : line;
    List<Part> parts = parts(words, branchValues.size());
    boolean chooses = parts.stream().anyMatch(Choice.class::isInstance);
    return new Template(line, heldOut, parts, chooses ? branchValues : List.of());
  }

  /** How a cue ends, which decides how what stands between is written. */
  enum Ending {
    /** Sentences follow. */
    SENTENCE,
    /** What follows stands in the same sentence. */
    COMMA,
    /** What stands between is quoted in brackets, and the trigger goes on with the sentence. */
    QUOTATION
  }

  /** Written where a cue is to be followed by what it quotes. */
  static final String QUOTATION_MARK = " (\"...\")";

  boolean isQuoting() {
    return ending() == Ending.QUOTATION;
  }

  /** How this cue ends. */
  Ending ending() {
    if (source.endsWith(QUOTATION_MARK)) {
      return Ending.QUOTATION;
    }
    return source.endsWith(",") ? Ending.COMMA : Ending.SENTENCE;
  }

  /** Begins with a word that may carry on the sentence before, after a comma. */
  boolean isJoining() {
    return source.startsWith("so ") || source.startsWith("and ");
  }

  /** The names in braces, those inside forms too, except the verbs that agree. */
  List<String> slots() {
    List<String> slots = new ArrayList<>();
    addSlots(parts, slots);
    return slots;
  }

  private static void addSlots(List<Part> parts, List<String> slots) {
    for (Part part : parts) {
      if (part instanceof Slot slot) {
        slots.add(slot.name());
      } else if (part instanceof Choice choice) {
        choice.branches().forEach(branch -> addSlots(branch, slots));
      }
    }
  }

  /** The first word of each form of the first choice, in the heading's order. */
  List<String> firstWords(Person person) {
    for (Part part : parts) {
      if (part instanceof Choice choice) {
        return choice.branches().stream()
            .map(
                branch ->
                    branch.get(0) instanceof Forms forms
                        ? forms.byNumber().get(person.number())
                        : ((Text) branch.get(0)).text().split(" ", 2)[0])
            .toList();
      }
    }
    return List.of();
  }

  private static List<Part> parts(String line, int values) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at);
      int end;
      if (c == '{') {
        end = closing(line, at, '}');
        parts.add(slot(line.substring(at + 1, end)));
        end++;
      } else if (c == '<') {
        end = closing(line, at, '>');
        parts.add(choice(line.substring(at + 1, end), values));
        end++;
      } else {
        end = at + 1;
        while (end < line.length() && "{<".indexOf(line.charAt(end)) < 0) {
          end++;
        }
        parts.add(new Text(line.substring(at, end)));
      }
      at = end;
    }
    return List.copyOf(parts);
  }

  private static Part slot(String inside) {
    if (inside.contains("|")) {
      List<String> forms = List.of(inside.split("\\|"));
      return switch (forms.size()) {
        case 2 -> new Forms(List.of(forms.get(0), forms.get(1), forms.get(0)));
        case 3 -> new Forms(forms);
        default ->
            throw new IllegalArgumentException("two or three forms wanted: {" + inside + "}");
      };
    }
    Forms verb = VERBS.get(inside);
    return verb != null ? verb : new Slot(inside);
  }

  private static Choice choice(String inside, int values) {
    List<List<Part>> branches = new ArrayList<>();
    int start = 0;
    int depth = 0;
    for (int i = 0; i <= inside.length(); i++) {
      char c = i < inside.length() ? inside.charAt(i) : '|';
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == '|' && depth == 0) {
        branches.add(parts(inside.substring(start, i), 0));
        start = i + 1;
      }
    }
    for (List<Part> branch : branches) {
      if (branch.isEmpty() || branch.get(0) instanceof Slot) {
        throw new IllegalArgumentException("<" + inside + "> has a form that begins with no word");
      }
    }
    if (branches.size() != values) {
      throw new IllegalArgumentException(
          "<" + inside + "> has " + branches.size() + " forms, the heading " + values);
    }
    return new Choice(List.copyOf(branches));
  }

  private static int closing(String line, int from, char mark) {
    int end = line.indexOf(mark, from);
    if (end < 0) {
      throw new IllegalArgumentException("no closing '" + mark + "'");
    }
    return end;
  }
}
