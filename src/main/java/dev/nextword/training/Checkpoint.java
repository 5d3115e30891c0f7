package dev.nextword.training;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.model.ModelCard;
import dev.nextword.network.WordNetwork;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Everything that a training needs to go on as if it had not stopped: weights, the optimiser's
 * state, carried hidden states, place in the text, schedule and curve. Written beside the old one,
 * forced to the disk and renamed, so that a crash at any moment leaves a whole one; a checksum at
 * its end tells a damaged one.
 *
 * @param progress all that is not an array
 * @param weights {@code [1, parameters]}
 * @param optimiser the updater's state, or null where it has none
 * @param states carried hidden states, by layer and name
 */
record Checkpoint(
    Position progress,
    INDArray weights,
    @Nullable INDArray optimiser,
    List<Map<String, INDArray>> states) {
  private static final int MAGIC = 0x4e574331; // NWC1
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * @param settings as JSON, to be compared on resuming
   * @param update updates done
   * @param seconds of training so far
   * @param stream position of the batches
   * @param schedule of the learning rate
   * @param lossSum of the training losses since the last measurement
   * @param lossCount how many
   * @param curve measurements so far
   */
  record Position(
      String settings,
      int update,
      double seconds,
      long[] stream,
      LearningRateSchedule.State schedule,
      double lossSum,
      int lossCount,
      List<ModelCard.CurvePoint> curve) {}

  static Checkpoint of(WordNetwork network, Position position) {
    return new Checkpoint(
        position,
        network.network().params(),
        network.network().getUpdater().getStateViewArray(),
        network.states());
  }

  void restore(WordNetwork network) {
    network.network().params().assign(weights);
    if (optimiser != null) {
      network.network().getUpdater().getStateViewArray().assign(optimiser);
    }
    network.states(states);
  }

  void save(Path path) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try {
      write(fresh);
    } catch (IOException e) {
      Files.deleteIfExists(fresh); // where the disk is full, room matters
      throw e;
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(Path fresh) throws IOException {
    try (FileOutputStream file = new FileOutputStream(fresh.toFile())) {
      CheckedOutputStream checked =
          new CheckedOutputStream(new BufferedOutputStream(file, 1 << 16), new CRC32C());
      DataOutputStream out = new DataOutputStream(checked);
      out.writeInt(MAGIC);
      byte[] json = JSON.writeValueAsBytes(progress);
      out.writeInt(json.length);
      out.write(json);
      Nd4j.write(weights, out);
      out.writeBoolean(optimiser != null);
      if (optimiser != null) {
        Nd4j.write(optimiser, out);
      }
      out.writeInt(states.size());
      for (Map<String, INDArray> layer : states) {
        out.writeInt(layer.size());
        for (Map.Entry<String, INDArray> state : new TreeMap<>(layer).entrySet()) {
          out.writeUTF(state.getKey());
          Nd4j.write(state.getValue(), out);
        }
      }
      out.writeLong(checked.getChecksum().getValue());
      out.flush();
      file.getFD().sync();
    }
  }

  /**
   * What a training goes on from: the newest checkpoint that is whole. Damage costs time and
   * nothing else, since a training that goes on from an older state, or begins anew, ends with the
   * same weights.
   *
   * @param newest written every so often
   * @param best written at the best measurement: another state of the same training, needed at its
   *     end
   * @param damage told of each that cannot be used, and why
   * @return null to begin anew: there is none, or the best one is damaged
   */
  static @Nullable Checkpoint lastWhole(Path newest, Path best, Consumer<String> damage) {
    boolean measured = Files.exists(best);
    if (measured && !isWhole(best, damage)) {
      return null;
    }
    if (Files.exists(newest) && isWhole(newest, damage)) {
      return load(newest);
    }
    return measured ? load(best) : null;
  }

  private static boolean isWhole(Path path, Consumer<String> damage) {
    try {
      verify(path);
      return true;
    } catch (IOException e) {
      damage.accept(path + ": this checkpoint is not used: " + e.getMessage());
      return false;
    }
  }

  /**
   * @throws TrainingException if the file is missing or damaged, naming it
   */
  static Checkpoint load(Path path) {
    try {
      verify(path);
      try (DataInputStream in = open(path)) {
        if (in.readInt() != MAGIC) {
          throw new IOException("it does not begin like a checkpoint of this version");
        }
        Position progress = JSON.readValue(in.readNBytes(in.readInt()), Position.class);
        INDArray weights = Nd4j.read(in);
        INDArray optimiser = in.readBoolean() ? Nd4j.read(in) : null;
        List<Map<String, INDArray>> states = new ArrayList<>();
        for (int layers = in.readInt(); layers > 0; layers--) {
          Map<String, INDArray> layer = new LinkedHashMap<>();
          for (int count = in.readInt(); count > 0; count--) {
            layer.put(in.readUTF(), Nd4j.read(in));
          }
          states.add(layer);
        }
        return new Checkpoint(progress, weights, optimiser, states);
      }
    } catch (IOException | RuntimeException e) {
      throw new TrainingException(
          path
              + ": this checkpoint cannot be used ("
              + e.getMessage()
              + "); delete it and train again without --resume",
          e);
    }
  }

  private static DataInputStream open(Path path) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16));
  }

  /**
   * Compares the checksum before anything of the file is believed: one flipped bit in the shape of
   * an array would ask for any amount of memory.
   */
  private static void verify(Path path) throws IOException {
    long left = Files.size(path) - Long.BYTES;
    if (left <= 0) {
      throw new IOException("it is cut");
    }
    CRC32C sum = new CRC32C();
    byte[] buffer = new byte[1 << 16];
    try (DataInputStream in = open(path)) {
      while (left > 0) {
        int n = (int) Math.min(left, buffer.length);
        in.readFully(buffer, 0, n);
        sum.update(buffer, 0, n);
        left -= n;
      }
      if (in.readLong() != sum.getValue()) {
        throw new IOException("its checksum is wrong: it is cut, overwritten or no checkpoint");
      }
    }
  }
}
