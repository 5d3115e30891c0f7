package dev.nextword.evaluation;

import dev.nextword.text.Document;
import dev.nextword.text.Passage;
import dev.nextword.vocabulary.EncodedDocument;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.List;

/**
 * A woven passage as a model with a certain vocabulary is asked about it.
 *
 * @param before ids up to the answer, {@code <eos> w w ...}
 * @param answer id of the word that the cue decides, {@link Vocabulary#UNKNOWN} where the model
 *     does not know it
 * @param candidates ids of the answers among which the choice is made, {@code UNKNOWN} for those
 *     the model does not know
 * @param right the answer's place among the candidates
 * @param lag number of words strictly between cue and answer, as {@link Passage#lag} says
 */
public record Question(int[] before, int answer, int[] candidates, int right, int lag) {
  /** Reads a passage that has a cue. */
  public static Question of(Passage passage, TextEncoder encoder) {
    EncodedDocument read = encoder.encode(passage.document(""));
    int at = read.answers().nextSetBit(0);
    if (at < 0) {
      throw new IllegalArgumentException("no answer in: " + passage.text());
    }
    List<String> candidates = passage.candidates();
    return new Question(
        Arrays.copyOf(read.ids(), at),
        read.ids()[at],
        candidates.stream().mapToInt(word -> encoder.id(word, false)).toArray(),
        candidates.indexOf(passage.answerWord()),
        passage.lag());
  }

  /** The places of a passage's cue among the ids of its text. */
  static int[] cue(Passage passage, TextEncoder encoder) {
    if (passage.cue() == null) {
      throw new IllegalArgumentException("a passage without a cue: " + passage.text());
    }
    return encoder
        .encode(new Document("", passage.text(), List.of(passage.cue())))
        .answers()
        .stream()
        .toArray();
  }
}
