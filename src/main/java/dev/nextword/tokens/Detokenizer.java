package dev.nextword.tokens;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tokens back to text as a person would have written it.
 *
 * <p>Because quotes keep their direction as tokens and contractions their apostrophe, the token
 * before is all that decides on a space: that one word is the whole state, so that a text can be
 * continued token by token.
 */
public final class Detokenizer {
  private static final Set<String> NO_SPACE_BEFORE =
      Set.of(
          ",", ".", ";", ":", "...", "''", "'", ")", "]", "}", "%", "--", "\u00b0", "\u00b0c",
          "\u00b0f", "\u00b2", "\u00b3", ">", "n't", "'s", "'m", "'d", "'ll", "'re", "'ve");

  private static final Set<String> NO_SPACE_AFTER =
      Set.of("``", "`", "(", "[", "{", "$", "\u00a3", "\u20ac", "y'", "th'");

  private static final Pattern GLUED = Pattern.compile("[?!]+|-{2,}|\\.{2,}|[-/]\\p{L}.*");

  private Detokenizer() {}

  /**
   * What stands between two tokens of one text: a space or nothing.
   *
   * @param previous the token before, or null at the beginning of a text
   */
  public static String spacing(@Nullable String previous, String word) {
    return previous == null || attachesLeft(word) || attachesRight(previous) ? "" : " ";
  }

  /** Whether a token is written right behind the one before, whatever that is. */
  public static boolean attachesLeft(String word) {
    return NO_SPACE_BEFORE.contains(word.toLowerCase(Locale.ROOT)) || GLUED.matcher(word).matches();
  }

  private static boolean attachesRight(String word) {
    return NO_SPACE_AFTER.contains(word.toLowerCase(Locale.ROOT)) || word.startsWith("--");
  }

  /** A token as it is written: quotes lose their direction, the rest stays. */
  public static String surface(String word) {
    return switch (word) {
      case "``", "''" -> "\"";
      case "`" -> "'";
      default -> word;
    };
  }

  /** The text of one sentence. */
  public static String join(List<String> words) {
    StringBuilder text = new StringBuilder();
    String previous = null;
    for (String word : words) {
      text.append(spacing(previous, word)).append(surface(word));
      previous = word;
    }
    return text.toString();
  }

  /** The text of sentences, a space between them. */
  public static String joinSentences(List<List<String>> sentences) {
    return String.join(" ", sentences.stream().map(Detokenizer::join).toList());
  }
}
