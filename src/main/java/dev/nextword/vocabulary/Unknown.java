package dev.nextword.vocabulary;

import dev.nextword.tokens.Detokenizer;
import dev.nextword.tokens.Token;
import dev.nextword.tokens.Truecaser;
import java.util.List;

/**
 * A word of a text that the vocabulary lacks, by its place: who keeps this keeps nobody's text.
 *
 * @param start its first UTF-16 code unit in the text
 * @param end one past its last code unit
 * @param previous id of what stands before it
 * @param first whether it is the first word of its sentence, so that its capital says nothing
 */
public record Unknown(int start, int end, int previous, boolean first) {
  /** The same word where so many characters stand before the text. */
  public Unknown behind(int characters) {
    return new Unknown(characters + start, characters + end, previous, first);
  }

  /**
   * Whether a token is a whole word as a person types it: no mark, and nothing glued to it but
   * marks and the likes of {@code 's}.
   */
  public static boolean isWholeWord(List<Token> sentence, int at) {
    Token token = sentence.get(at);
    if (!Truecaser.isWord(token.text()) || Detokenizer.attachesLeft(token.text())) {
      return false;
    }
    if (at > 0
        && sentence.get(at - 1).end() >= token.start()
        && Truecaser.isWord(sentence.get(at - 1).text())) {
      return false;
    }
    if (at + 1 < sentence.size() && sentence.get(at + 1).start() <= token.end()) {
      String next = sentence.get(at + 1).text();
      return !Truecaser.isWord(next) || Detokenizer.attachesLeft(next);
    }
    return true;
  }
}
