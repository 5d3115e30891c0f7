package dev.nextword.training;

import java.util.HashMap;
import java.util.Map;

/** What training knows of the machine, for the benchmark: it computes with the same settings. */
public final class ThisMachine {
  private ThisMachine() {}

  /** Processor and system in words. */
  public static String description() {
    return Machine.description();
  }

  /** The variables that {@link TrainingJob} gives its processes. */
  public static Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>();
    variables.put("OMP_NUM_THREADS", "1");
    Machine.openBlasCore().ifPresent(core -> variables.put("OPENBLAS_CORETYPE", core));
    return variables;
  }
}
