package dev.nextword.evaluation;

import dev.nextword.prediction.Context;
import dev.nextword.prediction.LanguageModel;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Perplexities of two models with different vocabularies, made comparable: on the same text, over
 * the tokens that both know. (Over all tokens, a model that calls more words {@code <unk>} has the
 * easier task.) What is not counted is still read, by each model as it knows it.
 *
 * @param first perplexity of the first model
 * @param second of the second
 * @param tokens that count
 */
public record SharedWords(double first, double second, long tokens) {
  /**
   * @param texts documents
   * @param maximumTokens at most so many tokens are read, of the first documents
   */
  public static SharedWords of(
      LanguageModel first,
      TextEncoder firstEncoder,
      LanguageModel second,
      TextEncoder secondEncoder,
      Stream<String> texts,
      long maximumTokens) {
    double[] sums = new double[2];
    long tokens = 0;
    long read = 0;
    for (Iterator<String> rest = texts.iterator(); rest.hasNext() && read < maximumTokens; ) {
      String text = rest.next();
      int[] ofFirst = firstEncoder.encode(text);
      int[] ofSecond = secondEncoder.encode(text);
      if (ofFirst.length != ofSecond.length) {
        throw new IllegalStateException("one text, cut into words in two ways");
      }
      Context inFirst = Context.start(first);
      Context inSecond = Context.start(second);
      for (int i = 1; i < ofFirst.length && read < maximumTokens; i++, read++) {
        if (ofFirst[i] != Vocabulary.UNKNOWN && ofSecond[i] != Vocabulary.UNKNOWN) {
          sums[0] -= inFirst.logProbability(ofFirst[i]);
          sums[1] -= inSecond.logProbability(ofSecond[i]);
          tokens++;
        }
        inFirst = inFirst.then(ofFirst[i]);
        inSecond = inSecond.then(ofSecond[i]);
      }
    }
    if (tokens == 0) {
      throw new IllegalArgumentException("no word that both models know");
    }
    return new SharedWords(Math.exp(sums[0] / tokens), Math.exp(sums[1] / tokens), tokens);
  }
}
