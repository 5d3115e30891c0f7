package dev.nextword.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.lab.InsuranceData.Person;
import dev.nextword.lab.InsurancePass.Weight;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsuranceNetworkTest {
  private static final Person ANNA = new Person(58, 16, 66, 67, true);

  /** Everything that the page shows, calculated with a pencil and this formula collection. */
  @Test
  void agreesWithACalculationByHand() {
    InsuranceNetwork network = new InsuranceNetwork(1, 0.5);
    double[] w = {0.8, 0.6, -0.1, 0.5, 0.9, 0.2, 1.1, 1.3, 2.0, -1.5};
    network.setWeights(w);
    assertArrayEquals(w, network.weights());
    InsurancePass pass = network.pass(ANNA);
    assertArrayEquals(new double[] {0.5, 1, 2, 1}, pass.inputs(), 1e-12);
    double awareness = s(0.8 * 0.5 + 0.6 * 1 - 0.1);
    double affordability = s(0.5 * 2 + 0.9 * 1 + 0.2);
    double decision = s(1.1 * awareness + 1.3 * affordability);
    double buys = s(2.0 * decision - 1.5);
    assertEquals(awareness, pass.units().get(0).activation(), 1e-12);
    assertEquals(affordability, pass.units().get(1).activation(), 1e-12);
    assertEquals(decision, pass.units().get(2).activation(), 1e-12);
    assertEquals(buys, pass.units().get(3).activation(), 1e-12);
    assertEquals(0.9, pass.units().get(0).sum(), 1e-12);
    assertEquals(-Math.log(buys), pass.loss(), 1e-12);

    double error = buys - 1;
    double atDecision = error * 2.0 * decision * (1 - decision);
    double atAwareness = atDecision * 1.1 * awareness * (1 - awareness);
    double atAffordability = atDecision * 1.3 * affordability * (1 - affordability);
    double[] gradient = {
      atAwareness * 0.5,
      atAwareness * 1,
      atAwareness,
      atAffordability * 2,
      atAffordability * 1,
      atAffordability,
      atDecision * awareness,
      atDecision * affordability,
      error * decision,
      error
    };
    for (int i = 0; i < 10; i++) {
      Weight weight = pass.weights().get(i);
      assertEquals("w" + (i + 1), weight.name());
      assertEquals(w[i], weight.value());
      assertEquals(gradient[i], weight.gradient(), 1e-12, weight.name());
      assertEquals(gradient[i], weight.product(), 1e-12, weight.name());
      assertEquals(-0.5 * gradient[i], weight.change(), 1e-12, weight.name());
    }
    assertEquals(6, pass.weights().get(0).factors().size());
    assertEquals(2, pass.weights().get(8).factors().size());
    assertEquals(1, pass.weights().get(9).factors().size());
  }

  private static double s(double sum) {
    return 1 / (1 + Math.exp(-sum));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void factorsGradientAndDifferenceQuotientAgree(long seed) {
    InsuranceNetwork network = new InsuranceNetwork(seed, 1);
    double h = 1e-5;
    for (Person person : InsuranceData.people(3, seed)) {
      double[] start = network.weights();
      List<Weight> weights = network.pass(person).weights();
      for (int i = 0; i < 10; i++) {
        double up = lossAt(network, start, i, h, person);
        double down = lossAt(network, start, i, -h, person);
        network.setWeights(start);
        Weight weight = weights.get(i);
        assertEquals((up - down) / (2 * h), weight.gradient(), 1e-8, weight.name());
        assertEquals(weight.product(), weight.gradient(), 1e-12, weight.name());
      }
    }
  }

  private static double lossAt(
      InsuranceNetwork network, double[] start, int moved, double by, Person person) {
    double[] weights = start.clone();
    weights[moved] += by;
    network.setWeights(weights);
    return network.pass(person).loss();
  }

  @Test
  void learnsWhoBuys() {
    List<Person> people = InsuranceData.people(400, 1);
    InsuranceNetwork network = new InsuranceNetwork(1, 2);
    network.train(people, 400, 1);
    List<Person> others = InsuranceData.people(400, 2);
    double[] said = network.predict(others);
    int right = 0;
    for (int i = 0; i < said.length; i++) {
      right += said[i] > 0.5 == others.get(i).buys() ? 1 : 0;
    }
    assertTrue(right > 350, right + " of 400");
  }

  @Test
  void thePeopleAreOfBothKindsAndScaled() {
    List<Person> people = InsuranceData.people(2000, 7);
    assertEquals(people, InsuranceData.people(2000, 7));
    double share = people.stream().filter(Person::buys).count() / 2000.0;
    assertEquals(0.5, share, 0.1);
    for (int i = 0; i < 4; i++) {
      int feature = i;
      double mean = people.stream().mapToDouble(p -> p.scaled()[feature]).average().orElseThrow();
      double square =
          people.stream()
              .mapToDouble(p -> Math.pow(p.scaled()[feature], 2))
              .average()
              .orElseThrow();
      assertEquals(0, mean, 0.15, "mean of " + i);
      assertEquals(1, square, 0.2, "square of " + i);
    }
  }
}
