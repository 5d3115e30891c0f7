package dev.nextword.prediction;

import dev.nextword.tokens.Detokenizer;
import dev.nextword.tokens.Sentence;
import dev.nextword.tokens.Token;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.Reading;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Typed;
import dev.nextword.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * From a text to suggestions, the same for every model.
 *
 * <p>The end of a text can be read in several ways: {@code the} is a word, or the beginning of
 * {@code they}. Each {@link Reading} takes some words for granted, whose probability is its weight;
 * among what fits any reading, a word's probability is
 *
 * <pre>
 *   weight(reading) p(word | context, reading) / sum over all readings and all words that fit
 * </pre>
 *
 * so that after {@code the} both <em>they</em> and <em>the same</em> stand where they belong.
 */
final class Suggester {
  /** Looked at beyond the number asked for: some are joined, some cannot stand in this place. */
  private static final int SPARE = 4;

  /**
   * A reading less probable than this, compared with those before it, is not followed further: most
   * single letters are words of the vocabulary, too, and each would cost a step.
   */
  private static final double NEGLIGIBLE = 0.002;

  /** Only a stem at least as probable as this is looked behind for a clitic: that costs a step. */
  private static final double LOOK_BEHIND = 0.02;

  private final TextEncoder encoder;
  private final TypedTexts texts;
  private final Vocabulary vocabulary;
  private final Choices choices;
  private final Phrases phrases;
  private final Function<int[], Context> contexts;
  private final Tokenizer tokenizer = new Tokenizer();

  /**
   * @param contexts the model's place after a document {@code <eos> ...}
   */
  Suggester(
      TextEncoder encoder,
      BlockList blocked,
      PhraseOptions options,
      Function<int[], Context> contexts) {
    this.encoder = encoder;
    this.texts = TypedTexts.of(encoder);
    this.vocabulary = encoder.vocabulary();
    this.choices = new Choices(vocabulary, blocked);
    this.phrases = new Phrases(vocabulary, choices, options);
    this.contexts = contexts;
  }

  Completion complete(String text, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("at least one suggestion, not " + k);
    }
    if (Clip.isInRun(text)) {
      return new Completion(List.of(), null);
    }
    Typed typed = texts.typed(text);
    Context context = contexts.apply(typed.context());
    OpenMarks open = OpenMarks.in(typed.context(), vocabulary);
    String letters = typed.readings().get(0).letters();

