package dev.nextword.prediction;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that are read like any other and never suggested, in whatever case. */
public final class BlockList {
  /** Blocks nothing. */
  public static final BlockList NONE = new BlockList(Set.of());

  private final Set<String> words;

  public BlockList(Collection<String> words) {
    this.words = words.stream().map(BlockList::fold).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Reads a UTF-8 file with one word a line; a {@code #} begins a comment.
   *
   * @throws IOException naming the file, when it cannot be read: better no suggestions at all than
   *     unfiltered ones
   */
  public static BlockList load(Path file) throws IOException {
    try {
      return new BlockList(
          Files.readAllLines(file, StandardCharsets.UTF_8).stream()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(word -> !word.isEmpty())
              .toList());
    } catch (IOException failure) {
      throw new IOException("cannot read the block list " + file, failure);
    }
  }

  /** Whether this word must not be suggested; so are its hyphenated compounds. */
  public boolean blocks(String word) {
    String folded = fold(word);
    return words.contains(folded)
        || (folded.indexOf('-') >= 0 && Arrays.stream(folded.split("-")).anyMatch(words::contains));
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
