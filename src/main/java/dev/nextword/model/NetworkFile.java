package dev.nextword.model;

import dev.nextword.network.NetworkShape;
import dev.nextword.network.WordStepper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@code network.zip}: Deeplearning4j's own format, as {@link ModelSerializer} writes and restores
 * it, without the updater's state.
 *
 * <p>Weights keep 16 bits: each is rounded to the nearest half-precision number and stored as the
 * 32-bit number of the same value, of which 13 bits are zero, and the zip makes that short (2.4
 * bytes a weight; 3.7 without the rounding). Stored as a half-precision array they would be shorter
 * still (1.8 bytes), but then {@code ModelSerializer} restores a half-precision network, which
 * computes slowly and inexactly until someone converts it. So any Deeplearning4j program with this
 * project's layers on its class path restores a network that is ready to use.
 */
final class NetworkFile {
  static final String NAME = "network.zip";

  /** 64 million weights: more than this program could serve at typing speed. */
  private static final long MAX_BYTES = 256L << 20;

  private NetworkFile() {}

  /** The network as the bytes of the file. */
  static byte[] bytes(MultiLayerNetwork network) throws IOException {
    INDArray weights = network.params();
    INDArray rounded = weights.castTo(DataType.HALF).castTo(weights.dataType());
    MultiLayerNetwork copy = new MultiLayerNetwork(network.getLayerWiseConfigurations().clone());
    copy.init(rounded, false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelSerializer.writeModel(copy, out, false);
    return out.toByteArray();
  }

  /**
   * @throws ModelException if the file is missing, damaged, foreign, or would do more than hold a
   *     network (see {@link NetworkZip})
   */
  static MultiLayerNetwork read(Path file) {
    byte[] bytes = BundleFiles.read(file, MAX_BYTES);
    NetworkZip.read(file, bytes, MAX_BYTES);
    try {
      // The checked bytes themselves, so that the file cannot change in between.
      return ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(bytes), false);
    } catch (IOException | RuntimeException e) {
      throw ModelException.of(
          file, "Deeplearning4j cannot restore it: " + rootMessage(e) + "; replace the model", e);
    }
  }

  /**
   * Reads the same file without Deeplearning4j.
   *
   * @throws ModelException as {@link #read}, or if it is no network of this project's layers
   */
  static WordStepper stepper(Path file) {
    return stepper(file, BundleFiles.read(file, MAX_BYTES));
  }

  /**
   * @param file named in messages
   */
  static WordStepper stepper(Path file, byte[] zip) {
    NetworkZip.Contents contents = NetworkZip.read(file, zip, MAX_BYTES);
    try {
      return new WordStepper(NetworkShape.of(contents.configuration()), contents.weights());
    } catch (IllegalArgumentException e) {
      throw ModelException.of(file, "cannot be used: " + e.getMessage() + "; replace the model", e);
    }
  }

  /** How many classes the last layer tells apart: the vocabulary's size. */
  static long outputs(Path file, MultiLayerNetwork network) {
    Layer last = network.getLayer(network.getnLayers() - 1).conf().getLayer();
    if (last instanceof FeedForwardLayer output) {
      return output.getNOut();
    }
    throw ModelException.of(
        file, "its last layer, " + last.getClass().getName() + ", does not give words");
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    return message.lines().findFirst().orElse("").strip();
  }
}
