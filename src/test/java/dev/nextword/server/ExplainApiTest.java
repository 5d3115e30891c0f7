package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextword.explanation.Explainer;
import dev.nextword.explanation.NetworkExplainer;
import dev.nextword.explanation.SmallNetwork;
import dev.nextword.network.CellType;
import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.SmallCorpus;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /explain} and {@code GET /distance-curves}. */
class ExplainApiTest extends RunningServer {
  @BeforeEach
  void threeNetworksAndOneThatCannot() {
    MODELS.set(
        ModelSnapshot.of(
            List.of(
                model(CellType.RNN),
                model(CellType.GRU),
                model(CellType.LSTM),
                SmallModels.model("other", 0.5, null, 1))));
  }

  private static ServedModel model(CellType cell) {
    return served(
        cell.label(),
        new NetworkExplainer(
            SmallCorpus.ENCODER,
            SmallNetwork.of(cell, SmallCorpus.VOCABULARY.size()),
            BlockList.NONE));
  }

  private static ServedModel served(String name, Explainer explainer) {
    ServedModel column = SmallModels.model(name, 0.5, 1L, 1);
    return new ServedModel(column.column(), column.card(), 1L, 1.0, explainer);
  }

  private static JsonNode explain(String text, int status) throws Exception {
    ObjectNode body = JSON.createObjectNode().put("text", text);
    body.putArray("models").add("rnn").add("gru").add("lstm");
    return post("/explain", body.toString(), status);
  }

  @Test
  void everyNetworkIsExplained() throws Exception {
    JsonNode answer = explain("I went to France when I was young, so I ", 200);
    assertTrue(answer.has("target") && answer.get("target").isNull());
    assertEquals(List.of("rnn", "gru", "lstm"), answer.get("results").findValuesAsText("model"));
    JsonNode lstm = answer.at("/results/2");
    assertEquals("lstm", lstm.get("cell").textValue());
    assertFalse(lstm.get("truncated").booleanValue());
    assertTrue(lstm.get("millis").isNumber());
    assertTrue(lstm.at("/target/rank").isIntegralNumber());
    assertTrue(lstm.at("/target/logit").isNumber());
    assertEquals(
        "{\"text\":\"I\",\"start\":0,\"end\":1,\"known\":true}", lstm.at("/tokens/1").toString());
    assertEquals(lstm.get("tokens").size(), lstm.get("connectivity").size());
    assertEquals(1, lstm.at("/gradient/jacobian/0").doubleValue());
    assertEquals(List.of("input", "forget", "output"), lstm.get("gates").findValuesAsText("name"));
    assertTrue(lstm.at("/gates/0/values").isMissingNode());
    assertTrue(lstm.has("gateHalfLife"));
    assertTrue(lstm.at("/halfLife/measure").isTextual());
    assertEquals("[]", answer.at("/results/0/gates").toString());
    assertTrue(answer.at("/results/0/gateHalfLife").isNull());
    assertFalse(answer.at("/results/0/gradient").has("cell"));
    assertFalse(lstm.has("error"));
  }

  @Test
  void aTargetIsGivenInTheSpellingOfTheVocabulary() throws Exception {
    JsonNode answer =
        post(
            "/explain",
            "{\"text\":\"I speak \",\"target\":\" french\",\"models\":[\"gru\"],\"units\":true,"
                + "\"jacobian\":false}",
            200);
    assertEquals("French", answer.get("target").textValue());
    assertEquals("French", answer.at("/results/0/target/word").textValue());
    assertEquals(0, answer.at("/results/0/gradient/jacobian").size());
    assertEquals(10, answer.at("/results/0/gates/0/values/0").size());
  }

  @Test
  void aTargetThatNobodyKnowsIsRefusedWithWhatIsNear() throws Exception {
    JsonNode answer =
        post("/explain", "{\"text\":\"\",\"target\":\"" + SECRET + "\",\"models\":[\"rnn\"]}", 400);
    assertError(answer, "unknown_word", "target");
    String message =
        post("/explain", "{\"text\":\"\",\"target\":\"Frensh\"}", 400)
            .at("/error/message")
            .asText();
    assertTrue(message.contains("French"), message);
  }

