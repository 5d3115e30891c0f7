package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.BiFunction;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Loops over Java's arrays, in single precision, against ND4J's operations in double precision. */
class SliceTest {
  private static final int HIDDEN = 19; // odd numbers: what is left over after whole vectors
  private static final int BATCH = 5;
  private static final int INPUTS = 7;
  private static final int TIME = 12;
  private static final double ERROR = 1e-5;

  /** Every operation, with a second operand that takes the values of a sigmoid or tanh or relu. */
  private static final List<BiFunction<Slice, Slice, Slice>> OPERATIONS =
      List.of(
          Slice::set,
          Slice::plus,
          Slice::times,
          (a, b) -> a.difference(b, a),
          (a, b) -> a.product(b, b),
          (a, b) -> a.plusProduct(a, b),
          (a, b) -> a.sigmoid(),
          (a, b) -> a.tanh(),
          (a, b) -> a.relu(),
          Slice::sigmoidBack,
          Slice::tanhBack,
          (a, b) -> a.reluBack(b.relu()),
          (a, b) -> a.clear(2),
          (a, b) -> a.clear());

  @Test
  void everyOperationIsThatOfDoublePrecision() {
    Nd4j.getRandom().setSeed(1);
    for (int operation = 0; operation < OPERATIONS.size(); operation++) {
      INDArray a = Nd4j.rand(DataType.DOUBLE, HIDDEN, BATCH).subi(0.5).dup('f');
      INDArray b = Nd4j.rand(DataType.DOUBLE, HIDDEN, BATCH).subi(0.5).dup('f');
      INDArray c = a.castTo(DataType.FLOAT).dup('f');
      INDArray d = b.castTo(DataType.FLOAT).dup('f');
      INDArray e = a.dup('f');
      OPERATIONS.get(operation).apply(new ArraySlice(a), new ArraySlice(b));
      OPERATIONS.get(operation).apply(Slice.of(c).pull(), Slice.of(d).pull()).push();
      assertNear(a, c, "operation " + operation);
      OPERATIONS.get(operation).apply(Slice.of(e).pull(), Slice.of(b).pull()).push();
      assertEquals(0, a.sub(e).amaxNumber().doubleValue(), 1e-12, "operation " + operation);
    }
  }

  /** Java's arrays in double precision; what stands for one example counts for every example. */
  @Test
  void everyOperationIsTheSameWithoutND4J() {
    Nd4j.getRandom().setSeed(1);
    for (int operation = 0; operation < OPERATIONS.size(); operation++) {
      INDArray a = Nd4j.rand(DataType.DOUBLE, HIDDEN, BATCH).subi(0.5).dup('f');
      INDArray one = Nd4j.rand(DataType.DOUBLE, HIDDEN, 1).subi(0.5).dup('f');
      INDArray each = Nd4j.concat(1, one, one, one, one, one).dup('f');
      DoubleSlice c = new DoubleSlice(a.transpose().dup('c').data().asDouble(), HIDDEN);
      DoubleSlice d = new DoubleSlice(one.dup().data().asDouble(), HIDDEN);
      OPERATIONS.get(operation).apply(new ArraySlice(a), new ArraySlice(each));
      OPERATIONS.get(operation).apply(c, d);
      double[] expected = a.transpose().dup('c').data().asDouble();
      assertArrayEquals(expected, c.values(), 1e-12, "operation " + operation);
    }
  }

