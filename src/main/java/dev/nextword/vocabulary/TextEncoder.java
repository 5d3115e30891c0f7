package dev.nextword.vocabulary;

import dev.nextword.text.Document;
import dev.nextword.text.Span;
import dev.nextword.tokens.Folding;
import dev.nextword.tokens.Numbers;
import dev.nextword.tokens.Sentence;
import dev.nextword.tokens.Token;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.tokens.Truecaser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    return new CaretReader(this, tokenizer).read(text, new Ids());
  }

  /**
   * What a model has read of a text with the caret at its end, by the plainest reading: the ids of
   * {@link Typed#context} and of the first of {@link Typed#readings}, with the places in the text
   * that they stand for.
   */
  public ReadText read(String text) {
    Ids context = new Ids();
    Reading reading = new CaretReader(this, tokenizer).read(text, context).readings().get(0);
    List<ReadText.Word> words = new ArrayList<>();
    for (int i = 0; i < context.size; i++) {
      words.add(new ReadText.Word(context.ids[i], context.tokens.get(i)));
    }
    for (int id : reading.ids()) {
      words.add(new ReadText.Word(id, id == Vocabulary.END_OF_SENTENCE ? null : context.behind));
    }
    return new ReadText(words, reading);
  }

  /** Growing ids, with the tokens that they stand for. */
  static final class Ids {
    private final List<@Nullable Token> tokens = new ArrayList<>();
    private final List<Unknown> unknown = new ArrayList<>();
    private int[] ids = new int[64];
    private int size;

    /** The token that the plainest reading takes for granted; null for the end of a sentence. */
    private @Nullable Token behind;

    void add(int id) {
      add(id, null);
    }

    void add(int id, @Nullable Token token) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, size * 2);
      }
      ids[size++] = id;
      tokens.add(token);
    }

    int last() {
      return ids[size - 1];
    }

    void addUnknown(Unknown word) {
      unknown.add(word);
    }

    List<Unknown> unknown() {
      return unknown;
    }

    void behind(Token token) {
      behind = token;
    }

    int[] toArray() {
      return Arrays.copyOf(ids, size);
    }
  }

  static boolean endsInSpace(String text) {
    return text.isEmpty() || Folding.isSpace(text.charAt(text.length() - 1));
  }
}
