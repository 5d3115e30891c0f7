package dev.nextword.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;

/** The machine that trains: for model cards, and to choose the settings of its native libraries. */
public final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo"); // Linux only
  private static final String CARD = "nextword.device.name";

  private Machine() {}

  /** Of Java, this program, Deeplearning4j. */
  public static Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("java", Runtime.version().toString());
    @Nullable String program = Machine.class.getPackage().getImplementationVersion();
    versions.put("nextword", program == null ? "development" : program); // known in a jar alone
    versions.put("deeplearning4j", deeplearning4j());
    return versions;
  }

  /** Its manifest does not say; Maven's record in the jar does. */
  private static String deeplearning4j() {
    String record = "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";
    try (InputStream in = MultiLayerNetwork.class.getResourceAsStream(record)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** The option of Java that tells a process the name of the card it computes on. */
  static String cardProperty(String name) {
    return "-D" + CARD + "=" + name;
  }

  /** Such as {@code AMD EPYC, 2 cores, Linux amd64}, with the card where one computes. */
  public static String description() {
    String processor =
        processorLine("model name")
            .map(line -> line.replaceAll("\\s+", " "))
            .orElse("unknown processor");
    String card = System.getProperty(CARD, "");
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %s %s%s",
        processor,
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        card.isEmpty() ? "" : ", " + card);
  }

  /**
   * The kernels that OpenBLAS should use, or empty to let it choose. The release that
   * Deeplearning4j brings knows no processor younger than 2021 and falls back to AVX2 on them; with
   * AVX-512 the large products are about twice as fast.
   */
  public static Optional<String> openBlasCore() {
    return processorLine("flags")
        .filter(
            flags ->
                Stream.of("avx512f", "avx512dq", "avx512cd", "avx512bw", "avx512vl")
                    .allMatch(flag -> (" " + flags + " ").contains(" " + flag + " ")))
        .map(flags -> "SkylakeX");
  }

  private static Optional<String> processorLine(String key) {
    try (Stream<String> lines = Files.lines(PROCESSORS, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