    double total = 0;
    Map<String, Option> options = new LinkedHashMap<>();
    for (Reading reading : typed.readings()) {
      if (isUnfinished(reading)) {
        continue;
      }
      Context place = context;
      double weight = 1;
      for (int id : reading.ids()) {
        weight *= Math.exp(place.logProbability(id));
        if (weight < NEGLIGIBLE * total) {
          break;
        }
        place = place.then(id);
      }
      if (weight < NEGLIGIBLE * total) {
        continue;
      }
      Choice choice = choices.of(reading);
      total += weight * place.total(choice);
      for (Candidate candidate : place.best(choice, k + SPARE)) {
        String word = vocabulary.word(candidate.id());
        String completion = open.allows(word) ? completion(reading, word) : null;
        if (completion != null && !completion.isEmpty()) {
          String whole = isGlued(reading, word) ? letters + completion : reading.surface(word);
          double probability = weight * candidate.probability();
          Option option = new Option(whole, completion, probability, candidate.id(), place);
          options.merge(completion, option, Suggester::likelier);
        }
      }
    }
    if (!(total > 0)) {
      return new Completion(List.of(), null);
    }
    List<Option> best = joinContractions(sorted(options.values().stream().toList()), total);
    List<Suggestion> suggestions = new ArrayList<>();
    for (Option option : best.subList(0, Math.min(k, best.size()))) {
      double probability = Math.min(1, option.probability() / total);
      suggestions.add(new Suggestion(option.word(), option.completion(), probability));
    }
    Phrase phrase =
        best.isEmpty() ? null : phrases.from(best.get(0), suggestions.get(0).probability(), open);
    return new Completion(suggestions, phrase);
  }

  double[] score(String context, List<String> candidates) {
    // A space after the context: its last word is complete.
    Typed typed = texts.typed(context + " ");
    boolean sentenceStart = typed.readings().get(0).sentenceStart();
    Context place = contexts.apply(typed.context());
    return candidates.stream()
        .mapToDouble(candidate -> score(place, sentenceStart, candidate))
        .toArray();
  }

  private double score(Context place, boolean sentenceStart, String candidate) {
    double sum = 0;
    boolean first = sentenceStart;
    boolean later = false;
    for (Sentence sentence : tokenizer.sentences(Clip.clip(candidate))) {
      if (later) {
        sum += place.logProbability(Vocabulary.END_OF_SENTENCE);
        place = place.then(Vocabulary.END_OF_SENTENCE);
        first = true;
      }
      for (Token token : sentence.tokens()) {
        int id = encoder.id(token.text(), first);
        sum += place.logProbability(id);
        place = place.then(id);
        first = false;
      }
      later = true;
    }
    return sum;
  }

  /** A last word that is unknown as it stands is most likely one still being typed. */
  private static boolean isUnfinished(Reading reading) {
    int last = reading.words().size() - 1;
    return last >= 0
        && reading.letters().isEmpty()
        && (reading.ids()[last] == Vocabulary.UNKNOWN || reading.words().get(last).equals("-"));
  }

  /** Whether the reading takes the word before the caret as typed to its end. */
  private static boolean isComplete(Reading reading) {
    return reading.letters().isEmpty()
        && !reading.words().isEmpty()
        && reading.before() == Reading.Before.WORD;
  }

  /** What to append for this word, or null where it cannot stand. */
  private static @Nullable String completion(Reading reading, String word) {
    String previous = reading.previous() == null ? "" : reading.previous();
    if (!Contractions.fits(previous, word)) {
      return null;
    }
    if (isComplete(reading)) {
      // The word before is complete: what is not written right behind it follows after a space.
      return Detokenizer.spacing(reading.previous(), word) + reading.surface(word);
    }
    return reading.completion(word);
  }

  /** Whether the word goes on with the letters before the caret. */
  private static boolean isGlued(Reading reading, String word) {
    return !reading.letters().isEmpty() || (isComplete(reading) && Contractions.isClitic(word));
  }

  private static Option likelier(Option one, Option other) {
    return one.probability() >= other.probability() ? one : other;
  }

  private static List<Option> sorted(List<Option> options) {
    return options.stream()
        .sorted(Comparator.comparingDouble(Option::probability).reversed())
        .toList();
  }

  /**
   * Puts <em>don't</em> beside <em>do</em> and in the place of <em>ca</em>: {@code p(do) p(n't |
   * do)} is its probability, and what is left of {@code p(do)} that of <em>do</em> alone.
   */
  private List<Option> joinContractions(List<Option> best, double total) {
    List<Option> joined = new ArrayList<>();
    for (Option option : best) {
      String stem = vocabulary.word(option.id());
      boolean likely = option.probability() >= LOOK_BEHIND * total;
      List<String> clitics = likely ? Contractions.of(stem) : List.of();
      Context after = clitics.isEmpty() ? option.before() : option.after();
      Map<String, Double> shares = new LinkedHashMap<>();
      double taken = 0;
      for (String clitic : clitics) {
        int id = vocabulary.id(clitic);
        double share = id == Vocabulary.UNKNOWN ? 0 : Math.exp(after.logProbability(id));
        shares.put(clitic, share);
        taken += share;
      }
      // Back-off scores may add up to more than 1.
      double scale = 1 / Math.max(1, taken);
      shares.forEach(
          (clitic, share) -> {
            if (share > 0) {
              joined.add(option.with(clitic, vocabulary.id(clitic), share * scale, after));
            }
          });
      if (!Contractions.isBound(stem)) {
        joined.add(option.times(1 - taken * scale));
      }
    }
    return sorted(joined);
  }
}
