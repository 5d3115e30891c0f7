package dev.nextword.prediction;

import dev.nextword.tokens.Detokenizer;
import dev.nextword.tokens.Truecaser;
import dev.nextword.vocabulary.Vocabulary;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes on from the best suggestion, word by word, as long as the model is sure enough. */
final class Phrases {
  private static final Set<String> FINAL = Set.of(".", "?", "!");

  private final Vocabulary vocabulary;
  private final Choices choices;
  private final PhraseOptions options;

  Phrases(Vocabulary vocabulary, Choices choices, PhraseOptions options) {
    this.vocabulary = vocabulary;
    this.choices = choices;
    this.options = options;
  }

  /**
   * The most probable word at each step (greedy search). It ends before a word that is never
   * suggested, at a sentence's final mark, or where the product of the probabilities would fall
   * below the limit; marks and clitics in want of a word after them are left off.
   *
   * @param probability of the first word among all that fit
   * @return null for fewer than two words
   */
  @Nullable Phrase from(Option first, double probability, OpenMarks open) {
    String previous = vocabulary.word(first.id());
    if (FINAL.contains(previous) || probability < options.probability()) {
      return null;
    }
    StringBuilder text = new StringBuilder(first.completion());
    int words = isWord(previous) || Contractions.isClitic(previous) ? 1 : 0;
    Phrase phrase = null;
    Context place = first.after();
    while (true) {
      Candidate next = place.likeliest();
      if (next == null) {
        return phrase;
      }
      String word = vocabulary.word(next.id());
      probability *= next.probability();
      words += isWord(word) ? 1 : 0;
      if (!choices.anywhere().contains(next.id())
          || !open.allows(word)
          || !Contractions.fits(previous, word)
          || words > options.words()
          || probability < options.probability()) {
        return phrase;
      }
      text.append(Detokenizer.spacing(previous, word)).append(Detokenizer.surface(word));
      if (words >= 2 && isEnd(word)) {
        phrase = new Phrase(text.toString(), Math.min(1, probability));
      }
      if (FINAL.contains(word)) {
        return phrase;
      }
      previous = word;
      place = place.then(next.id());
    }
  }

  /** Whether a phrase may end in this word. */
  private static boolean isEnd(String word) {
    return FINAL.contains(word)
        || Contractions.isClitic(word)
        || (isWord(word) && !Contractions.isBound(word));
  }

  private static boolean isWord(String word) {
    return Truecaser.isWord(word) && !Contractions.isClitic(word);
  }
}
