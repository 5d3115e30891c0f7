package dev.nextword.prediction;

import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.search.suggest.analyzing.FreeTextSuggester;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;
import org.apache.lucene.util.IntsRefBuilder;
import org.apache.lucene.util.fst.BytesRefFSTEnum;
import org.apache.lucene.util.fst.FST;
import org.apache.lucene.util.fst.FSTCompiler;
import org.apache.lucene.util.fst.PositiveIntOutputs;
import org.apache.lucene.util.fst.Util;

/**
 * The file {@code ngram.fst}: what {@link FreeTextSuggester#store} writes, then Lucene's checksum
 * footer. Any Lucene 9 program loads it with {@link FreeTextSuggester#load}.
 *
 * <p>It is written from our own {@link NGramCounts} and not by {@link FreeTextSuggester#build}
 * because that keeps every n-gram ever seen, and three in four trigrams are seen once. Those cost
 * half the file and predict next to nothing. Left out are first the trigrams below a count, then
 * the bigrams: the shorter n-gram's limit is never the higher one, so every stored n-gram finds its
 * context stored too, which {@link FreeTextSuggester} relies on.
 */
final class NGramFile {
  static final String NAME = "ngram.fst";

  private static final byte SEPARATOR = FreeTextSuggester.DEFAULT_SEPARATOR;
  private static final int LARGEST_LIMIT = 1_000;

  private NGramFile() {}

  /**
   * Writes the counts to {@code folder/ngram.fst}, whole or not at all.
   *
   * @return how many n-grams were kept
   */
  static long write(Path folder, NGramCounts counts, Vocabulary vocabulary, NGramOptions options)
      throws IOException {
    int[] limits = limits(counts, options);
    long[] tokens = new long[1];
    long[] kept = new long[1];
    FSTCompiler<Long> compiler =
        new FSTCompiler.Builder<>(FST.INPUT_TYPE.BYTE1, PositiveIntOutputs.getSingleton()).build();
    IntsRefBuilder ints = new IntsRefBuilder();
    BytesRefBuilder bytes = new BytesRefBuilder();
    counts.forEach(
        (ngram, count) -> {
          int length = NGramCounts.length(ngram);
          if (length == 1) {
            tokens[0] += count;
          }
          if (count < limits[length]) {
            return;
          }
          bytes.clear();
          for (int place = 0; place < length; place++) {
            if (place > 0) {
              bytes.append(SEPARATOR);
            }
            bytes.append(new BytesRef(vocabulary.word(counts.word(ngram, place))));
          }
          // The suggester searches for the least cost, so it stores this instead of the count.
          compiler.add(Util.toIntsRef(bytes.get(), ints), Long.MAX_VALUE - count);
          kept[0]++;
        });
    FST<Long> fst = FST.fromFSTReader(compiler.compile(), compiler.getFSTReader());
    if (fst == null) {
      throw new IllegalArgumentException("no words to learn n-grams from");
    }
    String temporary = NAME + ".tmp";
    Files.deleteIfExists(folder.resolve(temporary));
    try (Directory directory = new NIOFSDirectory(folder)) {
      try (IndexOutput out = directory.createOutput(temporary, IOContext.DEFAULT)) {
        CodecUtil.writeHeader(out, FreeTextSuggester.CODEC_NAME, FreeTextSuggester.VERSION_CURRENT);
        out.writeVLong(tokens[0]);
        out.writeByte(SEPARATOR);
        out.writeVInt(options.grams());
        out.writeVLong(tokens[0]);
        fst.save(out, out);
        CodecUtil.writeFooter(out);
      }
      directory.sync(List.of(temporary));
      directory.rename(temporary, NAME);
      directory.syncMetaData();
    }
    return kept[0];
  }

  /**
   * The least count that is stored, by length of the n-gram: {@code [4]}, raised in turn for the
   * longest n-grams and the others until the number of n-grams is small enough. Words are all kept.
   */
  private static int[] limits(NGramCounts counts, NGramOptions options) throws IOException {
    long[][] atLeast = new long[NGramCounts.MAXIMUM_ORDER + 1][LARGEST_LIMIT + 2];
    counts.forEach(
        (ngram, count) -> atLeast[NGramCounts.length(ngram)][Math.min(count, LARGEST_LIMIT + 1)]++);
    for (long[] row : atLeast) {
      for (int count = LARGEST_LIMIT; count >= 1; count--) {
        row[count] += row[count + 1];
      }
    }
    int[] limits = {1, 1, 1, 1};
    for (int step = 0; limits[2] < LARGEST_LIMIT; step++) {
      if (atLeast[1][1] + atLeast[2][limits[2]] + atLeast[3][limits[3]]
          <= options.maximumNGrams()) {
        break;
      }
      if (step % 2 == 0) {
        limits[3]++;
      } else {
        limits[2]++;
      }
    }
    return limits;
  }

  /**
   * Loads {@code folder/ngram.fst}.
   *
   * @param vocabulary of its words
   * @throws IOException naming the file, when it is missing, damaged or something else
   */
  static NGramTable load(Path folder, Vocabulary vocabulary) throws IOException {
    Path file = folder.resolve(NAME);
    try (Directory directory = new NIOFSDirectory(folder);
        IndexInput in = directory.openInput(NAME, IOContext.READONCE)) {
      CodecUtil.checksumEntireFile(in);
      in.seek(0);
      CodecUtil.checkHeader(
          in,
          FreeTextSuggester.CODEC_NAME,
          FreeTextSuggester.VERSION_START,
          FreeTextSuggester.VERSION_CURRENT);
      in.readVLong();
      in.readByte();
      int grams = in.readVInt();
      long tokens = in.readVLong();
      return table(
              new FST<>(FST.readMetadata(in, PositiveIntOutputs.getSingleton()), in), vocabulary)
          .build(grams, tokens);
    } catch (IOException | RuntimeException failure) {
      throw new IOException(
          "cannot read the n-gram model "
              + file
              + ": "
              + (Files.exists(file) ? "damaged or not an n-gram model" : "no such file")
              + "; train it again",
          failure);
    }
  }

  /** The n-grams come sorted: each right after the shorter one that it begins with. */
  private static NGramTable.Builder table(FST<Long> fst, Vocabulary vocabulary) throws IOException {
    NGramTable.Builder table = new NGramTable.Builder(vocabulary.size());
    BytesRefFSTEnum<Long> ngrams = new BytesRefFSTEnum<>(fst);
    for (var ngram = ngrams.next(); ngram != null; ngram = ngrams.next()) {
      int length = 1;
      int last = 0; // where the last word begins
      for (int at = 0; at < ngram.input.length; at++) {
        if (ngram.input.bytes[ngram.input.offset + at] == SEPARATOR) {
          length++;
          last = at + 1;
        }
      }
      String word =
          new String(
              ngram.input.bytes,
              ngram.input.offset + last,
              ngram.input.length - last,
              StandardCharsets.UTF_8);
      int id = vocabulary.id(word);
      if (id == Vocabulary.UNKNOWN && !word.equals(Vocabulary.SPECIAL.get(Vocabulary.UNKNOWN))) {
        throw new IllegalArgumentException("a word that is not in the vocabulary");
      }
      table.add(length, id, (int) (Long.MAX_VALUE - ngram.output));
    }
    return table;
  }
}
