package dev.nextword.lab;

import dev.nextword.lab.InsuranceData.Person;
import dev.nextword.lab.InsurancePass.Factor;
import dev.nextword.lab.InsurancePass.Unit;
import dev.nextword.lab.InsurancePass.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;

/**
 * A network so small that its chain rule can be written out: does somebody buy insurance?
 *
 * <pre>
 *   age       --w1--\
 *   education --w2--- awareness -----w7--\
 *   1         --w3--/                     decision --w9--\
 *   income    --w4--\                    /                buys
 *   savings   --w5--- affordability -w8-/        1 --w10-/
 *   1         --w6--/
 * </pre>
 *
 * <p>Every unit is a sigmoid of its sum, in double precision; the loss is cross-entropy. A
 * Deeplearning4j graph computes forwards and backwards. The factors that {@link #pass} shows beside
 * its gradients are taken from the activations of that forward pass, so that anybody can multiply
 * them and compare.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class InsuranceNetwork {
  private static final int BATCH = 32;

  /** A weight: its name, where it comes from and leads to, and where Deeplearning4j keeps it. */
  private record Place(String name, String from, String to, String parameter, int index) {}

  private static final List<Place> PLACES =
      List.of(
          new Place("w1", "age", "awareness", "W", 0),
          new Place("w2", "education", "awareness", "W", 1),
          new Place("w3", "1", "awareness", "b", 0),
          new Place("w4", "income", "affordability", "W", 0),
          new Place("w5", "savings", "affordability", "W", 1),
          new Place("w6", "1", "affordability", "b", 0),
          new Place("w7", "awareness", "decision", "W", 0),
          new Place("w8", "affordability", "decision", "W", 1),
          new Place("w9", "decision", "buys", "W", 0),
          new Place("w10", "1", "buys", "b", 0));

  private static final List<String> UNITS =
      List.of("awareness", "affordability", "decision", "buys");

  private final ComputationGraph network;
  private final double rate;

  /**
   * @param seed of the first weights: Xavier's, without their signs, so that each unit starts with
   *     the meaning of its name
   * @param rate the learning rate of plain gradient descent
   */
  public InsuranceNetwork(long seed, double rate) {
    this.rate = rate;
    this.network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(DataType.DOUBLE)
                .trainingWorkspaceMode(WorkspaceMode.NONE)
                .inferenceWorkspaceMode(WorkspaceMode.NONE)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.SIGMOID)
                .updater(new Sgd(rate))
                .graphBuilder()
                .addInputs("age and education", "income and savings")
                .addLayer("awareness", dense(true), "age and education")
                .addLayer("affordability", dense(true), "income and savings")
                .addLayer("decision", dense(false), "awareness", "affordability")
                .addLayer(
                    "buys",
                    new OutputLayer.Builder(new LossBinaryXENT(0))
                        .activation(Activation.SIGMOID)
                        .nIn(1)
                        .nOut(1)
                        .build(),
                    "decision")
                .setOutputs("buys")
                .build());
    network.init();
    double[] weights = weights();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.abs(weights[i]);
    }
    setWeights(weights);
  }

  private static DenseLayer dense(boolean bias) {
    return new DenseLayer.Builder().nIn(2).nOut(1).hasBias(bias).build();
  }

  /** w1 to w10. */
  public double[] weights() {
    return PLACES.stream().mapToDouble(place -> parameter(place).getDouble(place.index)).toArray();
  }

  /** Replaces w1 to w10. */
  public void setWeights(double[] weights) {
    for (int i = 0; i < weights.length; i++) {
      Place place = PLACES.get(i);
      parameter(place).putScalar(place.index, weights[i]);
    }
  }

  private INDArray parameter(Place place) {
    return network.getLayer(place.to).getParam(place.parameter);
  }

  /** So many updates, each with {@value #BATCH} people drawn from these. */
  public void train(List<Person> people, int updates, long seed) {
    Random random = new Random(seed);
    for (int update = 0; update < updates; update++) {
      List<Person> batch = new ArrayList<>(BATCH);
      for (int i = 0; i < BATCH; i++) {
        batch.add(people.get(random.nextInt(people.size())));
      }
      network.fit(inputs(batch), new INDArray[] {targets(batch)});
    }
  }

  /** How probable it is that each of them buys. */
  public double[] predict(List<Person> people) {
    return network.outputSingle(inputs(people)).data().asDouble();
  }

  /** Forward and backward for one person; nothing is changed. */
  public InsurancePass pass(Person person) {
    double[] scaled = person.scaled();
    double target = person.buys() ? 1 : 0;
    network.setInputs(inputs(List.of(person)));
    network.setLabels(targets(List.of(person)));
    network.computeGradientAndScore();
    Map<String, INDArray> gradients = network.gradient().gradientForVariable();
    Map<String, Double> arriving = new LinkedHashMap<>();
    arriving.put("1", 1.0);
    arriving.put("age", scaled[0]);
    arriving.put("education", scaled[1]);
    arriving.put("income", scaled[2]);
    arriving.put("savings", scaled[3]);
    Map<String, Unit> units = units(arriving, network.feedForward(inputs(List.of(person)), false));
    Map<String, List<Factor>> chains = chains(units, target);
    List<Weight> weights = new ArrayList<>();
    for (Place place : PLACES) {
      double value = parameter(place).getDouble(place.index);
      double gradient = gradients.get(place.to + "_" + place.parameter).getDouble(place.index);
      List<Factor> factors = new ArrayList<>(chains.get(place.to));
      if (!place.from.equals("1")) {
        factors.add(new Factor("input", place.from, arriving.get(place.from)));
      }
      double product = factors.stream().mapToDouble(Factor::value).reduce(1, (a, b) -> a * b);
      weights.add(
          new Weight(
              place.name,
              place.from,
              place.to,
              value,
              List.copyOf(factors),
              product,
              gradient,
              -rate * gradient));
    }
    return new InsurancePass(
        person, scaled, List.copyOf(units.values()), target, network.score(), weights);
  }

  /**
   * Of each unit: its sum by the weights, and its activation as the graph has computed it.
   *
   * @param arriving what the weights multiply, by name; the units' activations are added
   */
  private Map<String, Unit> units(Map<String, Double> arriving, Map<String, INDArray> activations) {
    Map<String, Unit> units = new LinkedHashMap<>();
    for (String name : UNITS) {
      double sum = 0;
      for (Place place : PLACES) {
        if (place.to.equals(name)) {
          sum += parameter(place).getDouble(place.index) * arriving.getOrDefault(place.from, 0.0);
        }
      }
      double activation = activations.get(name).getDouble(0);
      units.put(name, new Unit(name, sum, activation, activation * (1 - activation)));
      arriving.put(name, activation);
    }
    return units;
  }

  /**
   * The factors of dL/dsum of each unit. Cross-entropy of a sigmoid has dL/dsum = activation -
   * target at the output; from there each unit further back adds the weight on the way and its own
   * slope.
   */
  private Map<String, List<Factor>> chains(Map<String, Unit> units, double target) {
    Map<String, List<Factor>> chains = new LinkedHashMap<>();
    chains.put(
        "buys", List.of(new Factor("error", "buys", units.get("buys").activation() - target)));
    for (int i = PLACES.size() - 1; i >= 0; i--) {
      Place place = PLACES.get(i);
      Unit unit = units.get(place.from);
      if (unit != null) { // a weight between two units: the chain goes on behind it
        List<Factor> chain = new ArrayList<>(chains.get(place.to));
        chain.add(new Factor("weight", place.name, parameter(place).getDouble(place.index)));
        chain.add(new Factor("slope", place.from, unit.slope()));
        chains.put(place.from, chain);
      }
    }
    return chains;
  }

  private static INDArray[] inputs(List<Person> people) {
    INDArray left = Nd4j.create(DataType.DOUBLE, people.size(), 2);
    INDArray right = Nd4j.create(DataType.DOUBLE, people.size(), 2);
    for (int i = 0; i < people.size(); i++) {
      double[] scaled = people.get(i).scaled();
      left.putScalar(i, 0, scaled[0]);
      left.putScalar(i, 1, scaled[1]);
      right.putScalar(i, 0, scaled[2]);
      right.putScalar(i, 1, scaled[3]);
    }
    return new INDArray[] {left, right};
  }

  private static INDArray targets(List<Person> people) {
    INDArray targets = Nd4j.create(DataType.DOUBLE, people.size(), 1);
    for (int i = 0; i < people.size(); i++) {
      targets.putScalar(i, 0, people.get(i).buys() ? 1 : 0);
    }
    return targets;
  }
}
