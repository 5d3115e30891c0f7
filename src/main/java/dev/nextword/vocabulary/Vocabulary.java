package dev.nextword.vocabulary;

import dev.nextword.tokens.Truecaser;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The words a model knows, by id: the three special ones, then by falling frequency in the training
 * text. Immutable; equal to another with the same words and counts.
 */
public final class Vocabulary {
  /** Every word that is not in the vocabulary; never suggested. */
  public static final int UNKNOWN = 0;

  /** Every number; never suggested. */
  public static final int NUMBER = 1;

  /** The end of a sentence; also what a document starts with. Never suggested. */
  public static final int END_OF_SENTENCE = 2;

  /** The special words' names, by id. */
  public static final List<String> SPECIAL = List.of("<unk>", "<num>", "<eos>");

  private final List<String> words;
  private final long[] counts;
  private final Map<String, Integer> ids;

  // For look-up by prefix: the words in small letters, sorted, and the id of each.
  private final String[] sortedKeys;
  private final int[] sortedIds;

  /** Words alone, without knowing how often they occur: every count is 0. */
  public Vocabulary(List<String> words) {
    this(words, new long[words.size()]);
  }

  /**
   * @param words by id, {@link #SPECIAL} first
   * @param counts how often each occurs in the training text, {@code [words.size()]}
   */
  public Vocabulary(List<String> words, long[] counts) {
    if (words.size() < SPECIAL.size() || !words.subList(0, SPECIAL.size()).equals(SPECIAL)) {
      throw new IllegalArgumentException("a vocabulary begins with " + SPECIAL);
    }
    if (counts.length != words.size()) {
      throw new IllegalArgumentException(counts.length + " counts for " + words.size() + " words");
    }
    this.words = List.copyOf(words);
    this.counts = counts.clone();
    this.ids = new HashMap<>(words.size() * 2);
    for (int id = 0; id < words.size(); id++) {
      if (ids.put(words.get(id), id) != null) {
        throw new IllegalArgumentException("twice in the vocabulary: " + words.get(id));
      }
    }
    String[] keys = words.stream().map(Vocabulary::key).toArray(String[]::new);
    this.sortedIds =
        IntStream.range(SPECIAL.size(), words.size())
            .boxed()
            .sorted((a, b) -> keys[a].compareTo(keys[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.sortedKeys = Arrays.stream(sortedIds).mapToObj(id -> keys[id]).toArray(String[]::new);
  }

  /** How many words, the special ones included. */
  public int size() {
    return words.size();
  }

  /** The word with this id. */
  public String word(int id) {
    return words.get(id);
  }

  /** The id of exactly this word, or {@link #UNKNOWN}. */
  public int id(String word) {
    return ids.getOrDefault(word, UNKNOWN);
  }

  /** How often the word with this id occurs in the training text; 0 where that is not known. */
  public long count(int id) {
    return counts[id];
  }

  /**
   * The id of this word or, where it is missing, of the word in small letters or else with a
   * capital: <em>VERY</em> is read as <em>very</em>, <em>FRANCE</em> as <em>France</em>.
   *
   * @return the id, or {@link #UNKNOWN}
   */
  public int idInAnyCase(String word) {
    Integer id = ids.get(word);
    if (id == null) {
      String small = key(word);
      id = ids.get(small);
      if (id == null) {
        id = ids.get(Truecaser.capitalise(small));
      }
    }
    return id == null || id < SPECIAL.size() ? UNKNOWN : id;
  }

  /** The casing that the counts of this vocabulary prefer. */
  public Truecaser truecaser() {
    return new Truecaser(word -> counts[id(word)] * (id(word) == UNKNOWN ? 0 : 1));
  }

  /**
   * The words that letters typed by a person may become.
   *
   * <p>A small letter stands for a capital, too: <em>fre</em> finds <em>French</em>. A capital is
   * meant, except the first letter of a sentence, which may be any word's: there <em>Th</em> finds
   * <em>the</em>. Two or more capitals and nothing else may be any word in capitals: <em>FRE</em>
   * finds <em>French</em>.
   *
   * @param letters what has been typed of the word; empty finds every word
   * @param sentenceStart whether the word is the first of its sentence
   * @return ids in rising order, which is falling frequency; without the special ones
   */
  public int[] withPrefix(String letters, boolean sentenceStart) {
    String key = key(letters);
    int from = firstNotBelow(key);
    int to = from;
    boolean anyCase = allCapitals(letters);
    int[] found = new int[Math.min(16, sortedIds.length)];
    int n = 0;
    for (; to < sortedKeys.length && sortedKeys[to].startsWith(key); to++) {
      int id = sortedIds[to];
      if (anyCase || keepsCapitals(letters, words.get(id), sentenceStart)) {
        if (n == found.length) {
          found = Arrays.copyOf(found, n * 2);
        }
        found[n++] = id;
      }
    }
    found = Arrays.copyOf(found, n);
    Arrays.sort(found);
    return found;
  }

  /**
   * Whether letters typed by a person may become this word, by the rules of {@link #withPrefix},
   * whether or not it is in a vocabulary.
   */
  public static boolean begins(String letters, String word, boolean sentenceStart) {
    return word.length() >= letters.length()
        && key(word).startsWith(key(letters))
        && (allCapitals(letters) || keepsCapitals(letters, word, sentenceStart));
  }

  private int firstNotBelow(String key) {
    int found = Collections.binarySearch(Arrays.asList(sortedKeys), key);
    if (found < 0) {
      return -found - 1;
    }
    while (found > 0 && sortedKeys[found - 1].equals(key)) {
      found--;
    }
    return found;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Vocabulary that
        && words.equals(that.words)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * words.hashCode() + Arrays.hashCode(counts);
  }

  static boolean allCapitals(String letters) {
    return letters.length() >= 2 && letters.chars().allMatch(Character::isUpperCase);
  }

  static boolean keepsCapitals(String letters, String word, boolean sentenceStart) {
    int meant = !sentenceStart ? 0 : letters.startsWith("'") ? 2 : 1; // 'Tis is 'tis, too
    for (int i = meant; i < letters.length(); i++) {
      if (Character.isUpperCase(letters.charAt(i)) && letters.charAt(i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static String key(String word) {
    String small = word.toLowerCase(Locale.ROOT);
    // A few capitals (the Turkish dotted I) become two characters: leave such a word as it is, so
    // that a prefix of the key is a prefix of the word.
    return small.length() == word.length() ? small : word;
  }
}
