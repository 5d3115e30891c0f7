package dev.nextword.tokens;

import java.util.regex.Pattern;

/**
 * Which tokens are numbers. All of them are one word to a model: nothing before it tells 11:30 from
 * 11:45, and there is no end of them.
 */
public final class Numbers {
  /**
   * Digits with the marks that hold numbers together: 1,000 3.5 11:30 408-971-8523 (408) 1/2 -5 #4;
   * with an ordinal's ending or a glued unit: 3rd 1930s 11:30am.
   */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[#(+-]?\\.?\\d[\\d.,:/-]*\\)?(?i:st|nd|rd|th|'?s|[ap]m|k?m|[kcm]g|[kcm]m|lbs?|hrs?|mins?)?");

  private static final Pattern FRACTION = Pattern.compile("[\u00bc\u00bd\u00be\u2150-\u215e]");

  private static final Pattern UNIT =
      Pattern.compile("(?i:[ap]m|k?m|[kcm]g|[kcm]m|lbs?|hrs?|mins?)");

  private Numbers() {}

  /** Whether this token is a number. */
  public static boolean isNumber(String token) {
    char c = token.isEmpty() ? 'x' : token.charAt(0);
    if (!(c >= '0' && c <= '9') && "#(+-.".indexOf(c) < 0 && c < '\u00bc') {
      return false; // most tokens, without a matcher
    }
    return NUMBER.matcher(token).matches() || FRACTION.matcher(token).matches();
  }

  static boolean isNumber(Token token) {
    return isNumber(token.text());
  }

  /** Whether this token, glued to a number, is part of it. */
  static boolean isUnit(String token) {
    return UNIT.matcher(token).matches();
  }
}
