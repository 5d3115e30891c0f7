package dev.nextword.vocabulary;

import dev.nextword.tokens.Numbers;
import dev.nextword.tokens.Sentence;
import dev.nextword.tokens.Token;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.tokens.Truecaser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts the words of training text and keeps the most frequent.
 *
 * <p>Give it training documents only: a word seen in the test text alone must stay unknown, or the
 * test perplexity comes out too low. Memory is bounded for text of any size: beyond {@value
 * #MOST_WORDS} different words the rarest are forgotten (lossy counting, Manku and Motwani 2002).
 */
public final class VocabularyBuilder {
  private static final int MOST_WORDS = 1_000_000;

  private final Tokenizer tokenizer;
  private final Map<String, long[]> inside = new HashMap<>();

  /** Capitalised words that stood first in a sentence: how they are written elsewhere decides. */
  private final Map<String, long[]> first = new HashMap<>();

  private @Nullable Vocabulary known;
  private long total;
  private long numbers;
  private long sentences;

  public VocabularyBuilder(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * Goes on from the words of a model: all of them stay, with what they were counted, and words of
   * the text that is counted from now on join them. Call it before any text is counted, so that the
   * casing of a sentence's first word is decided by both.
   */
  public VocabularyBuilder including(Vocabulary words) {
    known = words;
    for (int id = Vocabulary.SPECIAL.size(); id < words.size(); id++) {
      inside.put(words.word(id), new long[] {words.count(id)});
    }
    for (int id = 0; id < words.size(); id++) {
      total += id == Vocabulary.END_OF_SENTENCE ? 0 : words.count(id);
    }
    numbers += words.count(Vocabulary.NUMBER);
    sentences += words.count(Vocabulary.END_OF_SENTENCE);
    return this;
  }

  private boolean isKnown(String word) {
    return known != null && known.id(word) != Vocabulary.UNKNOWN;
  }

  /** Counts the words of one training document. */
  public VocabularyBuilder add(String text) {
    for (Sentence sentence : tokenizer.sentences(text)) {
      List<Token> tokens = sentence.tokens();
      int firstWord = Truecaser.firstWord(tokens);
      for (int i = 0; i < tokens.size(); i++) {
        String word = tokens.get(i).text();
        if (Numbers.isNumber(word)) {
          numbers++;
        } else {
          count(i == firstWord && Truecaser.isCapitalised(word) ? first : inside, word);
        }
        total++;
      }
      sentences++;
    }
    return this;
  }

  /**
   * Counts the words of one training sentence that is in tokens already, each as it is written.
   * {@code <unk>} and {@code <num>} are the special words of that name.
   */
  public VocabularyBuilder addTokens(List<String> words) {
    for (String word : words) {
      if (word.equals(Vocabulary.SPECIAL.get(Vocabulary.NUMBER))) {
        numbers++;
      } else if (!word.equals(Vocabulary.SPECIAL.get(Vocabulary.UNKNOWN))) {
        count(inside, word);
      }
      total++;
    }
    sentences++;
    return this;
  }

  private void count(Map<String, long[]> counts, String word) {
    counts.computeIfAbsent(word, w -> new long[1])[0]++;
    for (long rare = 1; counts.size() > MOST_WORDS; rare *= 2) {
      long most = rare;
      counts.entrySet().removeIf(e -> e.getValue()[0] <= most && !isKnown(e.getKey()));
    }
  }

  /** Tokens counted so far. */
  public long words() {
    return total;
  }

  /** Sentences counted so far. */
  public long sentences() {
    return sentences;
  }

  /**
   * The vocabulary of what has been counted: by falling count, equal counts in the order of {@link
   * String#compareTo}.
   *
   * @param size at most so many words, the special ones included; the words of {@link #including}
   *     stay in any case
   * @param minimumCount no word that occurs less often, but those
   */
  public Vocabulary build(int size, long minimumCount) {
    if (size <= Vocabulary.SPECIAL.size()) {
      throw new IllegalArgumentException("a vocabulary of " + size + " words has room for none");
    }
    Map<String, Long> counts = new HashMap<>();
    inside.forEach((word, n) -> counts.put(word, n[0]));
    Truecaser truecaser = new Truecaser(word -> inside.containsKey(word) ? inside.get(word)[0] : 0);
    first.forEach((word, n) -> counts.merge(truecaser.truecase(word), n[0], Long::sum));
    Vocabulary.SPECIAL.forEach(counts::remove);

    Comparator<Map.Entry<String, Long>> byCount =
        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey());
    int wordsOfKnown = known == null ? 0 : known.size() - Vocabulary.SPECIAL.size();
    Stream<Map.Entry<String, Long>> others =
        counts.entrySet().stream()
            .filter(e -> e.getValue() >= minimumCount && !isKnown(e.getKey()))
            .sorted(byCount)
            .limit(Math.max(0, size - Vocabulary.SPECIAL.size() - wordsOfKnown));
    List<Map.Entry<String, Long>> kept =
        Stream.concat(counts.entrySet().stream().filter(e -> isKnown(e.getKey())), others)
            .sorted(byCount)
            .toList();
    List<String> words = new ArrayList<>(Vocabulary.SPECIAL);
    long[] wordCounts = new long[words.size() + kept.size()];
    long known = numbers;
    for (Map.Entry<String, Long> word : kept) {
      wordCounts[words.size()] = word.getValue();
      words.add(word.getKey());
      known += word.getValue();
    }
    wordCounts[Vocabulary.UNKNOWN] = total - known;
    wordCounts[Vocabulary.NUMBER] = numbers;
    wordCounts[Vocabulary.END_OF_SENTENCE] = sentences;
    return new Vocabulary(words, wordCounts);
  }
}
