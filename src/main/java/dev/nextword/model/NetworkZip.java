package dev.nextword.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.shape.options.ArrayOptionsHelper;

/**
 * What is looked at in a {@code network.zip} before Deeplearning4j sees it. A model may come from a
 * stranger, and {@code ModelSerializer} trusts its input: it takes as much memory as a length field
 * says, makes objects of the classes that the configuration names, and deserialises Java objects
 * from {@code preprocessor.bin}.
 *
 * <ul>
 *   <li>the entries are those of a plain network and no others, each once;
 *   <li>no entry is larger, unpacked, than allowed, whatever its header says;
 *   <li>the configuration names classes of Deeplearning4j, ND4J and this project only;
 *   <li>the weights are one row, exactly as long as both its shape and its header say.
 * </ul>
 */
final class NetworkZip {
  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";

  private static final int MAX_CONFIGURATION_BYTES = 1 << 20;

  /** Rank, lengths, strides and three more numbers; ND4J knows up to 32 dimensions. */
  private static final int MAX_SHAPE_LENGTH = 1 + 2 * 32 + 3;

  /** {@link DataType#FLOAT} in an array's shape. */
  private static final long FLOAT = ArrayOptionsHelper.setOptionBit(0L, DataType.FLOAT);

  /** Settings that layers consist of; nothing in these packages reads files or runs code. */
  private static final List<String> ALLOWED_PACKAGES =
      List.of(
          "dev.nextword.network.",
          "org.deeplearning4j.nn.conf.",
          "org.deeplearning4j.nn.weights.",
          "org.nd4j.linalg.activations.",
          "org.nd4j.linalg.learning.",
          "org.nd4j.linalg.lossfunctions.",
          "org.nd4j.linalg.schedule.");

  /**
   * Strict: of a field that stands there twice we would see the last, and Deeplearning4j takes the
   * class from the first.
   */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * What is in the zip, checked.
   *
   * @param configuration of the network, as Deeplearning4j writes it
   * @param weights all of them in one row
   */
  record Contents(JsonNode configuration, FloatBuffer weights) {}

  private NetworkZip() {}

  /**
   * @param maxBytes of each entry, unpacked
   * @throws ModelException naming what is wrong
   */
  static Contents read(Path file, byte[] zip, long maxBytes) {
    requireComplete(file, zip);
    JsonNode configuration = null;
    FloatBuffer weights = null;
    Set<String> seen = new HashSet<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = entry.getName();
        if (!seen.add(name)) {
          throw ModelException.of(file, "has two entries \"" + printable(name) + "\"");
        }
        if (entry.getSize() > maxBytes) {
          throw tooLarge(file, name, maxBytes);
        }
        switch (name) {
          case CONFIGURATION -> configuration = configuration(file, in);
          case COEFFICIENTS -> weights = coefficients(file, in, maxBytes);
          default ->
              throw ModelException.of(
                  file, "has an entry \"" + printable(name) + "\", which no network has");
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw ModelException.of(file, "damaged zip: " + e.getMessage() + "; replace the model", e);
    }
    if (configuration == null || weights == null) {
      String missing = configuration == null ? CONFIGURATION : COEFFICIENTS;
      throw ModelException.of(file, "not a Deeplearning4j network: it has no " + missing);
    }
    return new Contents(configuration, weights);
  }

  /** A zip begins with a local header and ends with the end-of-central-directory record. */
  private static void requireComplete(Path file, byte[] zip) {
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    if (zip.length < 4 || bytes.getInt(0) != 0x04034b50) {
      throw ModelException.of(file, "not a zip file, so not a Deeplearning4j network");
    }
    int end = zip.length - 22; // the record's length, as nothing follows it
    if (end < 0 || bytes.getInt(end) != 0x06054b50) {
      throw ModelException.of(file, "the zip file is cut off; replace the model");
    }
  }

  private static ModelException tooLarge(Path file, String name, long limit) {
    return ModelException.of(file, name + " is larger than the " + limit + " bytes allowed");
  }

