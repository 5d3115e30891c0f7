package dev.nextword.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged, foreign and hostile files behind a card that vouches for them. */
class NetworkFileTest {
  /** How ND4J names its storage, in both headers of an array. */
  private static final String STORAGE = "MIXED_DATA_TYPES";

  @TempDir Path temp;
  private Path file;
  private byte[] good;

  @BeforeEach
  void write() throws IOException {
    file = temp.resolve("network.zip");
    good = NetworkFile.bytes(TestModels.network(20, 1));
    Files.write(file, good);
    assertEquals(20, NetworkFile.outputs(file, NetworkFile.read(file)));
  }

  @Test
  void aForeignNetworkIsNoStepper() throws IOException {
    String problem =
        assertThrows(ModelException.class, () -> NetworkFile.stepper(file)).getMessage();
    assertTrue(problem.contains("not a word network"), problem);
  }

  @Test
  void aFileThatIsCutOffAnywhereIsRefused() throws IOException {
    for (int length = 0; length < good.length; length += length < 64 ? 1 : 97) {
      Files.write(file, Arrays.copyOf(good, length));
      assertProblem("");
    }
    Files.write(file, Arrays.copyOf(good, good.length - 1));
    assertProblem("cut off");
  }

  @Test
  void aFlippedBitNeverEscapesAsAnotherError() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = good.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bytes);
      try {
        NetworkFile.read(file); // a bit of the directory that nobody reads may well be harmless
      } catch (ModelException e) {
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
      }
      try {
        NetworkFile.stepper(file);
      } catch (ModelException e) {
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
      }
    }
  }

  @Test
  void whatIsNoZipIsRefused() throws IOException {
    Files.writeString(file, "<html>404 not found</html>");
    assertProblem("not a zip file");
  }

  @Test
  void aForeignZipIsRefused() throws IOException {
    Files.write(file, zip(Map.of("word/document.xml", "<a/>".getBytes(StandardCharsets.UTF_8))));
    assertProblem("word/document.xml");
    Files.write(file, zip(Map.of()));
    assertProblem("");
  }

  @Test
  void serializedJavaObjectsAreRefused() throws IOException {
    Map<String, byte[]> entries = unzip(good);
    entries.put("preprocessor.bin", new byte[] {(byte) 0xac, (byte) 0xed});
    Files.write(file, zip(entries));
    assertProblem("preprocessor.bin");
  }

  @Test
  void foreignClassesAreRefused() throws IOException {
    Map<String, byte[]> entries = unzip(good);
    String json = new String(entries.get("configuration.json"), StandardCharsets.UTF_8);
    String hostile =
        json.replace("org.nd4j.linalg.activations.impl.ActivationTanH", "java.net.URLClassLoader");
    assertTrue(!hostile.equals(json), "the configuration names its activation");
    entries.put("configuration.json", hostile.getBytes(StandardCharsets.UTF_8));
    Files.write(file, zip(entries));
    assertProblem("java.net.URLClassLoader");
  }

  @Test
  void aLengthThatLiesTakesNoMemory() throws IOException {
    byte[] weights = unzip(good).get("coefficients.bin");
    for (long claimed : new long[] {Long.MAX_VALUE, 1L << 40, Integer.MAX_VALUE, 50_000_000, -1}) {
      Map<String, byte[]> entries = unzip(good);
      entries.put("coefficients.bin", withLength(weights, claimed));
      Files.write(file, zip(entries));
      assertProblem("coefficients.bin");
    }
  }

  @Test
  void aShapeThatLiesIsRefusedBeforeNativeCodeReadsBeyondTheArray() throws IOException {
    Map<String, byte[]> entries = unzip(good);
    byte[] weights = entries.get("coefficients.bin");
    int firstShapeNumber = 2 + STORAGE.length() + 8 + 2 + "LONG".length();
    for (int number = 0; number < 6; number++) {
      byte[] lying = weights.clone();
      lying[firstShapeNumber + 8 * number + 5] += 1; // adds 2^16
      entries.put("coefficients.bin", lying);
      Files.write(file, zip(entries));
      assertProblem("one row");
    }
  }

  @Test
  void anEntryIsUnpackedOnlyToItsLimit() throws IOException {
    Map<String, byte[]> entries = unzip(good);
    entries.put("configuration.json", new byte[40 << 20]); // zeros: 40 KB in the zip
    Files.write(file, zip(entries));
    assertProblem("larger than");
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() throws IOException {
    Map<String, byte[]> entries = unzip(good);
    entries.put(
        "coefficients.bin",
        unzip(NetworkFile.bytes(TestModels.network(21, 1))).get("coefficients.bin"));
    Files.write(file, zip(entries));
    assertProblem("expected length");
  }

  @Test
  void theUpdaterIsNotKept() throws IOException {
    ByteArrayOutputStream full = new ByteArrayOutputStream();
    ModelSerializer.writeModel(TestModels.network(20, 1), full, true);
    assertTrue(good.length < full.size());
    assertEquals(Set.of("configuration.json", "coefficients.bin"), unzip(good).keySet());
  }

  private void assertProblem(String part) {
    ModelException problem = assertThrows(ModelException.class, () -> NetworkFile.read(file));
    assertTrue(problem.getMessage().startsWith(file.toString()), problem.getMessage());
    assertTrue(problem.getMessage().contains(part), problem.getMessage());
    ModelException same = assertThrows(ModelException.class, () -> NetworkFile.stepper(file));
    assertTrue(same.getMessage().startsWith(file.toString()), same.getMessage());
  }

  /** The array with another number of weights in its second header. */
  private static byte[] withLength(byte[] array, long length) throws IOException {
    int at = new String(array, StandardCharsets.ISO_8859_1).lastIndexOf(STORAGE);
    ByteArrayOutputStream number = new ByteArrayOutputStream();
    new DataOutputStream(number).writeLong(length);
    byte[] lying = array.clone();
    System.arraycopy(number.toByteArray(), 0, lying, at + STORAGE.length(), Long.BYTES);
    return lying;
  }

  private static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return out.toByteArray();
  }
}
