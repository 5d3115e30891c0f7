package dev.nextword.batches;

import dev.nextword.vocabulary.EncodedDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** Files of ids for tests. */
public final class TestDocuments {
  private TestDocuments() {}

  /** Documents as they are given, without answers. */
  public static IdsFile write(Path path, List<int[]> documents) {
    return writeEncoded(
        path, documents.stream().map(ids -> new EncodedDocument(ids, new BitSet())).toList());
  }

  /** Documents with their answers. */
  public static IdsFile writeEncoded(Path path, List<EncodedDocument> documents) {
    try {
      try (IdsFile.Writer out = new IdsFile.Writer(path)) {
        for (EncodedDocument document : documents) {
          out.add(document);
        }
      }
      return IdsFile.open(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A document of 2 to {@code longest} ids below {@code words}. */
  static int[] random(Random random, int longest, int words) {
    return random.ints(2 + random.nextInt(longest - 1), 0, words).toArray();
  }
}
