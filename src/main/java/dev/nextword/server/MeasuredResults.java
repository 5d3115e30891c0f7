package dev.nextword.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What long experiments and benchmarks have measured, as the files that they wrote: committed
 * beside the shipped models, read anew each time they are asked for.
 *
 * @param folder with the files, none of which need be there; null for none
 */
record MeasuredResults(@Nullable Path folder) {
  private static final Logger LOG = LoggerFactory.getLogger(MeasuredResults.class);

  private static final long MAX_BYTES = 8 << 20;

  /**
   * One of them.
   *
   * @param path below {@link Api#ROOT}
   * @param file in the folder
   * @param command that measures it and prints or writes the JSON
   */
  record Result(String path, String file, String command) {
    String route() {
      return Api.ROOT + path;
    }
  }

  static final List<Result> ALL =
      List.of(
          new Result(
              "/distance-curves",
              "experiment-distance.json",
              "nextword experiment distance --out models/experiment-distance.json"),
          new Result(
              "/lab/remedies",
              "experiment-remedies.json",
              "nextword experiment remedies --out models/experiment-remedies.json"),
          new Result(
              "/training-speed",
              "benchmark-training.json",
              "mvn -q -Pbench verify -DskipTests -Dbench=training, which writes"
                  + " target/bench/training.json"));

  void addTo(RoutesConfig routes) {
    ALL.forEach(result -> routes.get(result.route(), ctx -> respond(ctx, result)));
  }

  private void respond(Context ctx, Result result) {
    try {
      Path file = folder == null ? null : folder.resolve(result.file);
      if (file == null || Files.size(file) > MAX_BYTES) {
        throw none(result);
      }
      Api.respond(ctx, Json.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
    } catch (NoSuchFileException e) {
      throw none(result);
    } catch (IOException e) { // also where it is not JSON
      LOG.error("{} cannot be read: {}", result.file, Failures.describe(e));
      throw new ApiException(
          503, "unreadable", "The file " + result.file + " is damaged. Measure anew.", null);
    }
  }

  private static ApiException none(Result result) {
    return new ApiException(
        404,
        "not_found",
        "This has not been measured here. Run: "
            + result.command
            + "; it belongs into the models folder as "
            + result.file
            + ".",
        null);
  }
}