  private static JsonNode configuration(Path file, InputStream in) throws IOException {
    byte[] json = in.readNBytes(MAX_CONFIGURATION_BYTES + 1);
    if (json.length > MAX_CONFIGURATION_BYTES) {
      throw tooLarge(file, CONFIGURATION, MAX_CONFIGURATION_BYTES);
    }
    try {
      JsonNode configuration = JSON.readTree(json);
      checkClasses(file, configuration);
      return configuration;
    } catch (JsonProcessingException e) {
      throw ModelException.of(file, CONFIGURATION + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static void checkClasses(Path file, JsonNode node) {
    JsonNode type = node.path("@class");
    if (type.isContainerNode()
        || (!type.isMissingNode()
            && ALLOWED_PACKAGES.stream().noneMatch(type.asText()::startsWith))) {
      throw ModelException.of(
          file,
          CONFIGURATION
              + " names the class "
              + printable(type.asText())
              + ", which is no part of a network");
    }
    for (JsonNode child : node) {
      checkClasses(file, child);
    }
  }

  /**
   * The array as ND4J writes it: twice (mode as text, length as long, type as text, data), first
   * its shape, then its numbers.
   */
  private static FloatBuffer coefficients(Path file, InputStream zip, long maxBytes)
      throws IOException {
    DataInputStream in = new DataInputStream(zip); // not closed: the zip goes on
    try {
      long shapeLength = header(file, in, "LONG");
      if (shapeLength < 4 || shapeLength > MAX_SHAPE_LENGTH) {
        throw damagedWeights(file, "a shape of " + shapeLength + " numbers");
      }
      long[] shape = new long[(int) shapeLength];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = in.readLong();
      }
      long weights = header(file, in, "FLOAT");
      if (weights < 0 || weights > maxBytes / Float.BYTES) {
        throw tooLarge(file, COEFFICIENTS, maxBytes);
      }
      requireRow(file, shape, weights);
      // Takes memory as bytes arrive, not as the header says.
      byte[] bytes = in.readNBytes((int) weights * Float.BYTES);
      if (bytes.length < weights * Float.BYTES) {
        throw new EOFException();
      }
      if (in.read() >= 0) {
        throw damagedWeights(file, "more than its " + weights + " weights");
      }
      return ByteBuffer.wrap(bytes).asFloatBuffer();
    } catch (EOFException | UTFDataFormatException e) {
      throw damagedWeights(file, "not an array, or cut off");
    }
  }

  /**
   * A shape that speaks of more numbers than there are would make native code read beyond them.
   *
   * @param shape rank; length of each dimension; stride of each dimension; type of the numbers;
   *     step from one number to the next; 'c' for row after row
   */
  private static void requireRow(Path file, long[] shape, long weights) {
    long[] vector = {1, weights, 1, FLOAT, 1, 'c'};
    long[] row = {2, 1, weights, shape.length > 3 ? shape[3] : 1, 1, FLOAT, 1, 'c'};
    if (!Arrays.equals(shape, vector) && !Arrays.equals(shape, row)) {
      throw damagedWeights(file, "not one row of " + weights + " weights");
    }
  }

  private static long header(Path file, DataInputStream in, String type) throws IOException {
    String mode = in.readUTF();
    if (!mode.equals("MIXED_DATA_TYPES")) {
      throw damagedWeights(file, "storage mode \"" + printable(mode) + "\"");
    }
    long length = in.readLong();
    String found = in.readUTF();
    if (!found.equals(type)) {
      throw damagedWeights(file, "numbers of type " + printable(found) + ", not " + type);
    }
    return length;
  }

  /** A stranger's text, made fit for a terminal. */
  private static String printable(String text) {
    return text.substring(0, Math.min(text.length(), 80)).replaceAll("[^ -~]", "?");
  }

  private static ModelException damagedWeights(Path file, String found) {
    return ModelException.of(
        file, COEFFICIENTS + " is damaged or foreign (" + found + "); replace the model");
  }
}
