package dev.nextword.evaluation;

/**
 * How much text a model is evaluated on.
 *
 * @param maximumTokens at most so many tokens; of a longer text whole documents are drawn (the last
 *     one cut short), the same ones for every model
 * @param seed decides which documents are drawn; their order in the text does not
 * @param threads documents evaluated at once
 */
public record EvaluationOptions(long maximumTokens, long seed, int threads) {
  /** Everything, on one thread. */
  public static final EvaluationOptions ALL = new EvaluationOptions(Long.MAX_VALUE, 1, 1);

  public EvaluationOptions {
    if (maximumTokens < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "maximumTokens and threads must be at least 1, not " + maximumTokens + " and " + threads);
    }
  }

  /** The same with a limit. */
  public EvaluationOptions limitedTo(long tokens) {
    return new EvaluationOptions(tokens, seed, threads);
  }
}
