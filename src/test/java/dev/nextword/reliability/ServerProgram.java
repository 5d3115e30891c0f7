package dev.nextword.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code nextword serve} in a process of its own, and what a client may ask it. */
public final class ServerProgram implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String READY = "nextword is ready at ";
  private static final double KILOBYTES_A_MEGABYTE = 1024;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final URI address;

  /**
   * What the server said.
   *
   * @param status of HTTP
   */
  public record Answer(int status, String body) {
    public JsonNode json() throws IOException {
      return JSON.readTree(body);
    }

    /** This answer, if it has the status that was wanted. */
    public Answer require(int wanted) {
      if (status != wanted) {
        throw new IllegalStateException("not " + wanted + " but " + status + ": " + body);
      }
      return this;
    }
  }

  private ServerProgram(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** As people start it: the jar, no settings of Java. */
  public static ServerProgram ofJar(Path jar, Path log, List<String> arguments) throws IOException {
    return start(List.of("-jar", jar.toString()), log, arguments);
  }

  /** The classes that are tested, with a small heap. */
  static ServerProgram ofClasses(Path log, List<String> arguments) throws IOException {
    return start(classes(), log, arguments);
  }

  /** Java's arguments for the program that is tested, up to the verb. */
  static List<String> classes() {
    return List.of(
        "-Xmx512m",
        "-Dnextword.nice=0", // a machine that tests has other work: at 10 it might never end
        "-cp",
        System.getProperty("java.class.path"),
        "dev.nextword.cli.Main");
  }

  private static ServerProgram start(List<String> program, Path log, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(program);
    command.addAll(List.of("serve", "--port", "0"));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> kill(process.toHandle())));
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null || !line.startsWith(READY)) {
      kill(process.toHandle());
      throw new IllegalStateException("the server did not start; it may say why in " + log);
    }
    Thread drain = new Thread(() -> out.lines().forEach(said -> {}), "server's output");
    drain.setDaemon(true);
    drain.start();
    return new ServerProgram(process, URI.create(line.substring(READY.length())));
  }

  /** The Java that runs this. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return address.getPort();
  }

  /** A request to a path below {@code /api/v1/}. */
  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(address.resolve("/api/v1/" + path));
  }

  Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  /** The same, not waited for. */
  CompletableFuture<HttpResponse<String>> sendLater(HttpRequest request) {
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return send(to(path).build());
  }

  public Answer delete(String path) throws IOException, InterruptedException {
    return send(to(path).DELETE().build());
  }

  HttpRequest request(String method, String path, Map<String, ?> body) throws IOException {
    BodyPublisher json = BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    return to(path).header("Content-Type", "application/json").method(method, json).build();
  }

  public Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    return send(request("POST", path, body));
  }

  /** Lets a set of models serve. */
  Answer use(String set) throws IOException, InterruptedException {
    return send(request("PUT", "models/active", Map.of("set", set)));
  }

  HttpRequest pasting(String name, String text) {
    return to("corpora?name=" + name)
        .header("Content-Type", "text/plain")
        .POST(BodyPublishers.ofString(text))
        .build();
  }

  /** Adds a text. */
  Answer paste(String name, String text) throws IOException, InterruptedException {
    return send(pasting(name, text));
  }

  /**
   * Listens to a training until it is over, as the page does.
   *
   * @return what is known of it then
   */
  JsonNode follow(String training) throws IOException, InterruptedException {
    HttpRequest events =
        to("training/" + training + "/events").header("Accept", "text/event-stream").build();
    try (Stream<String> lines = client.send(events, BodyHandlers.ofLines()).body()) {
      lines.takeWhile(line -> !line.equals("event: end")).forEach(line -> {});
    }
    return get("training/" + training).require(200).json();
  }

  /** What the server counts, by name: those without labels. */
  public Map<String, Double> metrics() throws IOException, InterruptedException {
    Map<String, Double> values = new TreeMap<>();
    for (String line : get("metrics").require(200).body().split("\n")) {
      if (!line.startsWith("#") && line.indexOf('{') < 0) {
        String[] parts = line.split(" ");
        values.put(parts[0], Double.parseDouble(parts[1]));
      }
    }
    return values;
  }

  /** Its resident memory now, in megabytes, as Linux tells it; NaN elsewhere. */
  public double megabytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", "" + process.pid(), "status"))) {
        if (line.startsWith("VmRSS:")) {
          return Double.parseDouble(line.replaceAll("\\D", "")) / KILOBYTES_A_MEGABYTE;
        }
      }
    } catch (IOException notLinux) {
      // as below
    }
    return Double.NaN;
  }

  /** As {@code kill -9} does it; its trainings notice by themselves. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running after kill -9");
    }
  }

  private static void kill(ProcessHandle server) {
    server.descendants().forEach(ProcessHandle::destroyForcibly);
    server.destroyForcibly();
  }

  @Override
  public void close() {
    kill(process.toHandle());
  }
}
