package dev.nextword.evaluation;

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
 */
public record Figures(
    @Nullable Double perplexity,
    double top1,
    double top3,
    double top5,
    @Nullable Double keystrokeSavings,
    double unknownRate,
    long tokens,
    long words) {
  /** The same with keystroke savings. */
  public Figures with(KeystrokeSavings savings) {
    return new Figures(perplexity, top1, top3, top5, savings.share(), unknownRate, tokens, words);
  }
}
