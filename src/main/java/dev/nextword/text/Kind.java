package dev.nextword.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a woven passage's cue decides about its answer. */
public enum Kind {
  /** A place decides a language: France ... French. Chance is one in the number of languages. */
  PLACE_LANGUAGE,
  /** A time decides a verb's form: last month ... had. Chance is one half. */
  TENSE,
  /** A subject decides a verb's number: the men ... are. Chance is one half. */
  VERB_NUMBER,
  /** A name decides a pronoun: Anna ... her. Chance is one half. */
  NAME_PRONOUN,
  /** A thing is named again: a violin ... the violin. Chance is one in the number of things. */
  THING_AGAIN,
  /** A profession decides a tool: a surgeon ... my scalpel. Chance is one in that of tools. */
  PROFESSION_TOOL;

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
    throw new IllegalArgumentException(
        "no kind of passage is called \""
            + label
            + "\"; there are "
            + Arrays.stream(values()).map(Kind::label).collect(Collectors.joining(", ")));
  }
}
