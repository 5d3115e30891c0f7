package dev.nextword.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Text files as a corpus: one file open and one document in memory at a time. */
final class FileCorpus implements Corpus {
  private final Path root;
  private final List<Path> files;
  private final @Nullable Layout layout;
  private @Nullable Parts parts;

  FileCorpus(Path root, List<Path> files, @Nullable Layout layout) {
    this.root = root;
    this.files = List.copyOf(files);
    this.layout = layout;
  }

  @Override
  public String name() {
    Path name = root.toAbsolutePath().normalize().getFileName();
    return name == null ? "text" : name.toString();
  }

  @Override
  public Stream<Document> documents() {
    Reading reading = new Reading();
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                reading, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
            false)
        .onClose(reading::close);
  }

  @Override
  public Stream<Document> documents(Split split) {
    Parts found = parts();
    return documents().filter(document -> found.of(document) == split);
  }

  private synchronized Parts parts() {
    if (parts == null) {
      try (Stream<Document> documents = documents()) {
        parts = Parts.of(documents);
      }
    }
    return parts;
  }

  private String id(Path file) {
    return Files.isDirectory(root)
        ? name() + "/" + Corpora.unixName(root.relativize(file))
        : name();
  }

  /** One pass over the files. */
  private final class Reading implements Iterator<Document> {
    private final Deque<Path> left = new ArrayDeque<>(files);
    private @Nullable LineReader lines;
    private @Nullable DocumentReader reader;
    private String fileId = "";
    private int number;
    private @Nullable Document next;
    private boolean anyWord;
    private boolean ended;
    private final int proseWords = ProseDocuments.wordsFor(Corpora.unpackedBytes(files));

    @Override
    public boolean hasNext() {
      while (next == null && !ended) {
        String text = reader == null ? null : reader.next();
        if (text != null) {
          anyWord |= hasWord(text);
          next = new Document(fileId + "#" + ++number, text);
        } else if (!open()) {
          ended = true;
          requireWords();
        }
      }
      return next != null;
    }

    @Override
    public Document next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Document document = next;
      next = null;
      return document;
    }

    /** Opens the next file; false when there is none. */
    private boolean open() {
      close();
      Path file = left.poll();
      if (file == null) {
        return false;
      }
      LineReader opened = LineReader.open(file);
      lines = opened;
      fileId = id(file);
      number = 0;
      Deque<String> ahead = new ArrayDeque<>();
      int seen = 0; // characters: the lines may be very long
      for (String line = opened.next(); line != null; line = opened.next()) {
        ahead.add(line);
        seen += line.length();
        if (layout != null
            || ahead.size() == Layout.LINES_TO_SEE
            || seen >= ProseDocuments.MOST_CHARACTERS) {
          break;
        }
      }
      if (ahead.isEmpty()) {
        throw new CorpusException(file + ": the file is empty; put text into it or take it away");
      }
      Layout found = layout != null ? layout : Layout.detect(new ArrayList<>(ahead));
      reader =
          DocumentReader.of(
              found, () -> ahead.isEmpty() ? opened.next() : ahead.poll(), proseWords);
      return true;
    }

    private void requireWords() {
      if (!anyWord) {
        throw new CorpusException(
            root + ": no words from the first line to the last byte; give a text with words in it");
      }
    }

    private void close() {
      if (lines != null) {
        lines.close();
        lines = null;
      }
      reader = null;
    }
  }

  private static boolean hasWord(String text) {
    return text.codePoints().anyMatch(Character::isLetter);
  }
}
