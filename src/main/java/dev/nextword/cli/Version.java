package dev.nextword.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Versions of the program, of Java and of the system. */
final class Version implements IVersionProvider {
  /** The program's version, from the jar's manifest; {@code development} outside a jar. */
  static String ofProgram() {
    return Objects.requireNonNullElse(
        Main.class.getPackage().getImplementationVersion(), "development");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "nextword " + ofProgram(),
      "Java " + System.getProperty("java.vm.version") + ", " + System.getProperty("java.vm.vendor"),
      System.getProperty("os.name") + " " + System.getProperty("os.arch")
    };
  }
}
