package dev.nextword.prediction;

import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.search.suggest.analyzing.FreeTextSuggester;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.fst.BytesRefFSTEnum;
import org.apache.lucene.util.fst.FST;
import org.apache.lucene.util.fst.PositiveIntOutputs;

/** Reads the n-grams of a file that {@link NGramFile} has written, one by one. */
final class StoredNGrams {
  /** Takes n-grams in their sorted order. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @param ids of one to three words; the array is used again for the next
     */
    void visit(int[] ids, int count) throws IOException;
  }

  private StoredNGrams() {}

  /**
   * @param vocabulary with every word of the file
   * @throws IOException if the file is missing or damaged, or has another word
   */
  static void forEach(Path folder, Vocabulary vocabulary, Visitor visitor) throws IOException {
    try (Directory directory = new NIOFSDirectory(folder);
        IndexInput in = directory.openInput(NGramFile.NAME, IOContext.READONCE)) {
      CodecUtil.checksumEntireFile(in);
      in.seek(0);
      CodecUtil.checkHeader(
          in,
          FreeTextSuggester.CODEC_NAME,
          FreeTextSuggester.VERSION_START,
          FreeTextSuggester.VERSION_CURRENT);
      in.readVLong();
      byte separator = in.readByte();
      in.readVInt();
      in.readVLong();
      PositiveIntOutputs outputs = PositiveIntOutputs.getSingleton();
      FST<Long> all = new FST<>(FST.readMetadata(in, outputs), in);
      BytesRefFSTEnum<Long> each = new BytesRefFSTEnum<>(all);
      for (var found = each.next(); found != null; found = each.next()) {
        int[] ids = ids(found.input, separator, vocabulary);
        visitor.visit(ids, (int) (Long.MAX_VALUE - found.output));
      }
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "cannot go on from the n-gram model in " + folder + ": " + e.getMessage(), e);
    }
  }

  private static int[] ids(BytesRef ngram, byte separator, Vocabulary vocabulary)
      throws IOException {
    int[] ids = new int[NGramCounts.MAXIMUM_ORDER];
    int n = 0;
    int start = ngram.offset;
    int end = ngram.offset + ngram.length;
    for (int i = start; i <= end; i++) {
      if (i == end || ngram.bytes[i] == separator) {
        String word = new BytesRef(ngram.bytes, start, i - start).utf8ToString();
        int id = vocabulary.id(word);
        if (n == ids.length || (id == 0 && !word.equals(vocabulary.word(0)))) {
          throw new IOException("it has words that the vocabulary has not");
        }
        ids[n++] = id;
        start = i + 1;
      }
    }
    return Arrays.copyOf(ids, n);
  }
}
