package dev.nextword.text;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Real sentences to stand between cue and trigger, ready to be drawn by exact length. Immutable;
 * threads share it. Made by {@link Weaver#fillers}.
 *
 * <p>Sentences that would look odd between others are left out: without a capital in front and a
 * mark at the end, longer than {@value #LONGEST} words, with a line end or half a pair of quotes.
 */
public final class Fillers {
  static final int LONGEST = 40;

  /** First words that lose their capital inside a sentence. */
  private static final Set<String> PLAIN_STARTS =
      Set.of(
          "The",
          "A",
          "An",
          "He",
          "She",
          "It",
          "They",
          "We",
          "You",
          "There",
          "This",
          "That",
          "My",
          "His",
          "Her",
          "Their",
          "Our",
          "Your",
          "Some",
          "Many",
          "Most",
          "All",
          "Nobody",
          "Everyone",
          "Everything",
          "Nothing",
          "Somebody",
          "Someone",
          "One",
          "Two",
          "It's",
          "He's",
          "She's",
          "There's",
          "They're",
          "We're");

  private final String[] sentences;
  private final boolean heldOut;
  private final boolean[] plainStart;
  private final boolean[] quotable;
  private final ExactSum bySum;

  /** One mask a sentence: which of the kind's forbidden words it holds. */
  private final Map<Kind, long[]> masks = new EnumMap<>(Kind.class);

  /**
   * @param sentences in the order of their text
   * @param more sentences without an order
   * @param heldOut whether training sees none of them
   * @param words where their words begin
   * @param finders of what each kind forbids
   */
  Fillers(
      Collection<String> sentences,
      Collection<String> more,
      boolean heldOut,
      Function<String, int[]> words,
      Map<Kind, ForbiddenWords> finders) {
    this.heldOut = heldOut;
    Set<String> usable = new LinkedHashSet<>();
    for (String sentence : sentences) {
      String folded = sentence.strip().replaceAll("[ \\t\\u00a0]+", " ");
      if (isWellFormed(folded)) {
        usable.add(folded);
      }
    }
    int runningText = usable.size();
    usable.addAll(more);
    this.sentences = usable.toArray(String[]::new);
    int count = this.sentences.length;
    int[] lengths = new int[count];
    plainStart = new boolean[count];
    quotable = new boolean[count];
    finders.keySet().forEach(kind -> masks.put(kind, new long[count]));
    Set<String> smallWords = new HashSet<>();
    usable.forEach(sentence -> Words.addSmallWords(sentence, smallWords));
    PLAIN_STARTS.forEach(start -> smallWords.add(start.toLowerCase(Locale.ROOT)));
    for (int i = 0; i < count; i++) {
      String sentence = this.sentences[i];
      lengths[i] = words.apply(sentence).length;
      plainStart[i] = PLAIN_STARTS.contains(sentence.split(" ", 2)[0]);
      quotable[i] = sentence.chars().noneMatch(c -> "\"“”()".indexOf(c) >= 0);
      List<String> normalised = Words.normalised(sentence);
      for (Map.Entry<Kind, ForbiddenWords> finder : finders.entrySet()) {
        long mask = finder.getValue().mask(sentence, normalised);
        if (finder.getValue().avoidsCapitals()
            && i < runningText
            && mayBeginWithName(normalised, smallWords)) {
          mask |= ForbiddenWords.NEVER;
        }
        masks.get(finder.getKey())[i] = mask;
      }
    }
    bySum = new ExactSum(lengths, runningText);
  }

  /** Whether a sentence's first word stands nowhere in small letters. */
  private static boolean mayBeginWithName(List<String> words, Set<String> smallWords) {
    return !words.isEmpty() && words.get(0).length() > 1 && !smallWords.contains(words.get(0));
  }

  /** Number of different sentences. */
  public int size() {
    return sentences.length;
  }

  /**
   * Sentences for the time before a passage, without cues and answers of its kind.
   *
   * @param count how many sentences, each from anywhere
   */
  public String lead(RandomGenerator random, Kind kind, int count) {
    long[] forbidden = masks(kind);
    StringJoiner lead = new StringJoiner(" ");
    int tried = 0;
    for (int found = 0; found < count; tried++) {
      int index = random.nextInt(sentences.length);
      if (forbidden[index] == 0) {
        lead.add(sentences[index]);
        found++;
      } else if (tried > 1_000 * count) {
        throw new IllegalArgumentException(
            "hardly a sentence of the text is without a cue or an answer of " + kind.label());
      }
    }
    return lead.toString();
  }

  String sentence(int index) {
    return sentences[index];
  }

  /** Whether the first letter may become small, in mid-sentence. */
  boolean startsPlainly(int index) {
    return plainStart[index];
  }

  /** Whether it may stand in quotes and brackets. */
  boolean isQuotable(int index) {
    return quotable[index];
  }

  /** Whether the sentences come from documents that training does not see. */
  boolean heldOut() {
    return heldOut;
  }

  long[] masks(Kind kind) {
    return masks.get(kind);
  }

  ExactSum bySum() {
    return bySum;
  }

  static boolean isWellFormed(String sentence) {
    if (sentence.isEmpty() || sentence.indexOf('\n') >= 0 || sentence.indexOf('\r') >= 0) {
      return false;
    }
    String bare = sentence.replaceFirst("[\"”’')]+$", "");
    boolean ended = !bare.isEmpty() && ".?!".indexOf(bare.charAt(bare.length() - 1)) >= 0;
    boolean begun = sentence.replaceFirst("^[\"“‘'(]+", "").matches("(?s)\\p{Lu}.*");
    long quotes = sentence.chars().filter(c -> c == '"').count();
    return ended
        && begun
        && quotes % 2 == 0
        && count(sentence, '“') == count(sentence, '”')
        && count(sentence, '(') == count(sentence, ')')
        && Words.count(sentence) <= LONGEST;
  }

  private static long count(String text, char mark) {
    return text.chars().filter(c -> c == mark).count();
  }
}
