package dev.nextword.text;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Real sentences to stand between cue and trigger, ready to be drawn by exact length. Immutable;
 * threads share it. Made by {@link Weaver#fillers}.
 *
 * <p>Sentences that would look odd between others are left out: without a capital in front and a
 * mark at the end, longer than {@value #LONGEST} words, with a line end or half a pair of quotes.
 */
public final class Fillers {
  static final int LONGEST = 40;

  /** Set in a sentence's mask when no passage of the kind may hold it. */
  static final long NEVER = 1L;

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
  private final boolean[] plainStart;
  private final ExactSum bySum;

  /** One mask a sentence: which of the kind's forbidden words it holds. */
  private final Map<Kind, long[]> masks = new EnumMap<>(Kind.class);

  /**
   * @param sentences in the order of their text
   * @param more sentences without an order
   */
  Fillers(Collection<String> sentences, Collection<String> more, Collection<KindTemplates> kinds) {
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
    Map<Kind, WordMasks> finders = new EnumMap<>(Kind.class);
    for (KindTemplates kind : kinds) {
      finders.put(kind.kind(), new WordMasks(kind.forbidden(), answerForms(kind)));
      masks.put(kind.kind(), new long[count]);
    }
    for (int i = 0; i < count; i++) {
      String sentence = this.sentences[i];
      lengths[i] = Words.count(sentence);
      plainStart[i] = PLAIN_STARTS.contains(sentence.split(" ", 2)[0]);
      List<String> words = Words.normalised(sentence);
      for (Map.Entry<Kind, WordMasks> finder : finders.entrySet()) {
        masks.get(finder.getKey())[i] = finder.getValue().mask(words);
      }
    }
    bySum = new ExactSum(lengths, runningText);
  }

  /** Number of different sentences. */
  public int size() {
    return sentences.length;
  }

  String sentence(int index) {
    return sentences[index];
  }

  /** Whether the first letter may become small, in mid-sentence. */
  boolean startsPlainly(int index) {
    return plainStart[index];
  }

  long[] masks(Kind kind) {
    return masks.get(kind);
  }

  ExactSum bySum() {
    return bySum;
  }

  /** The answers that only their own triggers forbid. */
  static List<String> answerForms(KindTemplates kind) {
    return kind.control().isEmpty() ? kind.answers() : List.of();
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

  /** Finds words and phrases in normalised text. */
  static final class WordMasks {
    private final Map<String, Long> bits = new HashMap<>();
    private int longest = 1;

    WordMasks(List<String> never, List<String> forms) {
      for (int i = 0; i < forms.size(); i++) {
        // 63 forms have a bit of their own; more would share, which only forbids a little more.
        bits.put(forms.get(i), 1L << (1 + i % 63));
      }
      for (String phrase : never) {
        List<String> words = Words.normalised(phrase);
        longest = Math.max(longest, words.size());
        bits.put(String.join(" ", words), NEVER);
      }
    }

    long of(String word) {
      return bits.getOrDefault(word, 0L);
    }

    long mask(List<String> words) {
      long mask = 0;
      for (int start = 0; start < words.size(); start++) {
        StringBuilder phrase = new StringBuilder();
        for (int end = start; end < Math.min(words.size(), start + longest); end++) {
          phrase.append(end == start ? "" : " ").append(words.get(end));
          mask |= bits.getOrDefault(phrase.toString(), 0L);
        }
      }
      return mask;
    }
  }
}
