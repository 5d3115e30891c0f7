package dev.nextword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.nextword.text.Corpora;
import dev.nextword.text.Document;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusCommandsTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path temp;

  @Test
  void theCatalogueIsListed() throws IOException {
    Command list = Command.run("corpus", "list");
    assertEquals(0, list.exit(), list.err());
    assertTrue(list.out().startsWith("name "), list.out());
    assertTrue(list.out().lines().anyMatch(l -> l.matches("sample +yes .*")), list.out());
    JsonNode json = JSON.readTree(Command.run("corpus", "list", "--json").out());
    for (JsonNode source : json) {
      assertTrue(list.out().contains(source.get("name").asText()), list.out());
      assertTrue(!source.get("licence").asText().isBlank(), source.toString());
    }
  }

  @Test
  void aModelTrainedOnTextsOfTheCatalogueSaysTheirLicences() {
    assertEquals(
        "CC BY 2.0 FR (Tatoeba: English sentences), GPL-3.0-or-later",
        CorpusArgument.licence(List.of("sentences", "sample")));
    assertEquals("", CorpusArgument.licence(List.of("sentences", "a/text/of/mine.txt")));
  }

  @Test
  void aTextIsFetchedOnce() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int[] requests = new int[1];
    server.createContext(
        "/",
        exchange -> {
          requests[0]++;
          byte[] body = "It rains.\nIt pours.\n".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String catalogue =
          """
          {"sources": [{"name": "rain", "title": "Rain", "about": "Rain.",
            "homepage": "http://localhost/", "licence": "CC0", "approximateBytes": 40,
            "conversion": "PLAIN",
            "files": [{"url": "http://%s:%d/rain", "target": "rain.txt", "sha256": null}]}]}
          """
              .formatted(
                  InetAddress.getLoopbackAddress().getHostAddress(), server.getAddress().getPort());
      Path file = Files.writeString(temp.resolve("catalogue.json"), catalogue);
      String[] fetch = {
        "corpus", "fetch", "rain", "--catalogue", file.toString(), "--into", temp.toString()
      };
      Command first = Command.run(fetch);
      assertEquals(0, first.exit(), first.err());
      assertEquals(temp.resolve("rain").toString(), first.out().strip());
      assertEquals("It rains.\nIt pours.\n", Files.readString(temp.resolve("rain/rain.txt")));
      assertEquals(0, Command.run(fetch).exit());
      assertEquals(1, requests[0]);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void passagesAreWovenFromASeed() throws IOException {
    Path text = temp.resolve("weather.txt");
    Files.writeString(text, "It rained all day. The dog slept by the fire. We waited.\n");
    String[] weave = {"corpus", "weave", text.toString(), "--distance", "0", "-n", "3"};
    Command first = Command.run(weave);
    assertEquals(0, first.exit(), first.err());
    assertEquals(3, first.out().lines().count(), first.out());
    assertEquals(first.out(), Command.run(weave).out());

    List<String> json =
        Command.run("corpus", "weave", text.toString(), "--distance", "0", "--json", "-n", "1")
            .out()
            .lines()
            .toList();
    JsonNode passage = JSON.readTree(json.get(0));
    assertEquals(0, passage.get("distance").intValue());
    assertTrue(passage.get("candidates").toString().contains(passage.get("answer").asText()));
  }

  @Test
  void passagesOfEveryKindCarryWhatAMeasurementNeeds() throws IOException {
    String[] weave = {
      "corpus",
      "weave",
      "corpus/sample/everyday.txt",
      "--kind",
      "all",
      "--distance",
      "15",
      "--held-out",
      "-n",
      "12",
      "--json"
    };
    Command woven = Command.run(weave);
    assertEquals(0, woven.exit(), woven.err());
    Set<String> kinds = new TreeSet<>();
    for (String line : woven.out().lines().toList()) {
      JsonNode passage = JSON.readTree(line);
      kinds.add(passage.get("kind").asText());
      assertEquals(15, passage.get("distance").intValue());
      assertTrue(passage.get("lag").intValue() >= 15, line);
      assertTrue(passage.get("heldOutTemplates").booleanValue(), line);
      assertTrue(passage.get("heldOutFillers").booleanValue(), line);
      assertTrue(!passage.get("cueTemplate").asText().isEmpty(), line);
      assertTrue(!passage.get("triggerTemplate").asText().isEmpty(), line);
      String text = passage.get("text").asText();
      String known = passage.get("context").asText() + " " + passage.get("answer").asText();
      assertTrue(text.startsWith(known), line);
      assertTrue(text.contains(passage.get("between").asText()), line);
      assertTrue(passage.get("candidates").size() >= 2, line);
    }
    assertEquals(6, kinds.size(), kinds.toString());
  }

  /** Each passage is a document of its own when the plain output is trained on. */
  @Test
  void thePlainOutputIsACorpus() throws IOException {
    Command woven =
        Command.run("corpus", "weave", "corpus/sample/everyday.txt", "--kind", "all", "-n", "120");
    assertEquals(0, woven.exit(), woven.err());
    Path file = Files.writeString(temp.resolve("woven.txt"), woven.out());
    try (Stream<Document> documents = Corpora.open(file).documents()) {
      assertEquals(woven.out().lines().toList(), documents.map(Document::text).toList());
    }
  }

  @Test
  void anUnknownKindIsAnsweredWithThoseThatThereAre() {
    Command wrong = Command.run("corpus", "weave", "sample", "--kind", "colour");
    assertEquals(2, wrong.exit());
    assertTrue(wrong.err().contains("verb-number"), wrong.err());
  }

  @Test
  void progressIsALineThatIsWrittenOverOnATerminalAndSilentElsewhere() throws Exception {
    StringWriter terminal = new StringWriter();
    try (ProgressLine progress = new ProgressLine(new PrintWriter(terminal), true)) {
      progress.progressed("a.txt", 0, 1_000_000);
      Thread.sleep(250);
      progress.progressed("a.txt", 500_000, 1_000_000);
      progress.progressed("a.txt", 1_000_000, 1_000_000);
    }
    assertTrue(terminal.toString().contains("\ra.txt: 0.5 of 1.0 MB, 50 %"), terminal.toString());
    assertTrue(terminal.toString().contains("100 %"), terminal.toString());
    assertTrue(terminal.toString().endsWith(System.lineSeparator()), "the line is ended");

    StringWriter file = new StringWriter();
    try (ProgressLine progress = new ProgressLine(new PrintWriter(file), false)) {
      progress.progressed("a.txt", 1_000_000, 1_000_000);
    }
    assertEquals("", file.toString());
  }
}
