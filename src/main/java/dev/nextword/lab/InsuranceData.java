package dev.nextword.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * People who buy insurance, or do not. They are made up, by this rule:
 *
 * <pre>
 *   age         18 to 80 years, evenly
 *   education   13 +- 3 years, from 6 to 22
 *   income      20 + 2.5 (education - 8) + 0.25 (age - 18) +- 10 thousand a year, at least 8
 *   savings     0.03 (age - 18) income +- 15 thousand, at least 0
 *   aware       s(1.5 age' + 1.5 education')         s: the sigmoid
 *   able        s(1.5 income' + 1.5 savings')        x': x scaled, see {@link Person#scaled}
 *   buys        if aware * able > 0.25 +- 0.03: who buys must know of it, and must have the money
 * </pre>
 *
 * <p>{@code a +- b} is normally distributed with deviation b. The networks see the four numbers and
 * whether the person bought; neither of the two hidden causes.
 */
public final class InsuranceData {
  private static final double[] MEAN = {49, 13, 40, 37};
  private static final double[] DEVIATION = {18, 3, 13, 30};

  /**
   * @param age in years
   * @param education in years
   * @param income in thousands a year
   * @param savings in thousands
   * @param buys what a network is to predict
   */
  public record Person(double age, double education, double income, double savings, boolean buys) {
    /** The four numbers with a mean of about 0 and a deviation of about 1, as a network wants. */
    public double[] scaled() {
      double[] scaled = {age, education, income, savings};
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] = (scaled[i] - MEAN[i]) / DEVIATION[i];
      }
      return scaled;
    }
  }

  private InsuranceData() {}

  /** So many people; the same for the same seed. */
  public static List<Person> people(int count, long seed) {
    Random random = new Random(seed);
    List<Person> people = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      people.add(person(random));
    }
    return people;
  }

  private static Person person(Random random) {
    double age = Math.rint(18 + 62 * random.nextDouble());
    double education = Math.rint(Math.min(22, Math.max(6, 13 + 3 * random.nextGaussian())));
    double income = 20 + 2.5 * (education - 8) + 0.25 * (age - 18) + 10 * random.nextGaussian();
    income = Math.rint(Math.max(8, income));
    double savings =
        Math.rint(Math.max(0, 0.03 * (age - 18) * income + 15 * random.nextGaussian()));
    double[] x = new Person(age, education, income, savings, false).scaled();
    double both = sigmoid(1.5 * (x[0] + x[1])) * sigmoid(1.5 * (x[2] + x[3]));
    return new Person(age, education, income, savings, both > 0.25 + 0.03 * random.nextGaussian());
  }

  private static double sigmoid(double sum) {
    return 1 / (1 + Math.exp(-sum));
  }
}
