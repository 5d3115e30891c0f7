package dev.nextword.prediction;

import dev.nextword.vocabulary.TextEncoder;
import java.util.List;

/**
 * A neural model as a column of the page.
 *
 * <p>States are cached by prefix, so that one more key costs one step of the model at most, and a
 * key inside a word none; see {@link CompleterOptions} for the bounds. A text beyond 100,000
 * characters is read from a later beginning; nothing else limits what may be typed.
 */
public final class Completer implements Column {
  private final String name;
  private final Suggester suggester;

  /**
   * @param encoder of the model's own vocabulary
   * @param blocked words never to be suggested
   */
  public Completer(
      LanguageModel model, TextEncoder encoder, BlockList blocked, CompleterOptions options) {
    if (encoder.vocabulary().size() != model.vocabulary().size()) {
      throw new IllegalArgumentException(
          "the encoder knows "
              + encoder.vocabulary().size()
              + " words, the model "
              + model.vocabulary().size());
    }
    CachedContexts contexts =
        new CachedContexts(model, options.stateBytes(), options.distributionBytes());
    this.name = model.name();
    this.suggester = new Suggester(encoder, blocked, options.phrase(), contexts::after);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Completion complete(String text, int k) {
    return suggester.complete(text, k);
  }

  @Override
  public Expected expected(String text, String word) {
    return suggester.expected(text, word);
  }

  @Override
  public double[] score(String context, List<String> candidates) {
    return suggester.score(context, candidates);
  }
}
