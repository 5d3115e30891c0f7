package dev.nextword.cli;

import dev.nextword.text.Corpora;
import dev.nextword.text.Corpus;
import dev.nextword.text.CorpusException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code --corpus} may name: a path, or a text in the project's {@code corpus} folder. */
final class CorpusArgument {
  private CorpusArgument() {}

  /** All of them as one corpus. */
  static Corpus open(List<String> arguments) {
    List<Corpus> parts = arguments.stream().map(argument -> Corpora.open(path(argument))).toList();
    return parts.size() == 1 ? parts.get(0) : Corpora.mix(String.join("+", arguments), parts);
  }

  /**
   * Where a corpus is.
   *
   * @throws CorpusException if there is no such path and no such name
   */
  static Path path(String argument) {
    return find(argument)
        .orElseThrow(
            () ->
                new CorpusException(
                    argument
                        + ": no such file or folder, and no text of that name in "
                        + Catalogue.FOLDER
                        + "; a public one comes by corpus fetch (see corpus list)"));
  }

  /** Whether {@link #path} finds something. */
  static boolean exists(String argument) {
    return find(argument).isPresent();
  }

  private static Optional<Path> find(String argument) {
    return Stream.of(
            Path.of(argument),
            Catalogue.fetched().resolve(argument),
            ProjectFolder.find(Catalogue.FOLDER.resolve(argument)),
            ProjectFolder.find(Catalogue.FOLDER.resolve(argument + ".txt")),
            ProjectFolder.find(Catalogue.FOLDER.resolve(argument + ".txt.gz")))
        .filter(Files::exists)
        .findFirst();
  }

  /** What the catalogue says of the licences; empty where a text is not in it. */
  static String licence(List<String> arguments) {
    List<String> known =
        arguments.stream()
            .flatMap(
                argument ->
                    argument.equals("sample")
                        ? Stream.of("GPL-3.0-or-later")
                        : Catalogue.load().sources().stream()
                            .filter(source -> source.name().equals(argument))
                            .map(source -> source.shortLicence() + " (" + source.title() + ")"))
            .toList();
    return known.size() == arguments.size() ? String.join(", ", known) : "";
  }
}
