package dev.nextword.prediction;

import dev.nextword.vocabulary.Vocabulary;
import java.util.Locale;

/**
 * A suggestion in the making.
 *
 * @param word as it would stand in the text
 * @param completion what to append to the text
 * @param probability not yet divided by that of everything that fits
 * @param id its last token; {@link Vocabulary#UNKNOWN} for a word that only this text has
 * @param before the place before its last token
 */
record Option(String word, String completion, double probability, int id, Context before) {
  /** Whether it is a word that the vocabulary lacks. */
  boolean isOwn() {
    return id == Vocabulary.UNKNOWN;
  }

  /** The place after it. */
  Context after() {
    return before.then(id);
  }

  /** The same word, with a factor to its probability. */
  Option times(double factor) {
    return new Option(word, completion, probability * factor, id, before);
  }

  /** This word and a clitic behind it, in capitals behind a word in capitals. */
  Option with(String clitic, int cliticId, double factor, Context after) {
    boolean capitals = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
    String letters = capitals ? clitic.toUpperCase(Locale.ROOT) : clitic;
    return new Option(word + letters, completion + letters, probability * factor, cliticId, after);
  }
}
