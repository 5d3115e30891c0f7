package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextword.model.ModelSets;
import dev.nextword.model.ModelStore;
import dev.nextword.text.CorpusSource;
import dev.nextword.text.OwnCorpora;
import dev.nextword.text.ProgressListener;
import dev.nextword.training.CorpusReport;
import dev.nextword.training.PretendTraining;
import dev.nextword.training.Trainings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server that trains: real but for the models, which are small, and the training's process. */
abstract class RetrainingServer {
  static final ObjectMapper JSON = new ObjectMapper();
  static final HttpClient CLIENT = HttpClient.newHttpClient();
  static final int LIMIT = 200_000;
  static final String TEXT =
      "I would like to see the garden. She would like to see you, too.\n".repeat(40);

  @TempDir Path folder;
  NextWordServer server;
  ActiveModels models;

  @BeforeEach
  void start() throws IOException {
    ship("rnn");
    server = create(ServerOptions.defaults().withPort(0)).start();
  }

  /** Puts a model among the shipped ones. */
  void ship(String cell) throws IOException {
    Path model = Files.createDirectories(folder.resolve("models").resolve(cell));
    Files.writeString(model.resolve("card.json"), PretendTraining.card(cell));
  }

  /** The folder of the page. */
  Path web() throws IOException {
    Path web = Files.createDirectories(folder.resolve("web"));
    Files.writeString(web.resolve("index.html"), "<!doctype html><title>page</title>");
    return web;
  }

  /** What the project has; nothing. */
  Retraining.Tools tools() {
    return new NoTools();
  }

  /** A server of everything that the folder holds by now, as one that is started anew. */
  NextWordServer create(ServerOptions options) throws IOException {
    Path data = folder.resolve("data");
    ModelSets sets = new ModelSets(new ModelStore(folder.resolve("models")), data);
    models = new ActiveModels(sets, sets.active(), store -> SmallModels.snapshot());
    OwnCorpora corpora = new OwnCorpora(data.resolve("corpora"), new OwnCorpora.Limits(LIMIT, 100));
    Trainings trainings =
        new Trainings(data.resolve("training"), PretendTraining.commands(), sets::install);
    Retraining retraining = new Retraining(models, corpora, trainings, tools());
    return NextWordServer.create(options, models, web(), null, retraining);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The project has no texts; every training takes as long. */
  static class NoTools implements Retraining.Tools {
    @Override
    public List<CorpusSource> catalogue() {
      return List.of();
    }

    @Override
    public List<String> ready() {
      return List.of();
    }

    @Override
    public Optional<CorpusReport> report(String name) {
      return Optional.empty();
    }

    @Override
    public void fetch(String name, ProgressListener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public JsonNode estimate(String corpus, @Nullable String size, @Nullable String from) {
      ObjectNode estimate = JSON.createObjectNode();
      estimate.put("seconds", 12).put("epochs", 10).put("updates", 100).put("cores", 2);
      estimate.putObject("secondsPerUpdate").put("rnn", 0.06).put("gru", 0.09).put("lstm", 0.09);
      return estimate;
    }
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(server.uri().resolve("/api/v1" + path));
  }

  JsonNode get(String path, int status) throws Exception {
    return send(to(path).build(), status);
  }

  JsonNode json(String method, String path, String body, int status) throws Exception {
    return send(
        to(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        status);
  }

  JsonNode delete(String path, int status) throws Exception {
    return send(to(path).DELETE().build(), status);
  }

  JsonNode paste(String name, String text, int status) throws Exception {
    return send(
        to("/corpora?name=" + name)
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(BodyPublishers.ofString(text))
            .build(),
        status);
  }

  /** Files as a browser's form sends them. */
  JsonNode upload(@Nullable String name, Map<String, byte[]> files, int status) throws Exception {
    String boundary = "----boundary";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (name != null) {
      part(body, boundary, "name=\"name\"", name.getBytes(StandardCharsets.UTF_8));
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      part(body, boundary, "name=\"file\"; filename=\"" + file.getKey() + "\"", file.getValue());
    }
    body.write(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    BodyPublisher publisher = BodyPublishers.ofByteArray(body.toByteArray());
    return send(
        to("/corpora")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(publisher)
            .build(),
        status);
  }

  private static void part(ByteArrayOutputStream body, String boundary, String name, byte[] bytes)
      throws IOException {
    body.write(
        ("--" + boundary + "\r\nContent-Disposition: form-data; " + name + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.write(bytes);
    body.write("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  JsonNode send(HttpRequest request, int status) throws Exception {
    HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
    assertEquals(status, response.statusCode(), response.body());
    Security.HEADERS.forEach(
        (name, value) -> assertEquals(value, response.headers().firstValue(name).orElse("")));
    return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
  }

  static String code(JsonNode answer) {
    return answer.at("/error/code").asText();
  }
}
