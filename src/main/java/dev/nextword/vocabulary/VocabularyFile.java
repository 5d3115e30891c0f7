package dev.nextword.vocabulary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code vocabulary.txt}: UTF-8, line ends {@code \n}, one word a line in the order of the ids: the
 * word, a tab, how often it occurs in the training text.
 */
public final class VocabularyFile {
  private VocabularyFile() {}

  /** Writes a vocabulary; the caller closes the writer. */
  public static void write(Vocabulary vocabulary, Writer out) throws IOException {
    for (int id = 0; id < vocabulary.size(); id++) {
      out.write(vocabulary.word(id) + "\t" + vocabulary.count(id) + "\n");
    }
    out.flush();
  }

  /** Writes a vocabulary to a file, in place. */
  public static void write(Vocabulary vocabulary, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      write(vocabulary, out);
    }
  }

  /**
   * Reads a vocabulary.
   *
   * @throws IOException when the file cannot be read or is damaged; the message names the file, the
   *     line, and what is wrong
   */
  public static Vocabulary read(Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return read(in, file.toString());
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": not UTF-8: damaged, or no vocabulary", e);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    }
  }

  /**
   * Reads a vocabulary to the end of the reader.
   *
   * @param source named in messages
   */
  public static Vocabulary read(Reader reader, String source) throws IOException {
    BufferedReader in = reader instanceof BufferedReader b ? b : new BufferedReader(reader);
    List<String> words = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      int number = words.size() + 1;
      int tab = line.indexOf('\t');
      if (tab <= 0) {
        throw damaged(source, number, "no word, tab and count");
      }
      String word = line.substring(0, tab);
      if (words.size() < Vocabulary.SPECIAL.size()
          && !word.equals(Vocabulary.SPECIAL.get(words.size()))) {
        throw damaged(source, number, "should be " + Vocabulary.SPECIAL.get(words.size()));
      }
      if (!seen.add(word)) {
        throw damaged(source, number, "the word \"" + word + "\" stands there twice");
      }
      words.add(word);
      counts.add(count(line.substring(tab + 1), source, number));
    }
    if (words.size() < Vocabulary.SPECIAL.size()) {
      throw damaged(source, words.size() + 1, "ends before " + Vocabulary.SPECIAL);
    }
    return new Vocabulary(words, counts.stream().mapToLong(Long::longValue).toArray());
  }

  private static long count(String digits, String source, int line) throws IOException {
    try {
      long count = Long.parseLong(digits);
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw damaged(source, line, "\"" + digits + "\" is no count");
  }

  private static IOException damaged(String source, int line, String problem) {
    return new IOException(
        source + ": line " + line + ": " + problem + "; restore the model or train it again");
  }
}
