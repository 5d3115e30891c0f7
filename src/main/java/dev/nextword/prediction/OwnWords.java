package dev.nextword.prediction;

import dev.nextword.tokens.Folding;
import dev.nextword.vocabulary.Unknown;
import dev.nextword.vocabulary.Vocabulary;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of a text that the vocabulary lacks: names, places, words of one's own trade. Who wrote
 * one once is likely to write it again.
 *
 * <p>To a model they are all one word, {@code <unk>}, and it says how probable that is at the
 * caret. Here this probability is shared out: with {@code n} unknown words in the text so far,
 * {@code m} of them different, the next unknown word is
 *
 * <pre>
 *   one of these    with probability (n - d m) / (n + theta)
 *   word w, then,   with probability proportional to the sum of lambda^age over its occurrences
 *   a new one       with the rest, (theta + d m) / (n + theta)
 * </pre>
 *
 * where the age of an occurrence is the number of unknown words since. The first line is the
 * two-parameter Chinese restaurant process (Teh 2006, "A hierarchical Bayesian language model based
 * on Pitman-Yor processes", section 3); the second a cache that forgets (Clarkson and Robinson
 * 1997, "Language model adaptation using mixtures and an exponentially decaying cache"). What is
 * left for new words is suggested to nobody, and the whole stays a distribution.
 *
 * <p>Immutable.
 */
final class OwnWords {
  /** So many of the last unknown words count. */
  static final int REMEMBERED = 500;

  private static final double DISCOUNT = 0.5;
  private static final double STRENGTH = 1;
  private static final double DECAY = 0.98;

  /** Letters and digits, begun by a letter; inside also hyphens, apostrophes and the like. */
  private static final Pattern WORD =
      Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N}]*(?:[-'&.][\\p{L}\\p{M}\\p{N}]+)*");

  private static final int LONGEST = 40;

  /** A text with none. */
  static final OwnWords NONE = new OwnWords(List.of());

  private final List<Word> words;

  /**
   * A word that the vocabulary lacks.
   *
   * @param word as it was typed
   * @param share of the probability of {@code <unk>}
   */
  record Word(String word, double share) {}

  private OwnWords(List<Word> words) {
    this.words = words;
  }

  /**
   * @param text the places of the words belong to
   * @param unknown in the order of the text
   */
  static OwnWords of(String text, List<Unknown> unknown) {
    if (unknown.isEmpty()) {
      return NONE;
    }
    Map<String, Seen> seen = new HashMap<>();
    int n = 0;
    double weight = 1;
    double sum = 0;
    for (int i = unknown.size() - 1; i >= 0 && n < REMEMBERED; i--) { // the latest first
      Unknown place = unknown.get(i);
      String word = Folding.fold(text.substring(place.start(), place.end()));
      if (word.length() >= 2 && word.length() <= LONGEST && WORD.matcher(word).matches()) {
        seen.computeIfAbsent(word.toLowerCase(Locale.ROOT), key -> new Seen())
            .add(word, place.first(), weight);
        n++;
        sum += weight;
        weight *= DECAY;
      }
    }
    double scale = (n - DISCOUNT * seen.size()) / (n + STRENGTH) / sum;
    return new OwnWords(
        seen.values().stream()
            .map(one -> new Word(one.form, one.weight * scale))
            .sorted(Comparator.comparingDouble(Word::share).reversed().thenComparing(Word::word))
            .toList());
  }

  /**
   * The words that letters typed may become, each longer than these; the most probable first.
   *
   * @param letters what has been typed of the word; empty finds every word
   * @param sentenceStart whether the word is the first of its sentence, where a capital says
   *     nothing
   */
  List<Word> begunBy(String letters, boolean sentenceStart, BlockList blocked) {
    Stream<Word> begun = words.stream();
    if (!letters.isEmpty()) {
      begun = begun.filter(w -> w.word.length() > letters.length());
      begun = begun.filter(w -> Vocabulary.begins(letters, w.word, sentenceStart));
    }
    return begun.filter(w -> !blocked.blocks(w.word)).toList();
  }

  /** Whether this word, in any case, is one of them. */
  boolean contains(String word) {
    return words.stream().anyMatch(own -> own.word.equalsIgnoreCase(word));
  }

  /** How many different ones. */
  int size() {
    return words.size();
  }

  /** What is known of a word, and the form it is offered in. */
  private static final class Seen {
    private String form = "";
    private int certainty = -1;
    private double weight;

    /** Of forms whose capitals say as much the latest stands, which is added first. */
    void add(String word, boolean first, double weight) {
      this.weight += weight;
      boolean shouted = word.equals(word.toUpperCase(Locale.ROOT));
      int certain = first ? 0 : shouted ? 1 : 2;
      if (certain > certainty) {
        form = word;
        certainty = certain;
      }
    }
  }
}