  @Test
  void aModelThatCannotExplainItselfSaysSo() throws Exception {
    JsonNode results = post("/explain", "{\"text\":\"I\"}", 200).get("results");
    assertEquals(4, results.size());
    assertEquals("not_explainable", results.at("/3/error/code").textValue());
    assertFalse(results.get(3).has("tokens"));
  }

  @Test
  void aModelThatFailsDoesNotDisturbTheOthers() throws Exception {
    MODELS.set(
        ModelSnapshot.of(
            List.of(
                model(CellType.GRU),
                served(
                    "lstm",
                    question -> {
                      throw new IllegalStateException(question.text());
                    }))));
    JsonNode results = post("/explain", "{\"text\":\"" + SECRET + "-\"}", 200).get("results");
    assertTrue(results.get(0).has("connectivity"));
    assertEquals("model_failed", results.at("/1/error/code").textValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", "\t\u0001", "שלום ", "👩‍👩‍👧 ", "!?!?!?", "'", "\"no."})
  void everyKindOfTextIsExplained(String text) throws Exception {
    for (JsonNode result : explain(text, 200).get("results")) {
      assertFalse(result.has("error"), result.toString());
      assertTrue(result.get("tokens").size() > 0);
    }
  }

  @Test
  void ofFiveThousandWordsTheLastAreExplained() throws Exception {
    String text = "I would like to know the old town. ".repeat(625);
    for (JsonNode result : explain(text, 200).get("results")) {
      assertTrue(result.get("truncated").booleanValue());
      JsonNode tokens = result.get("tokens");
      assertTrue(tokens.size() > 400 && tokens.size() < 600, "tokens: " + tokens.size());
      JsonNode last = tokens.get(tokens.size() - 3); // . and the sentence's end are behind it
      assertEquals("town", text.substring(last.get("start").asInt(), last.get("end").asInt()));
    }
  }

  @ParameterizedTest(name = "{0} -> {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                     | missing       | text",
        "{\"text\":5}                           | wrong_type    | text",
        "{\"text\":\"\\u0000\"}                 | bad_text      | text",
        "{\"text\":\"\",\"target\":7}           | wrong_type    | target",
        "{\"text\":\"\",\"target\":\" \"}       | bad_value     | target",
        "{\"text\":\"\",\"target\":[\"a\"]}     | wrong_type    | target",
        "{\"text\":\"\",\"units\":\"yes\"}      | wrong_type    | units",
        "{\"text\":\"\",\"jacobian\":1}         | wrong_type    | jacobian",
        "{\"text\":\"\",\"models\":[\"x\"]}     | unknown_model | models",
        "{\"text\":\"\",\"models\":\"gru\"}     | wrong_type    | models",
      })
  void badRequests(String body, String code, String field) throws Exception {
    assertError(post("/explain", body, 400), code, field);
  }

  @Test
  void aLongTargetIsNoWord() throws Exception {
    String body = "{\"text\":\"\",\"target\":\"" + "x".repeat(101) + "\"}";
    assertError(post("/explain", body, 400), "bad_value", "target");
  }

  /** More than wait are refused at once, and keys are answered meanwhile. */
  @Test
  void keysDoNotWaitForExplanations() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Explainer real = model(CellType.RNN).explainer();
    Explainer slow =
        question -> {
          try {
            go.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return real.explain(question);
        };
    MODELS.set(ModelSnapshot.of(List.of(served("rnn", slow))));
    List<CompletableFuture<HttpResponse<String>>> pending = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      pending.add(CLIENT.sendAsync(json("/explain", "{\"text\":\"I\"}"), BodyHandlers.ofString()));
    }
    for (int i = 0; i < 10; i++) {
      assertEquals(1, post("/complete", "{\"text\":\"I wou\"}", 200).get("results").size());
    }
    while (pending.stream().filter(CompletableFuture::isDone).count() < 4) {
      Thread.sleep(5);
    }
    go.countDown();
    int busy = 0;
    for (CompletableFuture<HttpResponse<String>> answer : pending) {
      if (answer.get().statusCode() == 503) {
        assertError(JSON.readTree(answer.get().body()), "busy", null);
        busy++;
      } else {
        assertEquals(200, answer.get().statusCode());
      }
    }
    assertEquals(4, busy);
  }
}
