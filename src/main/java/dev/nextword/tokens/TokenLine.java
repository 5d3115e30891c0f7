package dev.nextword.tokens;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one line. Puts together again what the lexer took apart though it stands without a
 * space in between, where the pieces alone would not say so: {@code 11:30am}, {@code #4}, {@code
 * mare 's -tails}, {@code $ 5 /month}, {@code pre-}, {@code A+}, {@code o"clock}.
 */
final class TokenLine {
  /** Alone, these are written with spaces on both sides. */
  private static final Set<String> GLUE = Set.of("-", "/", "#");

  private static final Set<String> CLOSING_GLUE = Set.of("-", "/", "+");

  /** What has been put together of many pieces is not made longer still: {@code a+++++...}. */
  private static final int LONGEST = Tokenizer.LONGEST_WORD;

  private final List<Token> tokens = new ArrayList<>();

  List<Token> tokens() {
    closeHyphen();
    return tokens;
  }

  void add(Token token) {
    Token last = last(1);
    if (last != null && last.end() == token.start()) {
      if (GLUE.contains(last.text())) {
        if (Truecaser.isWord(token.text())) {
          merge(1, token);
          return;
        }
      } else if (Numbers.isNumber(last) && Numbers.isUnit(token.text())) {
        merge(1, token);
        return;
      } else if (isDoubleQuote(last.text()) && startsWithLetter(token.text())) {
        Token before = last(2);
        if (before != null
            && before.end() == last.start()
            && before.text().length() < LONGEST
            && endsWithLetter(before.text())) {
          merge(2, new Token("\"" + token.text(), last.start(), token.end()));
          return;
        }
      }
    }
    closeHyphen();
    tokens.add(token);
  }

  /**
   * A hyphen or plus that is glued to the word before it and to nothing after: pre- and post-war.
   */
  private void closeHyphen() {
    Token last = last(1);
    Token before = last(2);
    if (last != null
        && before != null
        && CLOSING_GLUE.contains(last.text())
        && before.end() == last.start()
        && before.text().length() < LONGEST
        && Truecaser.isWord(before.text())) {
      tokens.remove(tokens.size() - 1);
      merge(1, last);
    }
  }

  /** Replaces the last {@code count} tokens by one: the first of them and {@code more}. */
  private void merge(int count, Token more) {
    Token first = tokens.get(tokens.size() - count);
    tokens.subList(tokens.size() - count, tokens.size()).clear();
    tokens.add(new Token(first.text() + more.text(), first.start(), more.end()));
  }

  private @Nullable Token last(int back) {
    return tokens.size() < back ? null : tokens.get(tokens.size() - back);
  }

  private static boolean isDoubleQuote(String token) {
    return token.equals("``") || token.equals("''");
  }

  private static boolean startsWithLetter(String token) {
    return Character.isLetter(token.codePointAt(0));
  }

  private static boolean endsWithLetter(String token) {
    return Character.isLetter(token.codePointBefore(token.length()));
  }
}
