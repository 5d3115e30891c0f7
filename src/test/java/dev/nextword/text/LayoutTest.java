package dev.nextword.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
  @Test
  void sentencesWhereLinesEndInFinalMarks() {
    assertLayout(Layout.SENTENCES, "The cat sleeps.\nWho barks?\n\"Me!\"\nYes.");
    assertLayout(Layout.SENTENCES, "no marks here\njust short lines\nof words");
  }

  @Test
  void dialoguesWhereLinesBeginWithASpeaker() {
    assertLayout(Layout.DIALOGUES, "U: Hello.\nS: Hello.\n\nU: Bye.");
    assertLayout(
        Layout.DIALOGUES, "Anna: Hello.\nDr. No: Who?\nAnna: Me.\n(They leave.)\nAnna: Ah.");
  }

  @Test
  void proseWhereBlankLinesStandBetween() {
    assertLayout(Layout.PROSE, "One line\nand another.\n\nA paragraph.");
    assertLayout(Layout.SENTENCES, "\n\nOne line.\nAnother.\n\n");
  }

  @Test
  void proseWhereLinesAreWrappedOrWholeParagraphs() {
    String wrapped =
        "This is a paragraph whose lines were broken by hand,\n"
            + "so that most of them end in the middle of a\n"
            + "sentence, as this one does and the next one too\n"
            + "until it ends at a point far away from here.";
    assertLayout(Layout.PROSE, wrapped);
    assertLayout(
        Layout.PROSE, "A sentence of a paragraph. ".repeat(20) + "\n" + "Again. ".repeat(40));
  }

  private static void assertLayout(Layout expected, String text) {
    assertEquals(expected, Layout.detect(List.of(text.split("\n", -1))));
  }
}
