package dev.nextword.prediction;

import dev.nextword.tokens.Folding;
import dev.nextword.vocabulary.Unknown;
import dev.nextword.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The words of a text that the vocabulary lacks: names, places, words of one's own trade. Who wrote
 * one is likely to write it again.
 *
 * <p>To a model they are all one word, {@code <unk>}, and it says how probable that is at the
 * caret. Here this probability is shared out: behind {@code n} unknown words, {@code m} of them
 * different, the next unknown word is
 *
 * <pre>
 *   a new one          with probability (theta + d m) / (theta + n)
 *   one of the old     with the rest, (n - d m) / (theta + n); of this each occurrence gets
 *                      a share proportional to lambda^age, times beta where the word before
 *                      it is the one before the caret
 * </pre>
 *
 * where the age of an occurrence is the number of unknown words since. The first line is the
 * two-parameter Chinese restaurant process (Teh 2006, "A hierarchical Bayesian language model based
 * on Pitman-Yor processes", section 3); the second a cache that forgets (Clarkson and Robinson
 * 1997, "Language model adaptation using mixtures and an exponentially decaying cache"), with the
 * word before in the place that the hidden state has in the continuous cache of Grave et al.
 * (2017). What belongs to new words is suggested to nobody, and the whole stays a distribution.
 * Where the four numbers come from is in decision 026.
 *
 * <p>Immutable; safe for use by many threads.
 */
final class OwnWords {
  /** So many of the last unknown words count, so that no text is too long. */
  static final int REMEMBERED = 500;

  static final double DISCOUNT = 0.8; // d
  static final double STRENGTH = 2; // theta
  static final double DECAY = 0.97; // lambda
  static final double SAME_BEFORE = 8; // beta

  /** Letters and digits, a letter first; between them hyphens, apostrophes and the like. */
  private static final Pattern WORD =
      Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N}]*(?:[-'&.][\\p{L}\\p{M}\\p{N}]+)*");

  private static final int LONGEST = 40;

  /** A text with none. */
  static final OwnWords NONE = new OwnWords(List.of(), List.of());

  private final List<String> words; // each as it is offered
  private final List<Occurrence> occurrences; // the latest first
  private volatile @Nullable Allowed allowed;

  /** Which words a list lets pass; columns mostly have the same one. */
  private record Allowed(BlockList blocked, boolean[] words) {}

  /**
   * A word that the vocabulary lacks.
   *
   * @param word as it was typed
   * @param share of the probability of {@code <unk>}
   */
  record Word(String word, double share) {}

  /**
   * @param word index of the word
   * @param previous id of what stands before it
   */
  private record Occurrence(int word, int previous) {}

  private OwnWords(List<String> words, List<Occurrence> occurrences) {
    this.words = words;
    this.occurrences = occurrences;
  }

  /**
   * @param text to which the places of the words belong
   * @param unknown in the order of the text
   */
  static OwnWords of(String text, List<Unknown> unknown) {
    Map<String, Integer> indices = new HashMap<>();
    List<Form> forms = new ArrayList<>();
    List<Occurrence> occurrences = new ArrayList<>();
    for (int i = unknown.size() - 1; i >= 0 && occurrences.size() < REMEMBERED; i--) {
      Unknown place = unknown.get(i);
      String word = Folding.fold(text.substring(place.start(), place.end()));
      if (isOffered(word)) {
        int index = indices.computeIfAbsent(word.toLowerCase(Locale.ROOT), key -> forms.size());
        Form form = new Form(word, place.first());
        if (index == forms.size()) {
          forms.add(form);
        } else if (form.certainty() > forms.get(index).certainty()) {
          forms.set(index, form);
        }
        occurrences.add(new Occurrence(index, place.previous()));
      }
    }
    return forms.isEmpty()
        ? NONE
        : new OwnWords(forms.stream().map(Form::word).toList(), List.copyOf(occurrences));
  }

  /** A letter alone, an address, or what the tokenizer left of something is not offered. */
  private static boolean isOffered(String word) {
    return word.length() >= 2 && word.length() <= LONGEST && WORD.matcher(word).matches();
  }

  /**
   * The words that letters typed may become, each longer than these; the most probable first.
   *
   * @param letters what has been typed of the word; empty finds every word
   * @param sentenceStart whether the word is the first of its sentence, where a capital says
   *     nothing
   * @param previous id of what stands before it
   * @param blocked words that are not offered
   */
  List<Word> begunBy(String letters, boolean sentenceStart, int previous, BlockList blocked) {
    boolean[] allowed = allowed(blocked);
    int[] fitting =
        IntStream.range(0, words.size())
            .filter(i -> allowed[i] && isBegunBy(letters, words.get(i), sentenceStart))
            .toArray();
    if (fitting.length == 0) {
      return List.of();
    }
    double[] shares = shares(previous);
    List<Word> found = new ArrayList<>(fitting.length);
    for (int i : fitting) {
      found.add(new Word(words.get(i), shares[i]));
    }
    found.sort(Comparator.comparingDouble(Word::share).reversed()); // stable: the latest first
    return found;
  }

  private static boolean isBegunBy(String letters, String word, boolean sentenceStart) {
    return word.length() > letters.length()
        && word.regionMatches(true, 0, letters, 0, letters.length()) // most are not: quickly
        && Vocabulary.begins(letters, word, sentenceStart);
  }

  private boolean[] allowed(BlockList blocked) {
    Allowed known = allowed;
    if (known == null || known.blocked != blocked) {
      boolean[] passing = new boolean[words.size()];
      for (int i = 0; i < passing.length; i++) {
        passing[i] = !blocked.blocks(words.get(i));
      }
      known = new Allowed(blocked, passing);
      allowed = known;
    }
    return known.words;
  }

  /** Each word's share of {@code <unk>}, {@code [words]}. */
  private double[] shares(int previous) {
    double[] shares = new double[words.size()];
    double sum = 0;
    double recency = 1;
    for (Occurrence occurrence : occurrences) {
      double weight = occurrence.previous == previous ? SAME_BEFORE * recency : recency;
      shares[occurrence.word] += weight;
      sum += weight;
      recency *= DECAY;
    }
    int n = occurrences.size();
    double old = (n - DISCOUNT * shares.length) / (STRENGTH + n);
    for (int i = 0; i < shares.length; i++) {
      shares[i] *= old / sum;
    }
    return shares;
  }

  /** Whether this word, in any case, is one of them. */
  boolean contains(String word) {
    return words.stream().anyMatch(own -> own.equalsIgnoreCase(word));
  }

  /** Approximate size on the heap. */
  int bytes() {
    return 200 + 100 * words.size() + 28 * occurrences.size();
  }

  /** A spelling of a word. */
  private record Form(String word, boolean first) {
    /**
     * How much its capitals say: nothing at the beginning of a sentence, little where all are
     * capitals. Of two that say as much the latest is offered.
     */
    int certainty() {
      return first ? 0 : word.equals(word.toUpperCase(Locale.ROOT)) ? 1 : 2;
    }
  }
}
