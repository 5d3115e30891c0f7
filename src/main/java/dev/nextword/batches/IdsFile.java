package dev.nextword.batches;

import dev.nextword.vocabulary.EncodedDocument;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Documents as ids in a file, read through memory mapping: text is turned into ids once, several
 * trainings share it, and a corpus may be larger than the heap.
 *
 * <p>Four bytes a word, big-endian: the id, and two flags, {@value #START} where a document begins
 * and {@value #ANSWER} at a word that a woven cue decides. At most 2^29 words (2 GB).
 */
public final class IdsFile {
  static final int START = 1 << 31;
  static final int ANSWER = 1 << 30;
  private static final int ID = ANSWER - 1;
  private static final long MOST_WORDS = 1L << 29;

  private final IntBuffer words;
  private final int[] starts;

  private IdsFile(IntBuffer words, int[] starts) {
    this.words = words;
    this.starts = starts;
  }

  /** Writes documents one after the other. */
  public static final class Writer implements Closeable {
    private final Path path;
    private final DataOutputStream out;
    private long written;

    /** Starts a new file, in place of an old one. */
    public Writer(Path path) throws IOException {
      this.path = path;
      this.out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path), 1 << 16));
    }

    /** Adds a document; one that holds nothing to predict is left out. */
    public void add(EncodedDocument document) throws IOException {
      int[] ids = document.ids();
      if (ids.length < 2) {
        return;
      }
      written += ids.length;
      if (written > MOST_WORDS) {
        throw new IOException(path + ": more than " + MOST_WORDS + " words of training text");
      }
      for (int i = 0; i < ids.length; i++) {
        out.writeInt(ids[i] | (i == 0 ? START : 0) | (document.answers().get(i) ? ANSWER : 0));
      }
    }

    /** Words written so far, {@code <eos>} included. */
    public long words() {
      return written;
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** Maps a file into memory. */
  public static IdsFile open(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      IntBuffer words = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()).asIntBuffer();
      int[] starts = new int[1024];
      int documents = 0;
      for (int i = 0; i < words.limit(); i++) {
        if ((words.get(i) & START) != 0) {
          if (documents + 1 >= starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
          }
          starts[documents++] = i;
        }
      }
      starts[documents] = words.limit();
      return new IdsFile(words, Arrays.copyOf(starts, documents + 1));
    }
  }

  public int documents() {
    return starts.length - 1;
  }

  /** All words, {@code <eos>} included. */
  public int words() {
    return words.limit();
  }

  /** How many labels all documents have: each word but a document's first. */
  public long labels() {
    return (long) words() - documents();
  }

  /** Words of one document, its first {@code <eos>} included. */
  int length(int document) {
    return starts[document + 1] - starts[document];
  }

  /** The ids of one document, {@code <eos> w w <eos>}. */
  public int[] ids(int document) {
    int[] ids = new int[length(document)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = id(document, i);
    }
    return ids;
  }

  int id(int document, int index) {
    return words.get(starts[document] + index) & ID;
  }

  boolean isAnswer(int document, int index) {
    return (words.get(starts[document] + index) & ANSWER) != 0;
  }
}
