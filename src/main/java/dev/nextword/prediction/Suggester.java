package dev.nextword.prediction;

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
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
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
 *
 * <p>The words that fit are those of the vocabulary and, with their shares of what the model gives
 * to {@code <unk>}, those of the text that the vocabulary lacks: see {@link OwnWords}.
 */
final class Suggester {
  /** Looked at beyond the number asked for: some are joined, some cannot stand in this place. */
  private static final int SPARE = 4;

  /**
   * A reading less probable than this, compared with those before it, is not followed further: most
   * single letters are words of the vocabulary, too, and each would cost a step.
   */
  private static final double NEGLIGIBLE = 0.002;

  /** Only a stem of at least this share is looked behind for a clitic: that costs a step. */
  private static final double LOOK_BEHIND = 0.02;

  private final TextEncoder encoder;
  private final TypedTexts texts;
  private final BlockList blocked;
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
    this.blocked = blocked;
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
    Places places = places(text);
    if (!(places.total() > 0)) {
      return new Completion(List.of(), null);
    }
    int looked = k + SPARE;
    List<Option> options =
        options(
            places,
            place -> place.context().best(place.choice(), looked),
            place -> place.own().stream().limit(looked));
    List<Option> best = joinContractions(options, LOOK_BEHIND * places.total());
    List<Suggestion> suggestions = new ArrayList<>();
    for (Option option : best.subList(0, Math.min(k, best.size()))) {
      double probability = Math.min(1, option.probability() / places.total());
      suggestions.add(
          new Suggestion(option.word(), option.completion(), probability, option.isOwn()));
    }
    Phrase phrase =
        best.isEmpty()
            ? null
            : phrases.from(best.get(0), suggestions.get(0).probability(), places.open());
    return new Completion(suggestions, phrase);
  }

  /** As {@link Column#expected}. The options are followed only down to the one expected. */
  Expected expected(String text, String word) {
    List<String> parts = // the space: at the end of a text 'll is two tokens, it may go on
        tokenizer.sentences(word + " ").stream().flatMap(s -> s.words().stream()).toList();
    boolean joined = parts.size() == 2 && Contractions.of(parts.get(0)).contains(parts.get(1));
    boolean unknown = encoder.id(parts.get(0), false) == Vocabulary.UNKNOWN;
    if (parts.size() != 1 && !joined
        || unknown && (joined || !texts.read(text).own().contains(word.strip()))) {
      return Expected.unknown(word);
    }
    if (Clip.isInRun(text)) {
      return Expected.unfit(word);
    }
    Places places = places(text);
    Option stem = null;
    Place at = null;
    for (Place place : places.list()) {
      Option option = option(places, place, parts.get(0));
      if (option != null && (stem == null || option.probability() > stem.probability())) {
        stem = option;
        at = place;
      }
    }
    if (stem == null || at == null) {
      return Expected.unfit(word);
    }
    double lookBehind = LOOK_BEHIND * places.total();
    if (joined) {
      lookBehind = Math.min(lookBehind, stem.probability());
    }
    String whole = stem.word() + (joined ? parts.get(1) : "");
    List<Option> own = joinContractions(List.of(stem), lookBehind);
    int index = indexOf(whole, own);
    if (index < 0) {
      return Expected.unfit(word);
    }
    double least = own.get(index).probability() * (1 - 1e-9); // for the rounding of a quotient
    double probability = Math.min(1, own.get(index).probability() / places.total());
    List<Option> options =
        options(
            places,
            p -> p.context().atLeast(p.choice(), least / p.weight()),
            p -> p.own().stream().filter(w -> p.weight() * p.probability(w) >= least));
    int rank = 1 + indexOf(whole, joinContractions(options, lookBehind));
    if (rank > 0) {
      return new Expected(whole, true, rank, probability, null);
    }
    int among = at.context().atLeast(at.choice(), 0).size() + at.own().size();
    return new Expected(whole, true, null, probability, among);
  }

  private static int indexOf(String word, List<Option> options) {
    int i = options.size() - 1;
    while (i >= 0 && !options.get(i).word().equalsIgnoreCase(word)) {
      i--;
    }
    return i;
  }

  /**
   * One reading of the end of the text, with the words that fit it.
   *
   * @param unknown the probability of all that the vocabulary lacks, {@code <unk>}
   */
  private record Place(
      Reading reading,
      Context context,
      Choice choice,
      List<OwnWords.Word> own,
      double unknown,
      double weight) {

    double probability(OwnWords.Word word) {
      return unknown * word.share();
    }

    /** The probability of everything that fits. */
    double total() {
      double total = context.total(choice);
      for (OwnWords.Word word : own) {
        total += probability(word);
      }
      return total;
    }
  }

  /**
   * Every reading of a text that counts.
   *
   * @param total the weighted probability of everything that fits
   * @param letters typed of the word at the caret
   */
  private record Places(List<Place> list, double total, OpenMarks open, String letters) {}

  private Places places(String text) {
    TypedTexts.Read read = texts.read(text);
    Typed typed = read.typed();
    Context context = contexts.apply(typed.context());
    double total = 0;
    List<Place> places = new ArrayList<>();
    for (Reading reading : typed.readings()) {
      if (Endings.isUnfinished(reading)) {
        continue;
      }
      Context at = context;
      double weight = 1;
      for (int id : reading.ids()) {
        weight *= Math.exp(at.logProbability(id));
        if (weight < NEGLIGIBLE * total) {
          break;
        }
        at = at.then(id);
      }
      if (weight < NEGLIGIBLE * total) {
        continue;
      }
      int[] ids = reading.ids().length > 0 ? reading.ids() : typed.context();
      List<OwnWords.Word> own = own(reading, read.own(), ids[ids.length - 1]);
      double unknown = own.isEmpty() ? 0 : Math.exp(at.logProbability(Vocabulary.UNKNOWN));
      Place found = new Place(reading, at, choices.of(reading), own, unknown, weight);
      total += weight * found.total();
      places.add(found);
    }
    OpenMarks open = OpenMarks.in(typed.context(), vocabulary);
    return new Places(places, total, open, typed.readings().get(0).letters());
  }

  /** The words of the text, unknown to the vocabulary, that fit a reading. */
  private List<OwnWords.Word> own(Reading reading, OwnWords words, int previous) {
    return Choices.takesWords(reading)
        ? words.begunBy(reading.letters(), reading.sentenceStart(), previous, blocked)
        : List.of();
  }

  /**
   * What the places offer, best first; what two of them offer, once.
   *
   * @param offers words of the vocabulary
   * @param ownOffers words that only this text has
   */
  private List<Option> options(
      Places places,
      Function<Place, List<Candidate>> offers,
      Function<Place, Stream<OwnWords.Word>> ownOffers) {
    Map<String, Option> options = new LinkedHashMap<>();
    for (Place place : places.list()) {
      Stream.concat(
              offers.apply(place).stream().map(candidate -> option(places, place, candidate)),
              ownOffers.apply(place).map(own -> option(places, place, own)))
          .filter(Objects::nonNull)
          .forEach(option -> options.merge(option.completion(), option, Suggester::likelier));
    }
    return sorted(options.values().stream().toList());
  }

  /** This word in this place, where it is known and can stand there. */
  private @Nullable Option option(Places places, Place place, String word) {
    int id = encoder.id(word, place.reading().sentenceStart());
    if (id != Vocabulary.UNKNOWN) {
      return place.choice().contains(id)
          ? option(
              places, place, new Candidate(id, place.context().probability(place.choice(), id)))
          : null;
    }
    for (OwnWords.Word own : place.own()) {
      if (own.word().equalsIgnoreCase(word)) {
        return option(places, place, own);
      }
    }
    return null;
  }

  private @Nullable Option option(Places places, Place place, OwnWords.Word own) {
    Candidate candidate = new Candidate(Vocabulary.UNKNOWN, place.probability(own));
    return option(places, place, candidate, own.word());
  }

  private @Nullable Option option(Places places, Place place, Candidate candidate) {
    return option(places, place, candidate, vocabulary.word(candidate.id()));
  }

  private @Nullable Option option(Places places, Place place, Candidate candidate, String word) {
    Reading reading = place.reading();
    String completion = places.open().allows(word) ? Endings.completion(reading, word) : null;
    if (completion == null || completion.isEmpty()) {
      return null;
    }
    String whole =
        Endings.isGlued(reading, word) ? places.letters() + completion : reading.surface(word);
    double probability = place.weight() * candidate.probability();
    return new Option(whole, completion, probability, candidate.id(), place.context());
  }

  double[] score(String context, List<String> candidates) {
    // A space after the context: its last word is complete.
    Typed typed = texts.read(context + " ").typed();
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
   *
   * @param lookBehind the least probability of a stem that is looked behind
   */
  private List<Option> joinContractions(List<Option> best, double lookBehind) {
    List<Option> joined = new ArrayList<>();
    for (Option option : best) {
      String stem = vocabulary.word(option.id());
      boolean likely = option.probability() >= lookBehind;
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
