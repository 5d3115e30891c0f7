package dev.nextword.vocabulary;

import dev.nextword.text.Document;
import dev.nextword.text.Span;
import dev.nextword.tokens.Folding;
import dev.nextword.tokens.Numbers;
import dev.nextword.tokens.Sentence;
import dev.nextword.tokens.Token;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.tokens.Truecaser;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Text to ids: tokens, casing, numbers, unknown words. Safe for use by many threads. */
public final class TextEncoder {
  private final Vocabulary vocabulary;
  private final Tokenizer tokenizer;
  private final Truecaser truecaser;

  public TextEncoder(Vocabulary vocabulary, Tokenizer tokenizer) {
    this.vocabulary = vocabulary;
    this.tokenizer = tokenizer;
    this.truecaser = vocabulary.truecaser();
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * A whole text: {@code <eos> w w w <eos> w w <eos>}. A text without words is one {@code <eos>}.
   *
   * @return ids, {@code [1 + words + sentences]}
   */
  public int[] encode(String text) {
    return encode(new Document("", text)).ids();
  }

  /** A whole document, with the places of its answers. */
  public EncodedDocument encode(Document document) {
    Ids ids = new Ids();
    BitSet answers = new BitSet();
    ids.add(Vocabulary.END_OF_SENTENCE);
    for (Sentence sentence : tokenizer.sentences(document.text())) {
      List<Token> tokens = sentence.tokens();
      int first = Truecaser.firstWord(tokens);
      for (int i = 0; i < tokens.size(); i++) {
        if (isAnswer(tokens.get(i), document.answers())) {
          answers.set(ids.size);
        }
        ids.add(id(tokens.get(i).text(), i == first));
      }
      ids.add(Vocabulary.END_OF_SENTENCE);
    }
    return new EncodedDocument(ids.toArray(), answers);
  }

  private static boolean isAnswer(Token token, List<Span> answers) {
    for (Span answer : answers) {
      if (token.start() >= answer.start() && token.end() <= answer.end()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The id of one token.
   *
   * @param first whether it is the first word of its sentence
   */
  public int id(String token, boolean first) {
    if (Numbers.isNumber(token)) {
      return Vocabulary.NUMBER;
    }
    return vocabulary.idInAnyCase(first ? truecaser.truecase(token) : token);
  }

  /**
   * A text with the caret at its end.
   *
   * <p>Every prefix of a text can be read, character by character. Words before the one under the
   * caret are in {@link Typed#context}; for the rest see {@link Reading}. A sentence-final mark at
   * the end ends the sentence.
   */
  public Typed typed(String text) {
    return new CaretReader(this, tokenizer).read(text);
  }

  /** Growing ids. */
  static final class Ids {
    private int[] ids = new int[64];
    private int size;

    void add(int id) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, size * 2);
      }
      ids[size++] = id;
    }

    int[] toArray() {
      return Arrays.copyOf(ids, size);
    }
  }

  static boolean endsInSpace(String text) {
    return text.isEmpty() || Folding.isSpace(text.charAt(text.length() - 1));
  }
}
