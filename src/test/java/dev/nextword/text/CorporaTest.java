package dev.nextword.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorporaTest {
  @TempDir Path folder;

  @Test
  void everySentenceIsADocument() throws IOException {
    write("pets.txt", "The cat sleeps.\nA dog barks!\n\nWhere is the bird?\n");
    Corpus corpus = Corpora.open(folder.resolve("pets.txt"), Layout.SENTENCES);
    assertEquals("pets.txt", corpus.name());
    assertEquals(
        List.of(
            new Document("pets.txt#1", "The cat sleeps."),
            new Document("pets.txt#2", "A dog barks!"),
            new Document("pets.txt#3", "Where is the bird?")),
        all(corpus));
  }

  @Test
  void aDialogueIsADocumentWithoutItsMarks() throws IOException {
    write("talk.txt", "U: Hello.\nS: Good day: what now?\n\n\nU: Bye.\nS: See you.\n");
    assertEquals(
        List.of("Hello.\nGood day: what now?", "Bye.\nSee you."),
        texts(Corpora.open(folder.resolve("talk.txt"))));
  }

  @Test
  void wrappedLinesAreJoinedAndChaptersBeginDocuments() throws IOException {
    write(
        "book.txt",
        """
        CHAPTER I. The Door

        It was a _very_ old
        door.

        Nobody knew
        where it led.

        * * *

        CHAPTER II

        THE GARDEN

        "NO!" she said.
        """);
    assertEquals(
        List.of("It was a very old door.\nNobody knew where it led.", "\"NO!\" she said."),
        texts(Corpora.open(folder.resolve("book.txt"))));
  }

  @Test
  void longProseIsCutAtTheEndOfAParagraph() throws IOException {
    String paragraph = "word ".repeat(300).strip();
    write("long.txt", (paragraph + "\n\n").repeat(20));
    LineReader lines = LineReader.open(folder.resolve("long.txt"));
    ProseDocuments prose = new ProseDocuments(lines::next, 2_000);
    List<String> texts = Stream.generate(prose::next).takeWhile(Objects::nonNull).toList();
    assertEquals(List.of(7, 7, 6), texts.stream().map(t -> t.split("\n").length).toList());
  }

  @Test
  void theLessTextTheShorterItsDocuments() throws IOException {
    Map<Long, Integer> words =
        Map.of(
            0L,
            250,
            299_999L,
            250,
            300_000L,
            500,
            600_000L,
            1_000,
            1_200_000L,
            2_000,
            1L << 40,
            2_000);
    words.forEach((bytes, cut) -> assertEquals(cut, ProseDocuments.wordsFor(bytes), bytes + " B"));

    // 34,000 words in paragraphs of fifty, as a short novel has
    StringBuilder novel = new StringBuilder();
    for (int i = 0; i < 680; i++) {
      novel.append("Then it was number ").append(i).append(" that").append(" went".repeat(44));
      novel.append(".\n\n");
    }
    Corpus corpus = Corpora.open(write("novel.txt", novel.toString()));
    assertEquals(680 / 5, all(corpus).size());
    for (Split split : Split.values()) {
      assertTrue(count(corpus, split) > 0, split + " is empty");
    }
  }

  @Test
  void aFolderIsReadInTheOrderOfItsPathsWithoutWhatIsAboutTheText() throws IOException {
    write("b.txt", "Second.\n");
    write("a/z.txt.gz", "First.\n");
    write("LICENSE.txt", "Not this.\n");
    write("README.txt", "Nor this.\n");
    write(".hidden/c.txt", "Nor that.\n");
    write("notes.md", "Nor these.\n");
    Corpus corpus = Corpora.open(folder);
    String name = folder.getFileName().toString();
    assertEquals(
        List.of(
            new Document(name + "/a/z.txt.gz#1", "First."),
            new Document(name + "/b.txt#1", "Second.")),
        all(corpus));
  }

  @Test
  void byteOrderMarkAndCarriageReturnsAreNoText() throws IOException {
    write("dos.txt", "\uFEFFOne.\r\nTwo.\r\n");
    assertEquals(List.of("One.", "Two."), texts(Corpora.open(folder.resolve("dos.txt"))));
  }

  @Test
  void aMixtureIsOneAfterTheOtherAndOpensOnlyWhatItReads() throws IOException {
    write("a.txt", "One.\nTwo.\n");
    write("b.txt", "Three.\n");
    Corpus a = Corpora.open(folder.resolve("a.txt"));
    Corpus b = Corpora.open(folder.resolve("b.txt"));
    Corpus mixture = Corpora.mix("both", List.of(a, b, a));
    assertEquals("both", mixture.name());
    assertEquals(List.of("One.", "Two.", "Three.", "One.", "Two."), texts(mixture));

    Files.delete(folder.resolve("b.txt"));
    try (Stream<Document> documents = mixture.documents()) {
      Iterator<Document> iterator = documents.iterator();
      assertEquals("One.", iterator.next().text());
      assertEquals("Two.", iterator.next().text());
    }
  }

  @Test
  void theSplitsAreTheWholeAndNothingTwice() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      lines.append("Sentence number ").append(i).append(".\n");
    }
    write("many.txt", lines.toString());
    Corpus corpus = Corpora.open(folder.resolve("many.txt"));
    int train = count(corpus, Split.TRAIN);
    int valid = count(corpus, Split.VALID);
    int test = count(corpus, Split.TEST);
    assertEquals(2_000, train + valid + test);
    assertTrue(train > 1_740 && train < 1_860, "train: " + train);
    assertTrue(valid > 60 && valid < 140, "valid: " + valid);
  }

  @Test
  void theChecksumKnowsBytesAndNames() throws IOException {
    Path file = write("a.txt", "abc");
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Corpora.sha256(file));
    String before = Corpora.sha256(folder);
    assertEquals(before, Corpora.sha256(folder));
    Files.move(file, folder.resolve("b.txt"));
    assertNotEquals(before, Corpora.sha256(folder));
  }

  @Test
  void aParagraphWithoutEndIsCutBeforeItFillsTheMemory() throws IOException {
    Path file = write("endless.txt.gz", ("x".repeat(99) + "\n").repeat(50_000));
    List<Document> documents = all(Corpora.open(file));
    assertEquals(5, documents.size());
    for (Document document : documents) {
      assertTrue(document.text().length() < ProseDocuments.MOST_CHARACTERS + 100);
    }
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
      out.write(text.getBytes(UTF_8));
    }
    return file;
  }

  private static int count(Corpus corpus, Split split) {
    try (Stream<Document> documents = corpus.documents(split)) {
      return (int) documents.count();
    }
  }

  private static List<Document> all(Corpus corpus) {
    try (Stream<Document> documents = corpus.documents()) {
      return documents.toList();
    }
  }

  private static List<String> texts(Corpus corpus) {
    return all(corpus).stream().map(Document::text).toList();
  }
}
