package dev.nextword.training;

import dev.nextword.batches.Batch;
import dev.nextword.network.CellType;
import dev.nextword.network.Initialisation;
import dev.nextword.network.NetworkSettings;
import dev.nextword.network.WordNetwork;
import java.util.BitSet;
import java.util.List;
import java.util.ServiceLoader;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.cpu.nativecpu.CpuBackend;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;
import org.nd4j.linalg.learning.config.Adam;

/**
 * One small step of every cell on the GPU, to see that it can be done before a training relies on
 * it. It is meant for a process of its own: where a driver, a library and a card do not fit
 * together, the process itself may end.
 */
public final class DeviceTrial {
  private static final List<CellType> CELLS = List.of(CellType.RNN, CellType.GRU, CellType.LSTM);
  private static final int WORDS = 50;
  private static final int LANES = 2;
  private static final int STEPS = 5;

  private DeviceTrial() {}

  /**
   * Computes on the GPU.
   *
   * @throws TrainingException saying what failed
   */
  public static void run() {
    try {
      for (Nd4jBackend backend : ServiceLoader.load(Nd4jBackend.class)) {
        if (!(backend instanceof CpuBackend)) {
          backend.canRun(); // asked here, since ND4J itself prints a stack trace
        }
      }
      if (Nd4j.getExecutioner().type() != ExecutionerType.CUDA) {
        throw new TrainingException("ND4J did not load its CUDA backend");
      }
      compute();
    } catch (TrainingException e) {
      throw e;
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      throw new TrainingException(rootOf(e), e);
    }
  }

  /** A step of every cell, on whatever ND4J computes with. */
  static void compute() {
    int[] ids = new int[LANES * STEPS];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i * 7 % WORDS;
    }
    for (CellType cell : CELLS) {
      WordNetwork network =
          WordNetwork.create(
              new NetworkSettings(cell, WORDS, 8, 8, 1, 8, 0, Initialisation.UNIFORM, 1, 1),
              new Adam(0.001));
      boolean[][] restarts = new boolean[STEPS][LANES];
      double loss =
          network.computeGradient(new Batch(LANES, STEPS, ids, ids, new BitSet(), restarts), 0);
      INDArray gradient = network.network().getFlattenedGradients();
      double norm = gradient.norm2Number().doubleValue();
      // A network that knows nothing loses ln(words) on each, near enough
      if (!(Math.abs(loss - Math.log(WORDS)) < 1 && norm > 0 && norm < 1_000)) {
        throw new TrainingException(
            cell.label() + " computes nonsense: loss " + loss + ", norm of the gradient " + norm);
      }
    }
  }

  private static String rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
