package dev.nextword.text;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * A text on its way to the disk. Files are unpacked as they arrive and never held in memory; they
 * get names of ours, so that none in a zip file can point elsewhere. Every byte that is unpacked
 * counts, those that are left out too, so that a zip bomb ends at the limit.
 */
public final class Upload implements AutoCloseable {
  private static final int LONGEST_NAME = 100;

  private final Path folder;
  private final Path target;
  private final OwnCorpora.Limits limits;
  private final List<SourceFile> files = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private int entries;
  private long bytes;

  /**
   * A file of the text.
   *
   * @param name as it was called where it comes from
   * @param bytes unpacked
   */
  public record SourceFile(String name, long bytes) {}

  Upload(Path folder, Path target, OwnCorpora.Limits limits) {
    this.folder = folder;
    this.target = target;
    this.limits = limits;
  }

  /**
   * Adds a file: text in UTF-8, packed by gzip, or a zip file of such files.
   *
   * @param name by its end decides what it is: {@code .txt}, {@code .txt.gz}, {@code .zip}
   * @throws TooMuchTextException beyond the limits
   * @throws CorpusException if it is something else, or damaged
   */
  public void add(String name, InputStream content) throws IOException {
    String small = name.toLowerCase(Locale.ROOT);
    try {
      if (small.endsWith(".zip")) {
        addZip(name, content);
      } else if (small.endsWith(".txt.gz")) {
        copy(name, new GZIPInputStream(content, 1 << 16));
      } else if (small.endsWith(".txt")) {
        copy(name, content);
      } else {
        throw new CorpusException(printable(name) + ": not a .txt, .txt.gz or .zip file");
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new CorpusException(
          printable(name) + ": damaged or cut off; pack it again and give it anew", e);
    }
  }

  private void addZip(String zip, InputStream content) throws IOException {
    int before = files.size();
    try (ZipInputStream in = new ZipInputStream(new Unclosed(content))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (++entries > limits.files()) {
          throw new TooMuchTextException(
              "more than " + limits.files() + " files; put several into one");
        }
        String name = entry.getName();
        if (entry.isDirectory()) {
          continue;
        }
        String file = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        boolean hidden = file.startsWith(".") || name.startsWith("__MACOSX/");
        if (!hidden && file.endsWith(".txt")) {
          copy(name, in);
        } else if (!hidden && file.endsWith(".txt.gz")) {
          copy(name, new GZIPInputStream(new Unclosed(in), 1 << 16));
        } else {
          if (!hidden) {
            leftOut.add(printable(name));
          }
          count(in);
        }
      }
    }
    if (files.size() == before) {
      throw new CorpusException(printable(zip) + ": no .txt or .txt.gz file in this zip file");
    }
  }

  /** Of an entry that is left out: its bytes are unpacked all the same to reach the next. */
  private void count(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      grow(n);
    }
  }

  private void copy(String name, InputStream in) throws IOException {
    if (files.size() >= limits.files()) {
      throw new TooMuchTextException(
          "more than " + limits.files() + " files; put several into one");
    }
    Path file = file(files.size());
    long size = 0;
    try (FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var stream = Channels.newOutputStream(out)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        grow(n);
        stream.write(buffer, 0, n);
        size += n;
      }
      out.force(true);
    }
    files.add(new SourceFile(printable(name), size));
  }

  private void grow(int more) {
    bytes += more;
    if (bytes > limits.bytes()) {
      throw new TooMuchTextException(
          "the text is larger than the %d MB allowed, unpacked; give less of it, or train with the command train, which has no such limit"
              .formatted(limits.bytes() >> 20));
    }
  }

  private Path file(int index) {
    return folder.resolve(String.format(Locale.ROOT, "%05d.txt", index + 1));
  }

  /** The files so far. */
  public List<SourceFile> files() {
    return List.copyOf(files);
  }

  /** Names of files in zip files that are no text. */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /** Bytes of the files so far, unpacked. */
  public long bytes() {
    return bytes;
  }

  /** Where the files are until {@link #commit}, for {@link Corpora#open}. */
  public Path folder() {
    return folder;
  }

  /** A message about one of the files, with the name that the person knows it by. */
  public String withNames(String message) {
    String named = message;
    for (int i = 0; i < files.size(); i++) {
      named = named.replace(file(i).toString(), files.get(i).name());
    }
    return named.replace(folder.toString(), "the text");
  }

  /**
   * Ends the upload: the text is there under its name, or not at all.
   *
   * @param report what was found in it, as JSON
   * @throws CorpusException if the name has been taken meanwhile
   */
  public void commit(byte[] report) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            folder.resolve(OwnCorpora.REPORT),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(report);
      while (bytes.hasRemaining()) { // a disk that is nearly full takes a part, then refuses
        out.write(bytes);
      }
      out.force(true);
    }
    synchronized (OwnCorpora.class) {
      if (Files.exists(target)) {
        throw new CorpusException(
            "a text is called " + target.getFileName() + " already; choose another name");
      }
      Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Deletes what was not committed. */
  @Override
  public void close() throws IOException {
    OwnCorpora.deleteFolder(folder);
  }

  /** A stranger's file name, made fit to be shown. */
  private static String printable(String name) {
    String shown = name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    return shown.length() <= LONGEST_NAME
        ? shown
        : "..." + shown.substring(shown.length() - LONGEST_NAME);
  }

  /** Readers of packed data close what they read from; the zip file goes on. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {
      // not ours
    }
  }
}
