package dev.nextword.training;

import dev.nextword.batches.IdsFile;
import dev.nextword.network.WordNetwork;
import dev.nextword.vocabulary.Vocabulary;

/**
 * A network on text that came in tokens, in the usual convention: each file is one document {@code
 * <eos> w w <eos> w w <eos>} with the state carried through all of it, and every token after the
 * first {@code <eos>} is predicted once, the {@code <eos>} at each line's end and {@code <unk>}
 * included.
 *
 * @param perplexity of the test file
 * @param validationPerplexity of the validation file
 * @param unknownRate share of {@code <unk>} among the test file's words
 * @param tokens predicted in the test file: its words and one {@code <eos>} a line
 */
public record PretokenizedFigures(
    double perplexity, double validationPerplexity, double unknownRate, long tokens) {

  /** Measures. */
  static PretokenizedFigures of(WordNetwork network, IdsFile valid, IdsFile test, int time) {
    long unknown = 0;
    long words = 0;
    int[] ids = test.ids(0);
    for (int i = 1; i < ids.length; i++) {
      unknown += ids[i] == Vocabulary.UNKNOWN ? 1 : 0;
      words += ids[i] == Vocabulary.END_OF_SENTENCE ? 0 : 1;
    }
    return new PretokenizedFigures(
        Perplexity.exact(network, test, time),
        Perplexity.exact(network, valid, time),
        words == 0 ? 0 : (double) unknown / words,
        test.labels());
  }
}
