package dev.nextword.tokens;

import java.util.List;

/**
 * The tokens of one sentence, at least one.
 *
 * @param ended whether a sentence-final mark ({@code . ? !}, closing quotes after it) or a line end
 *     closes it; false only for a text's last sentence
 */
public record Sentence(List<Token> tokens, boolean ended) {
  public Sentence {
    tokens = List.copyOf(tokens);
  }

  /** The tokens' texts. */
  public List<String> words() {
    return tokens.stream().map(Token::text).toList();
  }
}
