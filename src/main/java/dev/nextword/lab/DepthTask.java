package dev.nextword.lab;

import java.util.List;
import java.util.Random;

/** What a {@link DepthLab} has its network learn. */
public enum DepthTask implements Labelled {
  /**
   * Two arms that wind round each other once, a classic that no straight line tells apart (Lang and
   * Witbrock 1988, "Learning to tell two spirals apart", with fewer turns). Two inputs.
   */
  SPIRALS(0.95) {
    @Override
    Examples examples(int seed) {
      Random random = new Random(seed);
      double[][] points = new double[SPIRAL_POINTS][];
      int[] arms = new int[SPIRAL_POINTS];
      for (int i = 0; i < SPIRAL_POINTS; i++) {
        int arm = i % 2;
        double along = Math.sqrt(random.nextDouble()); // evenly by length
        double angle = 2 * Math.PI * TURNS * along + Math.PI * arm;
        double radius = 0.3 + 1.7 * along;
        points[i] =
            new double[] {
              radius * Math.cos(angle) + NOISE * random.nextGaussian(),
              radius * Math.sin(angle) + NOISE * random.nextGaussian()
            };
        arms[i] = arm;
      }
      return new Examples(points, arms, 2);
    }
  },
  /** Who buys insurance: {@link InsuranceData}, four inputs. Some cannot be told: 0.9 is much. */
  INSURANCE(0.9) {
    @Override
    Examples examples(int seed) {
      List<InsuranceData.Person> people = InsuranceData.people(PEOPLE, seed);
      return new Examples(
          people.stream().map(InsuranceData.Person::scaled).toArray(double[][]::new),
          people.stream().mapToInt(person -> person.buys() ? 1 : 0).toArray(),
          2);
    }
  };

  private static final int PEOPLE = 400;
  private static final int SPIRAL_POINTS = 400;
  private static final double TURNS = 0.75;
  private static final double NOISE = 0.05;

  private final double learned;

  DepthTask(double learned) {
    this.learned = learned;
  }

  /** The accuracy from which on it counts as learned. */
  double learned() {
    return learned;
  }

  /** The same for the same seed. */
  abstract Examples examples(int seed);
}
