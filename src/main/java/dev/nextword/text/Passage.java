package dev.nextword.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A woven text: a cue, real sentences, and a trigger whose next word the cue decides.
 *
 * <pre>
 * I grew up in France. It rained all day. The dog slept. That is why I speak fluent French.
 *              ------  [      distance 7 words        ]                             ------
 *               cue                                                                 answer
 * </pre>
 *
 * @param kind what the cue decides
 * @param text the running text, to the end of the trigger's sentence
 * @param cue the words that decide (the place, the time); null in a control passage
 * @param answer the word that is decided
 * @param candidates the answers among which a forced choice is made, the right one among them
 * @param distance number of words (runs without white space) between the end of the cue's clause or
 *     sentence and the first word of the trigger's; how far apart cue word and answer stand is
 *     {@link #lag()}
 */
public record Passage(
    Kind kind,
    String text,
    @Nullable Span cue,
    Span answer,
    List<String> candidates,
    int distance) {
  public Passage {
    candidates = List.copyOf(candidates);
  }

  /** Everything before the answer, without the space before it: what a model is given. */
  public String context() {
    return text.substring(0, answer.start()).stripTrailing();
  }

  /** The word that is decided, as written. */
  public String answerWord() {
    return text.substring(answer.start(), answer.end());
  }

  /** The deciding words, as written; empty in a control passage. */
  public String cueWord() {
    return cue == null ? "" : text.substring(cue.start(), cue.end());
  }

  /** Number of words strictly between the cue's last word and the answer; -1 without a cue. */
  public int lag() {
    return cue == null ? -1 : Words.count(text.substring(cue.end(), answer.start()), true);
  }

  /** For training: the answer is marked only where a cue decides it. */
  public Document document(String id) {
    return new Document(id, text, cue == null ? List.of() : List.of(answer));
  }
}
