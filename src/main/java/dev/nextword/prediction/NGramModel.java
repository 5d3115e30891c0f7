package dev.nextword.prediction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.search.suggest.Lookup.LookupResult;
import org.apache.lucene.search.suggest.analyzing.FreeTextSuggester;
import org.jspecify.annotations.Nullable;

/**
 * Lucene's {@link FreeTextSuggester} as a {@link Context}: the last one or two words are the whole
 * state.
 *
 * <p>Its numbers are "stupid back-off" scores (Brants et al. 2007, "Large Language Models in
 * Machine Translation", section 4): the relative frequency after the longest context in which the
 * word was seen, times 0.4 for each word that had to be dropped from the context. They are used as
 * probabilities here, but add up to 1 only roughly; hence no perplexity is given for this model.
 *
 * <p>Immutable but for a cache; safe for use by many threads.
 */
final class NGramModel {
  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::probability).reversed().thenComparingInt(Candidate::id);

  /** How many next words a look-up without letters yields; what lies below them is small. */
  private static final int WIDTH = 256;

  /** Scores are told apart in the logarithm; the suggester keeps them in 63 bits. */
  private static final double BACK_OFF_PRECISION = 1e-6;

  private static final int CACHED_PLACES = 1_000; // about 8 kB each

  private final NGramFile.Loaded file;
  private final Vocabulary vocabulary;
  private final Cache<Long, List<Candidate>> followers = // by the key of a place
      Caffeine.newBuilder().maximumSize(CACHED_PLACES).build();

  NGramModel(NGramFile.Loaded file, Vocabulary vocabulary) {
    this.file = file;
    this.vocabulary = vocabulary;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The place at the beginning of a document. */
  Context start() {
    return new Place(Place.NONE, Vocabulary.END_OF_SENTENCE);
  }

  /** The place after a document that begins {@code <eos> ...}. */
  Context after(int[] ids) {
    Context place = start();
    for (int i = Math.max(1, ids.length - 2); i < ids.length; i++) {
      place = place.then(ids[i]);
    }
    return place;
  }

  private List<Candidate> lookUp(Place place, String letters, int width) {
    StringBuilder key = new StringBuilder();
    if (place.before != Place.NONE) {
      key.append(word(place.before)).append(' ');
    }
    key.append(word(place.last)).append(' ').append(letters);
    try {
      List<Candidate> found = new ArrayList<>();
      for (LookupResult result : file.suggester().lookup(key, null, width)) {
        String ngram = result.key.toString();
        int last = ngram.lastIndexOf(FreeTextSuggester.DEFAULT_SEPARATOR);
        int id = vocabulary.id(ngram.substring(last + 1));
        found.add(new Candidate(id, result.value / (double) Long.MAX_VALUE));
      }
      found.sort(BEST_FIRST);
      return found;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure); // the automaton is in memory: does not happen
    }
  }

  /**
   * How many of the last words the score of a word comes from: fewer than all where the longer
   * n-gram was never counted, and the score is that of the shorter one times the back-off's factor.
   *
   * @param ids of a document
   */
  int used(int[] ids, int wordId) {
    List<Place> places = new ArrayList<>(); // from the longest context to the shortest
    if (ids.length > 1 && file.grams() > 2) {
      places.add(new Place(ids[ids.length - 2], ids[ids.length - 1]));
    }
    if (file.grams() > 1) {
      places.add(new Place(Place.NONE, ids[ids.length - 1]));
    }
    for (int i = 0; i < places.size(); i++) {
      double score = counted(places.get(i), wordId);
      double shorter =
          i + 1 < places.size()
              ? counted(places.get(i + 1), wordId)
              : vocabulary.count(wordId) / (double) file.tokens();
      if (score > 0
          && Math.abs(score / (FreeTextSuggester.ALPHA * shorter) - 1) > BACK_OFF_PRECISION) {
        return places.size() - i;
      }
    }
    return 0;
  }

  /** The suggester's own score of a word, by any n-gram; 0 where it was never counted. */
  private double counted(Place place, int wordId) {
    String word = word(wordId);
    int width = vocabulary.withPrefix(word, false).length + Vocabulary.SPECIAL.size();
    for (Candidate candidate : lookUp(place, word, width)) {
      if (vocabulary.word(candidate.id()).equals(word)) {
        return candidate.probability();
      }
    }
    return 0;
  }

  /** A word's place among the words that may follow, from 1; 0 where it is not among the best. */
  int rank(Context place, int wordId) {
    List<Candidate> found = ((Place) place).followers();
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).id() == wordId) {
        return i + 1;
      }
    }
    return 0;
  }

  /**
   * Any words that may follow. The suggester does not back off to single words where no letter is
   * given; the most frequent words are added here with the score that its own rule gives them.
   */
  private List<Candidate> followers(Place place) {
    List<Candidate> found = new ArrayList<>(lookUp(place, "", WIDTH));
    BitSet seen = new BitSet();
    found.forEach(candidate -> seen.set(candidate.id()));
    double backOff = Math.pow(FreeTextSuggester.ALPHA, file.grams() - 1);
    for (int id = 0; id < vocabulary.size() && found.size() < WIDTH; id++) {
      if (!seen.get(id) && vocabulary.count(id) > 0) {
        found.add(new Candidate(id, backOff * vocabulary.count(id) / file.tokens()));
      }
    }
    found.sort(BEST_FIRST);
    return List.copyOf(found);
  }

  private String word(int id) {
    return vocabulary.word(isUsable(vocabulary, id) ? id : Vocabulary.UNKNOWN);
  }

  /** Whether a word can be part of a look-up: white space or a separator in it would split it. */
  static boolean isUsable(Vocabulary vocabulary, int id) {
    return vocabulary.word(id).chars().noneMatch(c -> c <= ' ' || Character.isWhitespace(c));
  }

  /** The last two words read. */
  private final class Place implements Context {
    static final int NONE = -1;

    /** What has been asked last: a look-up by letters is the costly part of a key. */
    private record Found(Choice choice, List<Candidate> candidates) {}

    private final int before;
    private final int last;
    private volatile @Nullable Found found;

    Place(int before, int last) {
      this.before = before;
      this.last = last;
    }

    @Override
    public Context then(int wordId) {
      return new Place(file.grams() > 2 ? last : NONE, wordId);
    }

    @Override
    public List<Candidate> best(Choice choice, int k) {
      return candidates(choice).stream()
          .filter(candidate -> choice.contains(candidate.id()))
          .limit(k)
          .toList();
    }

    @Override
    public double total(Choice choice) {
      double total = 0;
      for (Candidate candidate : candidates(choice)) {
        if (choice.contains(candidate.id())) {
          total += candidate.probability();
        }
      }
      return total;
    }

    /**
     * The score of exactly this word. A word never counted scores as if seen once in the whole text
     * and never after these words.
     */
    @Override
    public double logProbability(int wordId) {
      List<Candidate> known = followers.getIfPresent(key());
      if (known != null) {
        for (Candidate candidate : known) {
          if (candidate.id() == wordId) {
            return Math.log(candidate.probability());
          }
        }
      }
      double counted = counted(this, wordId);
      return counted > 0
          ? Math.log(counted)
          : (file.grams() - 1) * Math.log(FreeTextSuggester.ALPHA) - Math.log(file.tokens());
    }

    private List<Candidate> candidates(Choice choice) {
      if (choice.prefixes().size() == 1 && choice.prefixes().get(0).isEmpty()) {
        return followers();
      }
      Found known = found;
      if (known == null || known.choice() != choice) {
        known = new Found(choice, withLetters(choice));
        found = known;
      }
      return known.candidates();
    }

    private List<Candidate> followers() {
      return followers.get(key(), missing -> NGramModel.this.followers(this));
    }

    private List<Candidate> withLetters(Choice choice) {
      List<Candidate> all = new ArrayList<>();
      for (String letters : choice.prefixes()) {
        int width = vocabulary.withPrefix(letters, false).length + Vocabulary.SPECIAL.size();
        all.addAll(lookUp(this, letters, width));
      }
      all.sort(BEST_FIRST);
      return all;
    }

    private long key() {
      return (long) before << 32 | last;
    }
  }
}
