package dev.nextword.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a model predicts held-out text; the fields are those of {@code evaluate --json}.
 *
 * @param perplexity exp of the mean negative natural log probability of every token, {@code <unk>},
 *     {@code <num>} and {@code <eos>} included; null for a model without probabilities (n-gram
 *     back-off scores)
 * @param top1 share of {@code words} that the model ranks first among all it may suggest
 * @param top3 share among the first three
 * @param top5 share among the first five
 * @param keystrokeSavings see {@link KeystrokeSavings}; null where it was not measured
 * @param unknownRate share of {@code <unk>} among the tokens that are not {@code <eos>}
 * @param tokens how many tokens were predicted
 * @param words how many of them count for {@code top1} to {@code top5}: see {@link Evaluation}
 * @param letters the same three shares when so many letters of the word are typed, from 1 to {@link
 *     Evaluation#MOST_LETTERS}; empty in the cards of older versions
 */
public record Figures(
    @Nullable Double perplexity,
    double top1,
    double top3,
    double top5,
    @Nullable Double keystrokeSavings,
    double unknownRate,
    long tokens,
    long words,
    List<Letters> letters) {
  /**
   * Top-k accuracy in mid-word.
   *
   * @param letters typed
   * @param words that are longer than that
   * @param top1 share of them that the model ranks first among all that begin so
   */
  public record Letters(int letters, long words, double top1, double top3, double top5) {}

  public Figures {
    letters = letters == null ? List.of() : List.copyOf(letters); // absent in older cards
  }

  /** The same with keystroke savings. */
  public Figures with(KeystrokeSavings savings) {
    return new Figures(
        perplexity, top1, top3, top5, savings.share(), unknownRate, tokens, words, letters);
  }
}
