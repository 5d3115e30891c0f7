package dev.nextword.vocabulary;

import dev.nextword.tokens.Token;
import dev.nextword.tokens.Truecaser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model has read of a text that is being typed, and where it stands there.
 *
 * @param words all of it, {@code <eos>} first
 * @param reading what is known of the next word
 */
public record ReadText(List<Word> words, Reading reading) {
  public ReadText {
    words = List.copyOf(words);
  }

  /**
   * One word of the vocabulary that was read.
   *
   * @param token what it stands for in the text; null for the end of a sentence
   */
  public record Word(int id, @Nullable Token token) {
    /** Whether it has a letter or digit in it: distances are counted in these. */
    public boolean isWord() {
      return token != null && Truecaser.isWord(token.text());
    }
  }

  /** {@code [words.size()]}. */
  public int[] ids() {
    return words.stream().mapToInt(Word::id).toArray();
  }
}
