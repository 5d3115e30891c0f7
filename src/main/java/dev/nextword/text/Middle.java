package dev.nextword.text;

import dev.nextword.text.Template.Ending;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What stands between cue and trigger: phrases in their sentences, and sentences of their own, of
 * exactly so many words. Immutable.
 */
final class Middle {
  /** Open cues are followed by phrases alone up to this many words. */
  private static final int MOST_PHRASE_WORDS = 30;

  private final List<Template> phrases;
  private final ExactSum bySum;

  /** One mask a phrase: which of the kind's forbidden words it holds. */
  private final Map<Kind, long[]> phraseMasks = new EnumMap<>(Kind.class);

  Middle(List<Template> phrases, Function<String, int[]> words, Map<Kind, ForbiddenWords> finders) {
    this.phrases = List.copyOf(phrases);
    // A pronoun is one word, whoever it stands for.
    int[] lengths =
        phrases.stream()
            .mapToInt(phrase -> words.apply(phrase.source().replaceAll("[{}]", "")).length)
            .toArray();
    bySum = new ExactSum(lengths, 0);
    finders.forEach(
        (kind, finder) ->
            phraseMasks.put(
                kind,
                phrases.stream().mapToLong(phrase -> finder.mask(phrase.source())).toArray()));
  }

  /**
   * Draws what stands between.
   *
   * @param ending of the cue
   * @param joining the trigger carries on the sentence before it, or could
   * @param forbidden bits of words that must not occur
   * @throws IllegalArgumentException when the fillers cannot add up to that distance
   */
  Drawn draw(
      RandomGenerator random,
      Kind kind,
      int distance,
      Ending ending,
      boolean joining,
      long forbidden,
      Fillers fillers) {
    int phraseWords = phraseWords(random, distance, ending, joining);
    return draw(random, kind, distance, phraseWords, ending, forbidden, fillers);
  }

  /** Writes it, each time after a space. */
  void write(
      Rendering rendering, RandomGenerator random, Drawn drawn, Ending ending, Fillers fillers) {
    switch (ending) {
      case COMMA -> {
        writePhrases(rendering, drawn.phrases(), false);
        writeSentences(rendering, random, fillers, drawn, true);
      }
      case SENTENCE -> {
        writeSentences(rendering, random, fillers, drawn, false);
        writePhrases(rendering, drawn.phrases(), true);
      }
      case QUOTATION -> {
        if (!drawn.sentences().isEmpty()) {
          int start = rendering.text.length() + 1;
          writeSentences(rendering, random, fillers, drawn, false);
          rendering.text.insert(start, "(\"").append("\")");
        }
      }
    }
  }

  /** How many of the words between are phrases in the cue's or the trigger's own sentence. */
  private static int phraseWords(
      RandomGenerator random, int distance, Ending ending, boolean joining) {
    if (ending == Ending.QUOTATION) {
      return 0;
    }
    if (ending == Ending.COMMA) {
      boolean phrasesOnly = distance <= MOST_PHRASE_WORDS && random.nextInt(10) < 6;
      return phrasesOnly ? distance : random.nextInt(Math.min(distance, 12) + 1);
    }
    return joining || random.nextInt(5) > 0 ? 0 : random.nextInt(Math.min(distance, 12) + 1);
  }

  /**
   * What stands between: indices of phrases and of sentences.
   *
   * @param conjunction the sentence, counted from 0, that is joined to the one before by "and" or
   *     "but"; -1 for none
   */
  record Drawn(List<Integer> phrases, List<Integer> sentences, int conjunction) {}

  private Drawn draw(
      RandomGenerator random,
      Kind kind,
      int distance,
      int phraseWords,
      Ending ending,
      long forbidden,
      Fillers fillers) {
    long[] ofPhrases = phraseMasks.get(kind);
    long[] masks = fillers.masks(kind);
    List<Integer> drawnPhrases =
        bySum.draw(random, phraseWords, i -> (ofPhrases[i] & forbidden) == 0, i -> true);
    if (drawnPhrases == null) {
      drawnPhrases = List.of();
      phraseWords = 0;
    }
    int words = distance - phraseWords;
    if (words > 8 && random.nextInt(4) == 0) {
      List<Integer> joined = sentences(random, words - 1, ending, forbidden, masks, fillers);
      if (joined != null) {
        for (int i = 1; i < joined.size(); i++) {
          String before = fillers.sentence(joined.get(i - 1));
          if (fillers.startsPlainly(joined.get(i)) && Words.endsPlainly(before)) {
            return new Drawn(drawnPhrases, joined, i);
          }
        }
      }
    }
    List<Integer> drawn = sentences(random, words, ending, forbidden, masks, fillers);
    if (drawn != null) {
      return new Drawn(drawnPhrases, drawn, -1);
    }
    if (phraseWords > 0) {
      return draw(random, kind, distance, 0, ending, forbidden, fillers);
    }
    // After an open cue only sentences that may lose their capital can follow; phrases always can.
    List<Integer> phrasesOnly =
        ending == Ending.COMMA
            ? bySum.draw(random, distance, i -> (ofPhrases[i] & forbidden) == 0, i -> true)
            : null;
    if (phrasesOnly != null) {
      return new Drawn(phrasesOnly, List.of(), -1);
    }
    throw new IllegalArgumentException(
        "the "
            + fillers.size()
            + " fillers do not add up to exactly "
            + words
            + " words for "
            + kind.label()
            + ": give more, and shorter, sentences");
  }

  private static @Nullable List<Integer> sentences(
      RandomGenerator random,
      int words,
      Ending ending,
      long forbidden,
      long[] masks,
      Fillers fillers) {
    return fillers
        .bySum()
        .draw(
            random,
            words,
            i ->
                (masks[i] & forbidden) == 0
                    && (ending != Ending.QUOTATION || fillers.isQuotable(i)),
            i -> ending != Ending.COMMA || fillers.startsPlainly(i));
  }

  private void writePhrases(Rendering rendering, List<Integer> indices, boolean sentenceStart) {
    boolean start = sentenceStart;
    for (int index : indices) {
      rendering.separate();
      rendering.writePhrase(phrases.get(index), start);
      rendering.text.append(',');
      start = false;
    }
  }

  private static void writeSentences(
      Rendering rendering, RandomGenerator random, Fillers fillers, Drawn drawn, boolean open) {
    StringBuilder text = rendering.text;
    for (int i = 0; i < drawn.sentences().size(); i++) {
      boolean joined = i == drawn.conjunction();
      if (joined) {
        text.setCharAt(text.length() - 1, ',');
        text.append(random.nextInt(3) > 0 ? " and" : " but");
      }
      rendering.separate();
      int start = text.length();
      text.append(fillers.sentence(drawn.sentences().get(i)));
      if (joined || (open && i == 0)) {
        text.setCharAt(start, Character.toLowerCase(text.charAt(start)));
      }
    }
  }
}
