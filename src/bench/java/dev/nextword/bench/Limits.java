package dev.nextword.bench;

import java.util.List;

/**
 * What one core of this machine can do at best: matrix products by whichever of the two OpenBLAS
 * releases is faster, and the bandwidth of its memory.
 */
final class Limits implements AutoCloseable {
  private final WorkerProcess ours;
  private final WorkerProcess libtorch;

  Limits(Workshop workshop) {
    ours = workshop.deeplearning4j("gemm", "ours");
    libtorch = workshop.libtorch("gemm", "libtorch");
    for (WorkerProcess worker : List.of(ours, libtorch)) {
      worker.ask("gemm 1024");
    }
  }

  /** Best single-precision products, in 10^9 floating-point operations a second. */
  double gigaflops() {
    double best = 0;
    for (int size : new int[] {256, 512, 1024}) {
      best = Math.max(best, gemm(ours, size));
      best = Math.max(best, gemm(libtorch, size));
    }
    return best;
  }

  double gemmOurs(int size) {
    return gemm(ours, size);
  }

  double gemmLibtorch(int size) {
    return gemm(libtorch, size);
  }

  private static double gemm(WorkerProcess worker, int size) {
    return worker.numbers("gemm " + size)[0];
  }

  /** {@code a = b + s c} over arrays far larger than the caches, in 10^9 bytes a second. */
  double bandwidth() {
    return ours.numbers("bandwidth")[0];
  }

  @Override
  public void close() {
    ours.close();
    libtorch.close();
  }
}
