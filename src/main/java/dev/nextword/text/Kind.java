package dev.nextword.text;

import java.util.Locale;

/** What a woven passage's cue decides about its answer. */
public enum Kind {
  /** A place decides a language: France ... French. Chance is one in the number of languages. */
  PLACE_LANGUAGE,
  /** A time decides a verb's form: last month ... had. Chance is one half. */
  TENSE;

  /** As the templates' file and the command line write it: {@code place-language}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The kind with this label.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Kind of(String label) {
    for (Kind kind : values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of passage is called \"" + label + "\"");
  }
}
