package dev.nextword.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class InputDropoutTest {
  private static final double STAYS = 0.8;
  private static final int BATCH = 7;
  private static final int FEATURES = 40;
  private static final int TIME = 30;

  private static INDArray ones(DataType type) {
    return Nd4j.ones(type, BATCH, FEATURES, TIME);
  }

  private static INDArray dropped(InputDropout dropout, DataType type, long seed) {
    Nd4j.getRandom().setSeed(seed);
    return dropout.apply(ones(type), STAYS, LayerWorkspaceMgr.noWorkspaces()).dup();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void theRightShareStaysAndTheMeanIsKept(DataType type) {
    INDArray out = dropped(new InputDropout(), type, 1);
    double left = 0;
    for (int i = 0; i < out.length(); i++) {
      double value = out.getDouble(i);
      assertEquals(value > 0 ? 1 / STAYS : 0, value, 1e-6);
      left += value > 0 ? 1 : 0;
    }
    double deviation = Math.sqrt(STAYS * (1 - STAYS) / out.length());
    assertEquals(STAYS, left / out.length(), 4 * deviation);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void gradientsGoBackWhereNumbersStayed(DataType type) {
    InputDropout dropout = new InputDropout();
    INDArray out = dropped(dropout, type, 2);
    INDArray gradient = Series.flatten(ones(type)).dup('f');
    dropout.back(gradient);
    assertEquals(out, Series.unflatten(gradient, BATCH));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void theSeedDecides(DataType type) {
    INDArray one = dropped(new InputDropout(), type, 3);
    assertEquals(one, dropped(new InputDropout(), type, 3));
    assertNotEquals(one, dropped(new InputDropout(), type, 4));
  }
}
