package dev.nextword.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every damaged text gets a message with the file, the line, the byte and what to do. */
class BadTextTest {
  @TempDir Path folder;

  @Test
  void notUtf8() throws IOException {
    byte[] text = "One.\nTwo caf\u00e9s.\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertProblem("latin.txt", text, "line 2, byte 12", "not UTF-8 (byte 0xe9)", "iconv");
  }

  @Test
  void endsInTheMiddleOfACharacter() throws IOException {
    byte[] text = "Two caf\u00e9".getBytes(UTF_8);
    assertProblem("cut.txt", Arrays.copyOf(text, text.length - 1), "line 1, byte 7", "not UTF-8");
  }

  @Test
  void binary() throws IOException {
    assertProblem(
        "program.txt", "One.\nT\0wo".getBytes(UTF_8), "line 2, byte 6", "NUL", "UTF-8 .txt");
  }

  @Test
  void aLineWithoutEnd() throws IOException {
    byte[] text = new byte[3 << 20];
    Arrays.fill(text, (byte) 'a');
    text[4] = '\n';
    assertProblem(
        "line.txt", text, "line 2, byte 1048581", "longer than 1048576 bytes", "line ends");
    assertProblem("line.txt.gz", pack(text), "line 2, byte 1048581 of the unpacked text");
  }

  @Test
  void empty() throws IOException {
    assertProblem("empty.txt", new byte[0], "the file is empty");
    assertProblem("empty.txt.gz", new byte[0], "empty");
    assertProblem("nothing.txt.gz", pack(new byte[0]), "the file is empty");
  }

  @Test
  void noWords() throws IOException {
    assertProblem("digits.txt", "1 2 3\n4 5 6 !\n".getBytes(UTF_8), "no words");
    assertProblem("blank.txt", "\n \n\n".getBytes(UTF_8), "no words");
  }

  @Test
  void damagedGzip() throws IOException {
    assertProblem("plain.txt.gz", "Not packed.".getBytes(UTF_8), "not gzip", "rename");
    byte[] packed = pack("A sentence. Another one.\n".repeat(9_000).getBytes(UTF_8));
    assertProblem("cut.txt.gz", Arrays.copyOf(packed, packed.length / 2), "line ", "cut off");
    packed[packed.length / 2] ^= 0x55;
    packed[packed.length / 2 + 1] ^= 0x55;
    assertProblem("flipped.txt.gz", packed, "line ", "damaged");
  }

  @Test
  void missingOrNoText() throws IOException {
    Path missing = folder.resolve("missing.txt");
    assertMessage(assertThrows(CorpusException.class, () -> Corpora.open(missing)), "no such file");
    Path word = Files.write(folder.resolve("letter.docx"), new byte[] {1});
    assertMessage(assertThrows(CorpusException.class, () -> Corpora.open(word)), ".txt.gz");
    assertMessage(assertThrows(CorpusException.class, () -> Corpora.open(folder)), "no .txt");
  }

  @Test
  void theTextBeforeTheDamageIsStillRead() throws IOException {
    Path file = Files.writeString(folder.resolve("late.txt"), "Good.\n".repeat(1_000) + "Bad\0.\n");
    try (Stream<Document> documents = Corpora.open(file).documents()) {
      int[] read = {0};
      assertThrows(CorpusException.class, () -> documents.forEach(document -> read[0]++));
      assertEquals(1_000, read[0]);
    }
  }

  private void assertProblem(String name, byte[] content, String... parts) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    Corpus corpus = Corpora.open(file);
    CorpusException problem =
        assertThrows(
            CorpusException.class,
            () -> {
              try (Stream<Document> documents = corpus.documents()) {
                documents.forEach(document -> {});
              }
            });
    assertMessage(problem, file.toString());
    assertMessage(problem, parts);
    Files.delete(file);
  }

  private static void assertMessage(CorpusException problem, String... parts) {
    String message = String.valueOf(problem.getMessage());
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "\"" + part + "\" is missing in: " + message);
    }
  }

  private static byte[] pack(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
