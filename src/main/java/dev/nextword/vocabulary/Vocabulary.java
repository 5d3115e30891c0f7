package dev.nextword.vocabulary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words a model knows, by id: the three special ones, then by falling frequency in the training
 * text.
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
  private final Map<String, Integer> ids;

  /**
   * @param words by id, {@link #SPECIAL} first
   */
  public Vocabulary(List<String> words) {
    if (words.size() < SPECIAL.size() || !words.subList(0, SPECIAL.size()).equals(SPECIAL)) {
      throw new IllegalArgumentException("a vocabulary begins with " + SPECIAL);
    }
    this.words = List.copyOf(words);
    this.ids = new HashMap<>(words.size() * 2);
    for (int id = 0; id < words.size(); id++) {
      if (ids.put(words.get(id), id) != null) {
        throw new IllegalArgumentException("twice in the vocabulary: " + words.get(id));
      }
    }
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
}
