package dev.nextword.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnCorporaTest {
  private static final int LIMIT = 100_000;

  @TempDir Path temp;
  private Path folder;
  private OwnCorpora corpora;

  @BeforeEach
  void open() {
    folder = temp.resolve("data/corpora");
    corpora = new OwnCorpora(folder, new OwnCorpora.Limits(LIMIT, 10));
  }

  @Test
  void aTextIsThereWhenItIsWhole() throws IOException {
    try (Upload upload = corpora.upload("mine")) {
      upload.add("a.txt", in("Hello there.\n"));
      assertEquals(List.of(), corpora.names());
      upload.commit("{}".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(List.of("mine"), corpora.names());
    try (Stream<Document> documents = Corpora.open(corpora.path("mine")).documents()) {
      assertEquals(List.of("Hello there."), documents.map(Document::text).toList());
    }
    corpora.delete("mine");
    assertEquals(List.of(), corpora.names());
    assertNothingIsLeft();
  }

  @Test
  void whatIsNotCommittedLeavesNothing() throws IOException {
    try (Upload upload = corpora.upload("mine")) {
      upload.add("a.txt", in("Hello there."));
    }
    assertNothingIsLeft();
  }

  @Test
  void packedFilesAreUnpackedUnderNamesOfOurs() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("../../escape.txt", bytes("One."));
    entries.put("/etc/absolute.txt", bytes("Two."));
    entries.put("sub\\..\\windows.txt", bytes("Three."));
    entries.put("packed.txt.gz", gzip("Four."));
    entries.put("picture.png", new byte[10]);
    entries.put("__MACOSX/._one.txt", new byte[10]);
    try (Upload upload = corpora.upload("mine")) {
      upload.add("Mails\u0007.ZIP", new ByteArrayInputStream(zip(entries)));
      assertEquals(List.of("picture.png"), upload.leftOut());
      assertEquals(4, upload.files().size());
      upload.commit(bytes("{}"));
    }
    assertEquals(
        List.of("One.", "Two.", "Three.", "Four."),
        Corpora.files(corpora.path("mine")).stream().map(OwnCorporaTest::read).toList());
    try (Stream<Path> all = Files.walk(temp)) {
      assertTrue(all.noneMatch(file -> file.toString().contains("escape")), "outside");
    }
  }

  @Test
  void aBombEndsAtTheLimit() throws IOException {
    byte[] zeros = new byte[20_000_000];
    for (String name : List.of("bomb.txt", "bomb.png")) { // taken, and left out
      byte[] bomb = zip(Map.of(name, zeros));
      assertTrue(bomb.length < LIMIT);
      assertTooMuch("bomb.zip", bomb);
    }
    assertTooMuch("a.txt.gz", gzip("x".repeat(LIMIT + 1)));
    Map<String, byte[]> many = new LinkedHashMap<>();
    for (int i = 0; i < 11; i++) {
      many.put(i + ".txt", bytes("a"));
    }
    assertTooMuch("a.zip", zip(many));
    assertNothingIsLeft();
  }

  private void assertTooMuch(String name, byte[] content) throws IOException {
    try (Upload upload = corpora.upload("mine")) {
      assertThrows(
          TooMuchTextException.class, () -> upload.add(name, new ByteArrayInputStream(content)));
    }
  }

  @Test
  void damagedAndForeignFilesAreNamed() throws IOException {
    byte[] half = zip(Map.of("a.txt", bytes("Hello there. ".repeat(2000))));
    try (Upload upload = corpora.upload("mine")) {
      assertSays("not a .txt", () -> upload.add("letter.docx", in("PK")));
      assertSays("no .txt", () -> upload.add("not.zip", in("no zip at all")));
      assertSays("damaged", () -> upload.add("not.txt.gz", in("no gzip at all")));
      assertSays(
          "damaged",
          () -> upload.add("half.zip", new ByteArrayInputStream(half, 0, half.length / 2)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a/b", "A", ".hidden", "-x", "a b", "a\0", "\u00e4"})
  void aNameIsSafeAsAFolder(String name) {
    assertThrows(CorpusException.class, () -> corpora.upload(name));
    assertFalse(corpora.exists(name));
    assertThrows(CorpusException.class, () -> corpora.path(name));
  }

  @ParameterizedTest
  @CsvSource({
    "Meine Mails (2024).txt, meine-mails-2024",
    "C:\\texts\\Caf\u00e9.TXT.GZ, cafe",
    "../../etc/passwd, passwd",
    "\u65e5\u8a18.txt, text",
  })
  void namesAreMadeOfFiles(String file, String name) {
    assertEquals(name, OwnCorpora.nameOf(file));
    OwnCorpora.requireName(name);
  }

  @Test
  void aTakenNameIsRefusedAtTheEndToo() throws IOException {
    try (Upload first = corpora.upload("mine");
        Upload second = corpora.upload("mine")) {
      first.add("a.txt", in("One."));
      second.add("a.txt", in("Two."));
      first.commit(bytes("{}"));
      assertSays("already", () -> second.commit(bytes("{}")));
    }
    assertSays("already", () -> corpora.upload("mine"));
  }

  @Test
  void whatAKilledProcessLeftIsDeletedADayLater() throws IOException {
    Path old = Files.createDirectories(folder.resolve(OwnCorpora.UNFINISHED + "1"));
    Path young = Files.createDirectories(folder.resolve(OwnCorpora.UNFINISHED + "2"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    corpora.upload("mine").close();
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(young));
  }

  private static void assertSays(String part, Executable action) {
    String message = assertThrows(CorpusException.class, action).getMessage();
    assertTrue(message.contains(part), message);
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ByteArrayInputStream in(String text) {
    return new ByteArrayInputStream(bytes(text));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes(text));
    }
    return packed.toByteArray();
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    return packed.toByteArray();
  }
}
