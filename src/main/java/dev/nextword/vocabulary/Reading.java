package dev.nextword.vocabulary;

import dev.nextword.tokens.Detokenizer;
import dev.nextword.tokens.Truecaser;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One way to read the end of a text that is being typed: words that are taken as complete, then the
 * letters of the one under the caret.
 *
 * <p>After <em>don</em> the readings are a word that begins with {@code don}, the words {@code do}
 * and then {@code n't} begun with {@code n}, and the word {@code don} with something glued to it.
 *
 * @param words complete words after {@link Typed#context}, which the reading takes for granted;
 *     their probability is a factor of the reading's
 * @param ids what a model reads after {@link Typed#context} for this reading: the ids of {@code
 *     words}, or one {@code <eos>} where the sentence is taken to be over
 * @param letters what has been typed of the next word, folded; empty where it has not been begun
 * @param sentenceStart whether the next word is the first of its sentence
 * @param previous the token before the next word, or null at the beginning of the text
 * @param before what stands between {@code previous} and the letters
 */
public record Reading(
    List<String> words,
    int[] ids,
    String letters,
    boolean sentenceStart,
    @Nullable String previous,
    Before before) {

  /** What stands in front of the next word. */
  public enum Before {
    /** White space or the beginning of the text: nothing glued can follow. */
    SPACE,
    /** A word that may go on: only something glued can follow, {@code n't} or a comma. */
    WORD,
    /** A mark or an abbreviation: anything can follow, and the space is still to be written. */
    MARK
  }

  /**
   * Exactly what to append to the text so that it ends in this word.
   *
   * @param word of the vocabulary
   * @return the text to append, or null where this word cannot stand here
   */
  public @Nullable String completion(String word) {
    String surface = surface(word);
    boolean glued = previous != null && Detokenizer.spacing(previous, word).isEmpty();
    if (!letters.isEmpty()) {
      String typed = letters.toLowerCase(Locale.ROOT);
      if (!surface.toLowerCase(Locale.ROOT).startsWith(typed)
          || (before == Before.SPACE && Detokenizer.attachesLeft(word))
          || (before == Before.WORD && !glued)) {
        return null;
      }
      String rest = surface.substring(letters.length());
      return Vocabulary.allCapitals(letters) ? rest.toUpperCase(Locale.ROOT) : rest;
    }
    return switch (before) {
      case SPACE -> Detokenizer.attachesLeft(word) ? null : surface;
      case WORD -> glued ? surface : null;
      case MARK -> (glued ? "" : " ") + surface;
    };
  }

  /** The word as it would stand in the text: quotes undirected, a capital where one is needed. */
  public String surface(String word) {
    String surface = Detokenizer.surface(word);
    return sentenceStart ? Truecaser.capitalise(surface) : surface;
  }
}