  /** A gate of one step of a window: it lies between other gates and other steps. */
  @Test
  void aSliceLeavesItsNeighboursAlone() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      Series series = Series.create(type, 3 * HIDDEN, BATCH, 3);
      series.all.assign(1);
      Slice slice = Slice.of(Series.rows(series.at[1], HIDDEN, HIDDEN));
      slice.pull().plus(slice).push();
      assertEquals(3 * 3 * HIDDEN * BATCH + HIDDEN * BATCH, series.all.sumNumber().doubleValue());
      assertEquals(2, series.at[1].getDouble(2 * HIDDEN - 1, BATCH - 1));
      assertEquals(1, series.at[1].getDouble(2 * HIDDEN, BATCH - 1));
    }
  }

  @Test
  void layerNormalisationIsTheSameOfEveryKind() {
    Nd4j.getRandom().setSeed(1);
    INDArray numbers = Nd4j.rand(DataType.DOUBLE, HIDDEN, BATCH).subi(0.5).dup('f');
    INDArray gradient = Nd4j.rand(DataType.DOUBLE, HIDDEN, BATCH).subi(0.5).dup('f');
    INDArray expected = normalisedBack(numbers, gradient, new ArraySlice(numbers.like()));
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray a = numbers.castTo(type).dup('f');
      INDArray d = gradient.castTo(type).dup('f');
      assertNear(expected, normalisedBack(a, d, Slice.of(a.like())), type.name());
    }
    assertEquals(0, expected.sum(0).amaxNumber().doubleValue(), 1e-12, "shifting all is no change");
  }

  private static INDArray normalisedBack(INDArray a, INDArray d, Slice scale) {
    boolean array = scale instanceof ArraySlice;
    INDArray result = d.dup('f');
    Slice y = (array ? new ArraySlice(a.dup('f')) : Slice.of(a).pull()).normalise(scale);
    (array ? new ArraySlice(result) : Slice.of(result).pull()).normaliseBack(y, scale).push();
    return result;
  }

  /** But the residual one: its state grows, and with it every rounding of a tanh. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RESIDUAL_RNN")
  void aLayerIsThatOfDoublePrecision(CellType cell) {
    boolean[][] restarts = new boolean[TIME][BATCH];
    restarts[0][1] = true;
    restarts[4][2] = true;
    restarts[TIME - 1][0] = true;
    compare(cell, HIDDEN, restarts);
    compare(cell, HIDDEN, new boolean[TIME][1]); // a batch of one
    compare(cell, HIDDEN, new boolean[1][BATCH]); // a window of one step
    compare(cell, 1, restarts);
    compare(cell, 1, new boolean[1][1]);
  }

  private static void compare(CellType cell, int hidden, boolean[][] restarts) {
    int time = restarts.length;
    int batch = restarts[0].length;
    NetworkSettings settings =
        new NetworkSettings(cell, 3, INPUTS, hidden, 1, 0, 0, Initialisation.UNIFORM, 1, 7);
    MultiLayerNetwork exact = Networks.create(settings);
    MultiLayerNetwork single =
        new MultiLayerNetwork(settings.configuration(new Sgd(1), DataType.FLOAT));
    single.init();
    exact.initGradientsView();
    single.initGradientsView();
    single.params().assign(exact.params().castTo(DataType.FLOAT).muli(0.5));
    exact.params().assign(single.params().castTo(DataType.DOUBLE)); // the very same weights
    RecurrentLayer theirs = Networks.recurrent(exact, 1);
    RecurrentLayer ours = Networks.recurrent(single, 1);
    Nd4j.getRandom().setSeed(3);
    for (int window = 0; window < 2; window++) { // the second goes on from the first's state
      INDArray x = Nd4j.randn(DataType.DOUBLE, batch, INPUTS, time);
      INDArray epsilon = Nd4j.randn(DataType.DOUBLE, batch, hidden, time);
      assertNear(
          forward(theirs, x, restarts),
          forward(ours, x.castTo(DataType.FLOAT), restarts),
          cell + " forward");
      assertNear(
          theirs.tbpttBackpropGradient(epsilon, -1, LayerWorkspaceMgr.noWorkspaces()).getSecond(),
          ours.tbpttBackpropGradient(
                  epsilon.castTo(DataType.FLOAT), -1, LayerWorkspaceMgr.noWorkspaces())
              .getSecond(),
          cell + " backward");
      assertNear(
          exact.getFlattenedGradients(),
          single.getFlattenedGradients(),
          cell + " gradients of the parameters");
    }
  }

  private static INDArray forward(RecurrentLayer layer, INDArray x, boolean[][] restarts) {
    layer.restartAt(restarts);
    return layer.rnnActivateUsingStoredState(x, true, true, LayerWorkspaceMgr.noWorkspaces());
  }

  private static void assertNear(INDArray expected, INDArray found, String what) {
    double largest = Math.max(1, expected.amaxNumber().doubleValue());
    INDArray difference = expected.sub(found.castTo(DataType.DOUBLE));
    assertEquals(0, difference.amaxNumber().doubleValue(), ERROR * largest, what);
  }
}
