package dev.nextword.network;

import org.nd4j.linalg.cpu.nativecpu.CpuBackend;

/**
 * ND4J's CPU backend, put before all others unless this process is for the {@linkplain Device GPU}.
 *
 * <p>ND4J asks the backends that it finds on the class path, the one of highest priority first, and
 * takes the first that says it is available. The CUDA backend comes before the CPU's and calls
 * itself available wherever there is a driver and a card, whether or not it has machine code for
 * that card: on a card too new the first operation would fail. ND4J's own way to change the order
 * is an environment variable, which a process cannot set for itself; hence this class, which ND4J
 * finds in {@code META-INF/services}.
 */
public final class ChosenBackend extends CpuBackend {
  private static final int BEFORE_ALL = 1_000; // CUDA has 100, the CPU 0
  private static final int AFTER_ALL = -1_000;

  @Override
  public int getPriority() {
    return Device.ofThisProcess() == Device.CPU ? BEFORE_ALL : AFTER_ALL;
  }
}
