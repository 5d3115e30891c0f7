package dev.nextword.bench.worker;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Matrix products of the OpenBLAS that Deeplearning4j brings. */
final class OurGemm {
  private OurGemm() {}

  static Runnable square(int size) {
    INDArray a = Nd4j.rand(DataType.FLOAT, size, (long) size).dup('f');
    INDArray b = Nd4j.rand(DataType.FLOAT, size, (long) size).dup('f');
    INDArray c = Nd4j.createUninitialized(DataType.FLOAT, new long[] {size, size}, 'f');
    return () -> Nd4j.gemm(a, b, c, false, false, 1, 0);
  }
}
