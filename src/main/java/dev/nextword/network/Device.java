package dev.nextword.network;

import java.util.Locale;

/**
 * What the arithmetic runs on. It is fixed when a process starts, by {@link #property}: ND4J loads
 * one backend, once.
 */
public enum Device {
  /** The processor, through OpenBLAS. */
  CPU,
  /** A graphics card by NVIDIA, through CUDA. */
  GPU;

  private static final String PROPERTY = "nextword.device";
  private static final String CUDA_BACKEND = "/org/nd4j/linalg/jcublas/JCublasBackend.class";

  /** The option of Java that starts a process on this device, such as {@code -Dname=gpu}. */
  public String property() {
    return "-D" + PROPERTY + "=" + name().toLowerCase(Locale.ROOT);
  }

  /** The device that this process was started for; the CPU if nothing was said. */
  public static Device ofThisProcess() {
    return GPU.name().equalsIgnoreCase(System.getProperty(PROPERTY)) ? GPU : CPU;
  }

  /** Whether this program was built with the CUDA backend. Loads nothing of it. */
  public static boolean cudaIsBuiltIn() {
    return Device.class.getResource(CUDA_BACKEND) != null;
  }
}
