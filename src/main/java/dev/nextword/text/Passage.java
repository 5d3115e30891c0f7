package dev.nextword.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A woven text: a cue, real sentences, and a trigger whose next word the cue decides.
 *
 * <pre>
 * I grew up in France. It rained all day. The dog slept. That is why I speak fluent French.
 *              ------  [     between: 7 words         ]                             ------
 *               cue                                                                 answer
 * </pre>
 *
 * @param kind what the cue decides
 * @param text the running text, to the end of the trigger's sentence
 * @param cue the words that decide (the place, the time); null in a control passage
 * @param between what stands between the cue's wording and the trigger's: sentences and phrases,
 *     the quotes and brackets around them where there are some
 * @param answer the word that is decided
 * @param candidates the answers among which a forced choice is made, the right one among them: all
 *     of the kind, or where the trigger chooses between forms of a verb, these
 * @param distance number of words between, as {@link Weaver#load} was told to count them
 * @param lag number of words strictly between the last word of the cue and the answer, the rest of
 *     both wordings included; -1 without a cue
 * @param wording which templates it was made of
 */
public record Passage(
    Kind kind,
    String text,
    @Nullable Span cue,
    Span between,
    Span answer,
    List<String> candidates,
    int distance,
    int lag,
    Wording wording) {

  /**
   * Which templates a passage was made of, and what of it training has not seen. A template's
   * identity is its line in the kind's file, as it is written there.
   *
   * @param cue the cue's line; null in a control passage
   * @param trigger the trigger's line
   * @param heldOut cue, trigger and phrases are held-out wordings
   * @param fillersHeldOut the sentences between are from documents that training does not see
   */
  public record Wording(
      @Nullable String cue, String trigger, boolean heldOut, boolean fillersHeldOut) {}

  public Passage {
    candidates = List.copyOf(candidates);
  }

  /** Everything before the answer, without the space before it: what a model is given. */
  public String context() {
    return text.substring(0, answer.start()).stripTrailing();
  }

  /** The word that is decided, as written. */
  public String answerWord() {
    return of(answer);
  }

  /** The deciding words, as written; empty in a control passage. */
  public String cueWord() {
    return cue == null ? "" : of(cue);
  }

  /** A stretch of the text. */
  public String of(Span span) {
    return text.substring(span.start(), span.end());
  }

  /** The same passage at the end of a longer text, which begins with the sentences given. */
  public Passage after(String lead) {
    int by = lead.length() + 1;
    return new Passage(
        kind,
        lead + " " + text,
        cue == null ? null : cue.shifted(by),
        between.shifted(by),
        answer.shifted(by),
        candidates,
        distance,
        lag,
        wording);
  }

  /** For training: the answer is marked only where a cue decides it. */
  public Document document(String id) {
    return new Document(id, text, cue == null ? List.of() : List.of(answer));
  }
}
