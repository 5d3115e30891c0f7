package dev.nextword.explanation;

import dev.nextword.prediction.Clip;
import dev.nextword.tokens.Token;
import dev.nextword.vocabulary.ReadText;
import dev.nextword.vocabulary.Reading;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.List;

/**
 * A text as a model has read it, and the end of it that is explained.
 *
 * @param ids everything read, {@code <eos>} first
 * @param from the first that is explained
 * @param tokens those that are explained, {@code [ids.length - from]}
 * @param isWord whether each has a letter or digit
 * @param reading what is known of the next word
 */
record ReadWords(
    int[] ids, int from, List<Explanation.Token> tokens, boolean[] isWord, Reading reading) {
  /** Words that are explained. */
  static final int MOST_WORDS = 400;

  /** And tokens, where most are marks. */
  private static final int MOST_TOKENS = 800;

  static ReadWords of(String text, TextEncoder encoder) {
    String clipped = Clip.clip(text);
    int shift = text.length() - clipped.length();
    ReadText read = encoder.read(clipped);
    List<ReadText.Word> all = read.words();
    int from = all.size();
    int words = 0;
    while (from > 0 && all.size() - from < MOST_TOKENS && words < MOST_WORDS) {
      from--;
      words += all.get(from).isWord() ? 1 : 0;
    }
    List<ReadText.Word> explained = all.subList(from, all.size());
    boolean[] isWord = new boolean[explained.size()];
    for (int i = 0; i < isWord.length; i++) {
      isWord[i] = explained.get(i).isWord();
    }
    List<Explanation.Token> tokens = explained.stream().map(word -> token(word, shift)).toList();
    return new ReadWords(read.ids(), from, tokens, isWord, read.reading());
  }

  private static Explanation.Token token(ReadText.Word word, int shift) {
    Token token = word.token();
    if (token == null) {
      return new Explanation.Token(
          Vocabulary.SPECIAL.get(Vocabulary.END_OF_SENTENCE), null, null, true);
    }
    return new Explanation.Token(
        token.text(), token.start() + shift, token.end() + shift, word.id() != Vocabulary.UNKNOWN);
  }

  /** Whether more was read than is explained; the first {@code <eos>} stands for nothing. */
  boolean truncated() {
    return from > 1;
  }

  /** Ids before those that are explained. */
  int[] before() {
    return Arrays.copyOf(ids, from);
  }

  /** Ids that are explained. */
  int[] explained() {
    return Arrays.copyOfRange(ids, from, ids.length);
  }
}
