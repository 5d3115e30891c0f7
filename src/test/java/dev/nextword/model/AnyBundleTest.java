package dev.nextword.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.Mutations;
import dev.nextword.vocabulary.VocabularyFile;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.shape.options.ArrayOptionsHelper;

/**
 * A bundle's files, whatever is in them, are read or refused with a message; they cost no more
 * memory than they are long, and make no objects of classes they name. {@link #check} is also what
 * {@code mvn -Pfuzz test} searches for counterexamples to.
 */
public class AnyBundleTest {
  private static final Path FILE = Path.of("network.zip");
  private static final int WORDS = 6;

  /**
   * An RNN of two units over six words, as Deeplearning4j writes it, without what we do not read.
   */
  private static final String CONFIGURATION =
      """
      {"confs":[
       {"layer":{"@class":"dev.nextword.network.WordEmbeddingConfiguration","nin":6,"nout":2}},
       {"layer":{"@class":"dev.nextword.network.RecurrentConfiguration","cell":"RNN","nin":2,"nout":2}},
       {"layer":{"@class":"dev.nextword.network.WordSoftmaxConfiguration","nin":2,"nout":6,
                 "bottleneck":0,"cutoffs":[]}}]}
      """;

  private static final int WEIGHTS = WORDS * 2 + (2 * 2 + 2 * 2 + 2) + (2 + 1) * WORDS;

  /** Fails, or throws anything but a refusal, where a file is not handled as it should be. */
  public static void check(byte[] bytes) {
    byte[] configuration = CONFIGURATION.getBytes(StandardCharsets.UTF_8);
    read(bytes);
    read(zip(bytes, coefficients(WEIGHTS)));
    read(zip(configuration, bytes));
    try {
      VocabularyFile.read(new StringReader(new String(bytes, StandardCharsets.UTF_8)), "words");
    } catch (IOException e) {
      assertTrue(e.getMessage().startsWith("words: "), e.getMessage());
    }
  }

  private static void read(byte[] zip) {
    try {
      assertTrue(NetworkFile.stepper(FILE, zip).words() > 0);
    } catch (ModelException e) {
      assertTrue(e.getMessage().startsWith(FILE.toString()), e.getMessage());
    }
  }

  @TempDir Path temp;

  @Test
  void theSeedIsANetwork() {
    byte[] zip = zip(CONFIGURATION.getBytes(StandardCharsets.UTF_8), coefficients(WEIGHTS));
    assertEquals(WORDS, NetworkFile.stepper(FILE, zip).words());
  }

  @Test
  void holdsOfFilesThatWereChangedAtRandom() {
    Random random = new Random(8);
    byte[] configuration = CONFIGURATION.getBytes(StandardCharsets.UTF_8);
    byte[] coefficients = coefficients(WEIGHTS);
    byte[] zip = zip(configuration, coefficients);
    byte[] vocabulary = "<unk>\t1\n<num>\t2\n<eos>\t3\nword\t4\n".getBytes(StandardCharsets.UTF_8);
    for (byte[] seed : new byte[][] {configuration, coefficients, zip, vocabulary}) {
      for (int i = 0; i < 200; i++) {
        check(Mutations.of(seed, random));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nin\":6, nin\":2147483647",
    "nin\":6, nin\":-1",
    "nin\":6, nin\":1e300",
    "nout\":2, nout\":2147483647",
    "nout\":2, nout\":16777216",
    "nin\":2, nin\":16777216",
    "bottleneck\":0, bottleneck\":2147483647",
    "bottleneck\":0, bottleneck\":-2147483648",
    "cutoffs\":[], cutoffs\":[2147483647]",
    "cutoffs\":[], cutoffs\":[-1]",
    "RNN, ELMAN",
    "dev.nextword.network.RecurrentConfiguration, java.lang.ProcessBuilder",
    "dev.nextword.network.RecurrentConfiguration, dev.nextword.network.WordStepper",
    "dev.nextword.network.RecurrentConfiguration, [Ljava.lang.Object;",
  })
  void lengthsAndClassesThatNoNetworkHasAreRefused(String from, String to) {
    String lying = CONFIGURATION.replace(from, to);
    assertTrue(!lying.equals(CONFIGURATION), from);
    byte[] zip = zip(lying.getBytes(StandardCharsets.UTF_8), coefficients(WEIGHTS));
    assertThrows(ModelException.class, () -> NetworkFile.stepper(FILE, zip));
  }

  /** Of two names our check would see the last, and Deeplearning4j takes the first. */
  @Test
  void aClassThatIsNamedTwiceIsRefused() {
    String twice =
        CONFIGURATION.replace(
            "{\"@class\":\"dev.nextword.network.Rec",
            "{\"@class\":\"java.lang.ProcessBuilder\",\"@class\":\"dev.nextword.network.Rec");
    byte[] zip = zip(twice.getBytes(StandardCharsets.UTF_8), coefficients(WEIGHTS));
    String message =
        assertThrows(ModelException.class, () -> NetworkFile.stepper(FILE, zip)).getMessage();
    assertTrue(message.contains("Duplicate"), message);
  }

  @ParameterizedTest
  @CsvSource({"../../private.txt", "/etc/passwd", "a/b.txt", "..", "card.json", "''"})
  void aCardThatNamesFilesElsewhereIsRefused(String name) throws IOException {
    String card =
        new String(
                CardFile.bytes(TestModels.card("own", ModelCard.NETWORK, WORDS)),
                StandardCharsets.UTF_8)
            .replaceFirst("\"files\" : \\{ *}", "\"files\" : {\"" + name + "\": \"00\"}");
    Path file = Files.writeString(temp.resolve(CardFile.NAME), card);
    String message = assertThrows(ModelException.class, () -> CardFile.read(file)).getMessage();
    assertTrue(message.contains("no file of a model"), message);
  }

  /** One row of weights as ND4J writes it: its shape, then its numbers. */
  private static byte[] coefficients(int weights) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF("MIXED_DATA_TYPES");
      out.writeLong(8);
      out.writeUTF("LONG");
      long type = ArrayOptionsHelper.setOptionBit(0L, DataType.FLOAT);
      for (long number : new long[] {2, 1, weights, 1, 1, type, 1, 'c'}) {
        out.writeLong(number);
      }
      out.writeUTF("MIXED_DATA_TYPES");
      out.writeLong(weights);
      out.writeUTF("FLOAT");
      for (int i = 0; i < weights; i++) {
        out.writeFloat(i / 100f);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(byte[] configuration, byte[] coefficients) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("configuration.json"));
      out.write(configuration);
      out.putNextEntry(new ZipEntry("coefficients.bin"));
      out.write(coefficients);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
