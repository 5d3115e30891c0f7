package dev.nextword.text;

import java.util.List;

/**
 * A text with one beginning: a model starts it with a reset state, and nothing is carried into it
 * from the text before.
 *
 * @param id where it stands, for messages, such as {@code books/11_alice.txt#3}
 * @param text the running text; a line end inside it is a break that a person typed (a turn, a
 *     paragraph)
 * @param answers stretches of the text that a woven cue decides (see {@code Weaver}); empty for
 *     ordinary text
 */
public record Document(String id, String text, List<Span> answers) {
  public Document {
    answers = List.copyOf(answers);
  }

  /** Ordinary text, without a woven answer. */
  public Document(String id, String text) {
    this(id, text, List.of());
  }
}
