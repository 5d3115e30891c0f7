package dev.nextword.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetokenizerTest {
  private final Tokenizer tokenizer = new Tokenizer();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I don't know, and you can't either.",
        "\"Go,\" she said, \"or 'stay' if you must!\" He went.",
        "Dr. Bell's dogs' tails (both of them) are well-known.",
        "It's $5.50, i.e. 20% off; call 408-555-0123 at 11:30 am.",
        "The mare's-tail is pre- or post-war / or neither - who knows?",
        "Wait--no... Really?! O'Brien's A+ room #4, and/or # 5.",
        "You cannot; they're gonna. I'd've, y'all.",
        "'Tis nine o'clock. Get 'em!",
        "[sic] {x} \"--and then?\" \"I--\"",
        "It is -22°C on 3/4/2020, $4,450/month.",
      })
  void whatAPersonWroteComesBack(String text) {
    List<List<String>> sentences = tokenizer.sentences(text).stream().map(Sentence::words).toList();
    assertEquals(text, Detokenizer.joinSentences(sentences));
  }

  /** Continuing a text token by token gives the text. */
  @Test
  void spacingIsAllThereIs() {
    List<String> words = tokenizer.sentences("He said, \"Don't (ever) go!\"").get(0).words();
    StringBuilder text = new StringBuilder();
    String previous = null;
    for (String word : words) {
      text.append(Detokenizer.spacing(previous, word)).append(Detokenizer.surface(word));
      previous = word;
    }
    assertEquals("He said, \"Don't (ever) go!\"", text.toString());
  }

  @Test
  void spacing() {
    assertEquals("", Detokenizer.spacing(null, "word"));
    assertEquals(" ", Detokenizer.spacing("a", "word"));
    assertEquals("", Detokenizer.spacing("do", "n't"));
    assertEquals("", Detokenizer.spacing("I", "'LL"));
    assertEquals(" ", Detokenizer.spacing("get", "'em"));
    assertEquals("", Detokenizer.spacing("``", "word"));
    assertEquals(" ", Detokenizer.spacing("''", "word"));
    assertEquals("", Detokenizer.spacing("word", "''"));
    assertEquals(" ", Detokenizer.spacing("word", "``"));
    assertEquals(" ", Detokenizer.spacing(".", "word"));
  }
}
