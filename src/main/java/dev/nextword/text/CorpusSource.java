package dev.nextword.text;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A public text that can be fetched.
 *
 * @param name short, for the command line; letters, digits and hyphens
 * @param title for people
 * @param about what it is, in a sentence or two
 * @param homepage where its makers describe it
 * @param licence as its makers state it
 * @param approximateBytes size of all downloads together
 * @param conversion how a download becomes plain text
 * @param files what is downloaded
 */
public record CorpusSource(
    String name,
    String title,
    String about,
    URI homepage,
    String licence,
    long approximateBytes,
    CorpusConversion conversion,
    List<File> files) {

  /**
   * One download.
   *
   * @param url its first source
   * @param target name of the plain text made of it
   * @param sha256 of the download, in hexadecimal; null where the source changes (an export made
   *     anew every week): then the first download's is recorded beside the text
   */
  public record File(URI url, String target, @Nullable String sha256) {
    public File {
      if (!target.matches("[\\w-]+(\\.[\\w-]+)*\\.txt")) {
        throw new IllegalArgumentException("not a file name that ends in .txt: " + target);
      }
      if (sha256 != null && !sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException("not a SHA-256: " + sha256);
      }
    }
  }

  public CorpusSource {
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("a name has a-z, 0-9 and hyphens: " + name);
    }
    files = List.copyOf(files);
  }

  /** The licence without explanations: {@code CC BY 2.0 FR}. */
  public String shortLicence() {
    return licence.replaceFirst(" \\(.*|[;,].*", "");
  }
}
