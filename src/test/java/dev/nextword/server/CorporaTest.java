package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /corpora}. */
class CorporaTest extends RetrainingServer {
  @Test
  void aPastedTextIsCountedShownListedAndDeleted() throws Exception {
    JsonNode added = paste("mine", TEXT, 201);
    JsonNode report = added.get("report");
    assertEquals(40, report.get("documents").asInt(), "a line, a document");
    assertEquals(80, report.get("sentences").asInt());
    assertEquals(40 * 17, report.get("words").asInt());
    assertEquals("garden", report.at("/preview/0/tokens/0/6").asText());
    assertTrue(report.get("english").asDouble() > 0.3, report.toString());
    assertTrue(report.at("/warnings/0").asText().startsWith("Too little text"));
    assertEquals("small", added.get("size").asText());
    assertEquals(added, get("/corpora/mine", 200));
    JsonNode list = get("/corpora", 200);
    assertEquals("mine", list.at("/corpora/0/name").asText());
    assertEquals(40 * 17, list.at("/corpora/0/words").asInt());
    assertEquals(LIMIT, list.at("/limits/bytes").asInt());
    assertEquals("name_taken", code(paste("mine", TEXT, 409)));
    delete("/corpora/mine", 204);
    get("/corpora/mine", 404);
    delete("/corpora/mine", 404);
    assertEquals(0, get("/corpora", 200).get("corpora").size());
  }

  @Test
  void filesAndZipsOfTextsAreTaken() throws Exception {
    byte[] text = TEXT.getBytes(StandardCharsets.UTF_8);
    JsonNode added =
        upload(null, Map.of("My Mails.txt", text, "more.zip", zip("../../up.txt", text)), 201);
    assertEquals(80, added.at("/report/documents").asInt());
    assertTrue(added.get("name").asText().matches("my-mails|more"), added.toString());
    JsonNode named = upload("named", Map.of("My Mails.txt", text), 201);
    assertEquals("named", named.get("name").asText());
    try (Stream<Path> all = Files.walk(folder)) {
      assertTrue(all.noneMatch(file -> file.endsWith("up.txt")));
    }
  }

  @Test
  void whatIsNoTextIsRefusedAndLeavesNothing() throws Exception {
    JsonNode notUtf8 = upload("mine", Map.of("a.txt", new byte[] {'h', 'i', (byte) 0xe4}), 422);
    String message = notUtf8.at("/error/message").asText();
    assertTrue(message.contains("a.txt: line 1") && message.contains("UTF-8"), message);
    assertFalse(message.contains(folder.toString()), message);
    assertEquals("unusable_text", code(upload("mine", Map.of("a.exe", new byte[9]), 422)));
    assertEquals("unusable_text", code(upload("mine", Map.of("a.txt", new byte[0]), 422)));
    assertEquals("unusable_text", code(paste("mine", "12 34", 422)));
    assertEquals("too_large", code(paste("mine", "word ".repeat(LIMIT / 4), 413)));
    byte[] large = "word ".repeat(LIMIT / 4).getBytes(StandardCharsets.UTF_8);
    assertEquals("too_large", code(upload("mine", Map.of("a.txt", large), 413)));
    assertEquals("too_large", code(upload("mine", Map.of("a.zip", zip("a.txt", large)), 413)));
    assertEquals("missing", code(upload("mine", Map.of(), 400)));
    send(
        to("/corpora?name=a")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"))
            .build(),
        415);
    send(
        to("/corpora")
            .header("Content-Type", "multipart/form-data")
            .POST(BodyPublishers.ofString("no parts"))
            .build(),
        400);
    try (Stream<Path> left = Files.list(folder.resolve("data/corpora"))) {
      assertEquals(0, left.count());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "..%2fx", "A", ".x", "a%00", "%E4"})
  void namesThatWouldLeadElsewhereAreNone(String name) throws Exception {
    assertEquals("bad_value", code(paste(name, TEXT, 400)));
    HttpRequest elsewhere = to("/corpora/%2e%2e%2f" + name.replace("%", "%25")).build();
    int status = CLIENT.send(elsewhere, BodyHandlers.discarding()).statusCode();
    assertTrue(status == 400 || status == 404, "answered with " + status);
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      out.putNextEntry(new ZipEntry(name));
      out.write(content);
      out.closeEntry();
    }
    return packed.toByteArray();
  }
}
