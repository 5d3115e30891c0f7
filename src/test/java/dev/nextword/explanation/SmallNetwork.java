package dev.nextword.explanation;

import dev.nextword.network.CellType;
import dev.nextword.network.Clusters;
import dev.nextword.network.NetworkShape;
import dev.nextword.network.WordStepper;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;

/** Untrained networks with random weights, for tests that need a network and no sense. */
public final class SmallNetwork {
  private static final int EMBEDDING = 6;
  private static final int HIDDEN = 10;

  private SmallNetwork() {}

  /** One layer, full softmax. */
  public static WordStepper of(CellType cell, int words) {
    NetworkShape shape =
        new NetworkShape(
            Clusters.none(words),
            EMBEDDING,
            List.of(new NetworkShape.Recurrent(cell, EMBEDDING, HIDDEN)),
            0);
    Random random = new Random(9);
    float[] weights = new float[(int) shape.parameters()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (random.nextGaussian() * 0.3);
    }
    return new WordStepper(shape, FloatBuffer.wrap(weights));
  }
}
