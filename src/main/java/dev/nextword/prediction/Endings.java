package dev.nextword.prediction;

import dev.nextword.tokens.Detokenizer;
import dev.nextword.vocabulary.Reading;
import dev.nextword.vocabulary.Vocabulary;
import org.jspecify.annotations.Nullable;

/** What can be written behind the end of a text, by each {@link Reading} of it. */
final class Endings {
  private Endings() {}

  /** A last word that is unknown as it stands is most likely one still being typed. */
  static boolean isUnfinished(Reading reading) {
    int last = reading.words().size() - 1;
    return last >= 0
        && reading.letters().isEmpty()
        && (reading.ids()[last] == Vocabulary.UNKNOWN || reading.words().get(last).equals("-"));
  }

  /** Whether the reading takes the word before the caret as typed to its end. */
  private static boolean isComplete(Reading reading) {
    return reading.letters().isEmpty()
        && !reading.words().isEmpty()
        && reading.before() == Reading.Before.WORD;
  }

  /** What to append for this word, or null where it cannot stand. */
  static @Nullable String completion(Reading reading, String word) {
    String previous = reading.previous() == null ? "" : reading.previous();
    if (!Contractions.fits(previous, word)) {
      return null;
    }
    if (isComplete(reading)) {
      // The word before is complete: what is not written right behind it follows after a space.
      return Detokenizer.spacing(reading.previous(), word) + reading.surface(word);
    }
    return reading.completion(word);
  }

  /** Whether the word goes on with the letters before the caret. */
  static boolean isGlued(Reading reading, String word) {
    return !reading.letters().isEmpty() || (isComplete(reading) && Contractions.isClitic(word));
  }
}
