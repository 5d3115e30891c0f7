package dev.nextword.bench.worker;

import java.util.function.IntFunction;

/**
 * Measures what the machine can do.
 *
 * <pre>
 *   gemm N       square products of size N for 0.2 seconds; answers 10^9 operations a second of the best
 *   bandwidth    a triad over arrays of 128 MB; answers 10^9 bytes a second of the best
 * </pre>
 */
final class GemmRequests implements Worker.Requests {
  private static final long NANOS = 200_000_000L;
  private static final int FLOATS = 32 << 20;

  private final IntFunction<Runnable> product;

  /** {@code product} prepares a square product of a size, to be run many times. */
  GemmRequests(IntFunction<Runnable> product) {
    this.product = product;
  }

  @Override
  public String answer(String[] request) {
    return switch (request[0]) {
      case "gemm" -> "" + gemm(Integer.parseInt(request[1]));
      case "bandwidth" -> "" + bandwidth();
      default -> throw new IllegalArgumentException(request[0]);
    };
  }

  private double gemm(int size) {
    Runnable run = product.apply(size);
    run.run();
    return 2.0 * size * size * size / best(run);
  }

  private static double bandwidth() {
    float[] a = new float[FLOATS];
    float[] b = new float[FLOATS];
    float[] c = new float[FLOATS];
    Runnable triad = () -> triad(a, b, c);
    triad.run();
    return 3.0 * Float.BYTES * FLOATS / best(triad);
  }

  private static void triad(float[] a, float[] b, float[] c) {
    for (int i = 0; i < a.length; i++) {
      a[i] = b[i] + 0.5f * c[i];
    }
  }

  /** Nanoseconds of the quickest run. */
  private static double best(Runnable run) {
    long best = Long.MAX_VALUE;
    long end = System.nanoTime() + NANOS;
    do {
      long start = System.nanoTime();
      run.run();
      best = Math.min(best, System.nanoTime() - start);
    } while (System.nanoTime() < end);
    return best;
  }
}
