package dev.nextword.evaluation;

import dev.nextword.prediction.Column;
import dev.nextword.prediction.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many keys a person is spared who types a text and takes every suggestion that helps.
 *
 * <p>Three suggestions are shown at every caret. One key accepts one of them, and the accepted word
 * brings the space behind it; where the text goes on with something else than a space, that space
 * costs one more key to delete. The person accepts as soon as that takes fewer keys than typing the
 * rest of the word, and otherwise types one character with one key.
 *
 * @param characters of the texts
 * @param keys pressed
 */
public record KeystrokeSavings(long characters, long keys) {
  /** So many characters are typed for the figures of a model's card. */
  public static final long CHARACTERS = 50_000;

  private static final int SHOWN = 3;

  /** Nothing typed yet. */
  public static final KeystrokeSavings NONE = new KeystrokeSavings(0, 0);

  /** {@code (characters - keys) / characters}; 0 for an empty text. */
  public double share() {
    return characters == 0 ? 0 : (double) (characters - keys) / characters;
  }

  /**
   * Types texts into a column.
   *
   * @param maximumCharacters whole texts are drawn up to about this size, the same ones for every
   *     column (the last one cut short)
   */
  public static KeystrokeSavings of(
      Column column, Stream<String> texts, long maximumCharacters, long seed) {
    return draw(texts, maximumCharacters, seed).parallelStream()
        .map(text -> of(column, text))
        .reduce(NONE, KeystrokeSavings::plus);
  }

  /** The texts that are typed, together no longer than this. */
  public static List<String> draw(Stream<String> texts, long maximumCharacters, long seed) {
    List<String> drawn = new ArrayList<>();
    long left = maximumCharacters;
    for (String text :
        Sample.draw(
            texts.filter(text -> !text.isEmpty()),
            text -> hash(text, seed),
            String::length,
            maximumCharacters)) {
      String part = text.substring(0, (int) Math.min(left, text.length()));
      drawn.add(part);
      left -= part.length();
    }
    return drawn;
  }

  /** Types one text. */
  static KeystrokeSavings of(Column column, String text) {
    long keys = 0;
    int at = 0;
    while (at < text.length()) {
      int reached = at + 1;
      int cost = 1;
      for (Suggestion suggestion : column.complete(text.substring(0, at), SHOWN).suggestions()) {
        int end = at + suggestion.completion().length();
        if (!text.startsWith(suggestion.completion(), at) || isInsideWord(text, end)) {
          continue;
        }
        boolean space = end < text.length() && text.charAt(end) == ' ';
        int price = space || end == text.length() ? 1 : 2;
        int gain = end + (space ? 1 : 0) - at - price;
        if (gain > reached - at - cost) {
          reached = end + (space ? 1 : 0);
          cost = price;
        }
      }
      keys += cost;
      at = reached;
    }
    return new KeystrokeSavings(text.length(), keys);
  }

  private KeystrokeSavings plus(KeystrokeSavings other) {
    return new KeystrokeSavings(characters + other.characters, keys + other.keys);
  }

  /** Whether the text goes on with the same word here: <em>do</em> is not <em>don't</em>. */
  private static boolean isInsideWord(String text, int at) {
    return at < text.length() && Character.isLetterOrDigit(text.charAt(at));
  }

  private static long hash(String text, long seed) {
    long hash = seed;
    for (int i = 0; i < text.length(); i++) {
      hash = Sample.mix(hash, text.charAt(i));
    }
    return hash;
  }
}
