package dev.nextword.model;

import dev.nextword.vocabulary.Vocabulary;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code vocabulary.txt}: a word a line by id, in UTF-8; the line's number less one is the id. */
final class VocabularyFile {
  static final String NAME = "vocabulary.txt";

  private static final int MAX_BYTES = 64 << 20;

  private VocabularyFile() {}

  static byte[] bytes(Vocabulary vocabulary) {
    StringBuilder text = new StringBuilder();
    for (int id = 0; id < vocabulary.size(); id++) {
      text.append(vocabulary.word(id)).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws ModelException naming the line, if it is not a vocabulary
   */
  static Vocabulary read(Path file) {
    byte[] bytes = BundleFiles.read(file, MAX_BYTES);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw ModelException.of(file, "not UTF-8 text", e);
    }
    if (!text.endsWith("\n")) {
      throw ModelException.of(file, "the last line has no end: the file is cut off");
    }
    List<String> words = new ArrayList<>();
    for (int from = 0, to; from < text.length(); from = to + 1) {
      to = text.indexOf('\n', from);
      if (to == from) {
        throw ModelException.of(file, "line " + (words.size() + 1) + " is empty");
      }
      words.add(text.substring(from, to));
    }
    try {
      return new Vocabulary(words);
    } catch (IllegalArgumentException e) {
      throw ModelException.of(file, e.getMessage(), e);
    }
  }
}
