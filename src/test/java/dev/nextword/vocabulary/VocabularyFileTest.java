package dev.nextword.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyFileTest {
  private static final String SPECIAL = "<unk>\t5\n<num>\t2\n<eos>\t1\n";

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Vocabulary vocabulary =
        new Vocabulary(
            List.of("<unk>", "<num>", "<eos>", "the", "École", "😀"),
            new long[] {5, 4, 3, 2, 1, 0});
    Path file = folder.resolve("vocabulary.txt");
    VocabularyFile.write(vocabulary, file);
    assertEquals("<unk>\t5\n<num>\t4\n<eos>\t3\nthe\t2\nÉcole\t1\n😀\t0\n", Files.readString(file));
    Vocabulary read = VocabularyFile.read(file);
    assertEquals(vocabulary.size(), read.size());
    for (int id = 0; id < read.size(); id++) {
      assertEquals(vocabulary.word(id), read.word(id));
      assertEquals(vocabulary.count(id), read.count(id));
    }
  }

  @Test
  void damageIsNamedByItsLine() {
    assertProblem("", "line 1", "ends before");
    assertProblem("the\t5\n", "line 1", "<unk>");
    assertProblem(SPECIAL + "the\n", "line 4", "no word, tab and count");
    assertProblem(SPECIAL + "\t3\n", "line 4", "no word, tab and count");
    assertProblem(SPECIAL + "the\tmany\n", "line 4", "\"many\" is no count");
    assertProblem(SPECIAL + "the\t-1\n", "line 4", "\"-1\" is no count");
    assertProblem(SPECIAL + "the\t3\na\t2\nthe\t1\n", "line 6", "\"the\" stands there twice");
  }

  @Test
  void missingOrNotUtf8() throws IOException {
    Path missing = folder.resolve("missing.txt");
    assertMessage(assertThrows(IOException.class, () -> VocabularyFile.read(missing)), "no such");
    Path binary = Files.write(folder.resolve("binary.txt"), new byte[] {(byte) 0xff, 0, 7});
    assertMessage(assertThrows(IOException.class, () -> VocabularyFile.read(binary)), "not UTF-8");
  }

  private static void assertProblem(String content, String... parts) {
    IOException problem =
        assertThrows(
            IOException.class, () -> VocabularyFile.read(new StringReader(content), "v.txt"));
    assertMessage(problem, "v.txt");
    assertMessage(problem, parts);
  }

  private static void assertMessage(IOException problem, String... parts) {
    for (String part : parts) {
      String message = String.valueOf(problem.getMessage());
      assertTrue(message.contains(part), () -> "\"" + part + "\" is missing in: " + message);
    }
  }
}
