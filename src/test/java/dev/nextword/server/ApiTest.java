package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextword.prediction.Column;
import dev.nextword.prediction.Completion;
import dev.nextword.prediction.Suggestion;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the API answers. */
class ApiTest extends RunningServer {
  @Test
  void completesInTheOrderOfTheColumns() throws Exception {
    JsonNode results =
        post("/complete", "{\"text\": \"so I speak fluent Fr\"}", 200).get("results");
    assertEquals(List.of("ngram", "rnn", "gru", "lstm"), results.findValuesAsText("model"));
    JsonNode lstm = results.get(3);
    JsonNode best = lstm.get("suggestions").get(0);
    assertEquals("French", best.get("word").textValue());
    assertEquals("ench", best.get("completion").textValue());
    assertTrue(best.get("probability").isNumber());
    assertTrue(lstm.get("phrase").isObject());
    assertTrue(lstm.get("millis").doubleValue() >= 0);
    assertFalse(lstm.has("error"));
  }

  @Test
  void ranksTheWordThatIsExpected() throws Exception {
    JsonNode posted =
        post("/complete", "{\"text\":\"I speak fluent \",\"expected\":\"Italian\"}", 200);
    JsonNode got = get("/complete?text=I%20speak%20fluent%20&expected=Italian", 200);
    for (JsonNode answer : List.of(posted, got)) {
      JsonNode lstm = answer.get("results").get(3);
      JsonNode second = lstm.get("suggestions").get(1);
      assertEquals("Italian", second.get("word").textValue());
      assertEquals(2, lstm.get("expected").get("rank").intValue());
      assertEquals(second.get("probability"), lstm.get("expected").get("probability"));
      assertTrue(lstm.get("expected").get("known").booleanValue());
    }
    JsonNode unknown = post("/complete", "{\"text\":\"I speak \",\"expected\":\"zyzzyva\"}", 200);
    assertFalse(unknown.findValue("known").booleanValue());
    assertTrue(unknown.findValue("rank").isNull());
    assertFalse(post("/complete", "{\"text\":\"I\"}", 200).get("results").get(0).has("expected"));
  }

  @Test
  void getAndPostSayTheSame() throws Exception {
    JsonNode posted =
        post("/complete", "{\"text\":\"I would\",\"k\":3,\"models\":[\"gru\",\"rnn\"]}", 200);
    JsonNode got = get("/complete?text=I%20would&k=3&models=rnn,gru", 200);
    for (JsonNode answer : List.of(posted, got)) {
      assertEquals(List.of("rnn", "gru"), answer.get("results").findValuesAsText("model"));
    }
    assertEquals(
        posted.findValues("suggestions").toString(), got.findValues("suggestions").toString());
  }

  @Test
  void everyKindOfTextIsCompleted() throws Exception {
    for (String text :
        List.of("", " ", "\n", "\t\u0001", "שלום ", "👩‍👩‍👧 ", "x".repeat(200_000))) {
      String body = JSON.writeValueAsString(JSON.createObjectNode().put("text", text));
      assertEquals(4, post("/complete", body, 200).get("results").size());
    }
  }

  @Test
  void phraseIsNullWhereTheModelIsNotSure() throws Exception {
    JsonNode ngram = post("/complete", "{\"text\":\"\"}", 200).get("results").get(0);
    assertTrue(ngram.has("phrase") && ngram.get("phrase").isNull());
  }

  @Test
  void unknownFieldsAreIgnored() throws Exception {
    post("/complete", "{\"text\":\"I\",\"later\":{\"a\":[1]}}", 200);
  }

  @Test
  void scoresEveryCandidateWithEveryModel() throws Exception {
    JsonNode scores =
        post(
                "/score",
                "{\"context\":\"I speak"
                    + " fluent\",\"candidates\":[\"French\",\"Italian\",\"Dutch\"]}",
                200)
            .get("scores");
    assertEquals(4, scores.size());
    JsonNode lstm = scores.get("lstm");
    assertTrue(lstm.get(0).doubleValue() > lstm.get(1).doubleValue());
    // The logarithm of zero is no number in JSON.
    assertTrue(lstm.get(2).isNull());
  }

  @Test
  void modelsAndTheirCards() throws Exception {
    JsonNode models = get("/models", 200).get("models");
    assertEquals(List.of("ngram", "rnn", "gru", "lstm"), models.findValuesAsText("name"));
    assertEquals(71.3, models.get(3).get("perplexity").doubleValue());
    assertEquals("{\"name\":\"gru\",\"seed\":7}", get("/models/gru", 200).toString());
  }

  @Test
  void healthSaysWhatServesAndWhyNot() throws Exception {
    assertEquals("ok", get("/health", 200).get("status").textValue());
    MODELS.set(
        new ModelSnapshot(
            List.of(SmallModels.model("gru", 0.9, 1L, 2.0)),
            List.of(new ModelSnapshot.Absent("lstm", "vocabulary.txt is cut short"))));
    JsonNode health = get("/health", 200);
    assertEquals("degraded", health.get("status").textValue());
    assertEquals("[\"gru\"]", health.get("models").toString());
    assertEquals(List.of("ngram", "rnn", "lstm"), health.findValuesAsText("name"));
    assertEquals("vocabulary.txt is cut short", health.at("/reasons/2/reason").textValue());
    assertEquals(1, post("/complete", "{\"text\":\"\"}", 200).get("results").size());
  }

  @Test
  void modelsThatNobodyTrainedAreNoTroubleUnlessNoneServes() throws Exception {
    MODELS.set(ModelSnapshot.of(List.of(SmallModels.model("gru", 0.9, 1L, 2.0))));
    JsonNode health = get("/health", 200);
    assertEquals("ok", health.get("status").textValue());
    assertEquals(3, health.get("reasons").size());
    MODELS.set(ModelSnapshot.of(List.of()));
    assertEquals("degraded", get("/health", 200).get("status").textValue());
  }

  @Test
  void aModelThatFailsDoesNotDisturbTheOthers() throws Exception {
    Column broken =
        new Column() {
          @Override
          public String name() {
            return "rnn";
          }

          @Override
          public Completion complete(String text, int k) {
            throw new StackOverflowError();
          }

          @Override
          public double[] score(String context, List<String> candidates) {
            throw new IllegalStateException(context);
          }
        };
    MODELS.set(
        ModelSnapshot.of(
            List.of(
                new ServedModel(broken, JSON.createObjectNode(), null, null),
                SmallModels.model("gru", 0.9, 1L, 2.0))));
    JsonNode answer = post("/complete", "{\"text\":\"" + SECRET + "\"}", 200);
    assertEquals("model_failed", answer.at("/results/0/error/code").textValue());
    assertFalse(answer.toString().contains(SECRET));
    assertEquals(5, post("/complete", "{\"text\":\"\"}", 200).at("/results/1/suggestions").size());
    JsonNode scores = post("/score", "{\"context\":\"\",\"candidates\":[\"a\"]}", 200);
    assertEquals("[\"rnn\"]", scores.get("failed").toString());
    assertTrue(scores.get("scores").has("gru"));
  }

  @Test
  void notANumberIsNull() throws Exception {
    Column notANumber =
        new Column() {
          @Override
          public String name() {
            return "lstm";
          }

          @Override
          public Completion complete(String text, int k) {
            return new Completion(List.of(new Suggestion("a", "a", Double.NaN)), null);
          }

          @Override
          public double[] score(String context, List<String> candidates) {
            return new double[] {Double.NEGATIVE_INFINITY};
          }
        };
    MODELS.set(
        ModelSnapshot.of(
            List.of(new ServedModel(notANumber, JSON.createObjectNode(), null, Double.NaN))));
    assertTrue(
        post("/complete", "{\"text\":\"\"}", 200)
            .at("/results/0/suggestions/0/probability")
            .isNull());
    assertEquals(
        "{\"lstm\":[null]}",
        post("/score", "{\"context\":\"\",\"candidates\":[\"a\"]}", 200).get("scores").toString());
  }

  @Test
  void modelsAreSwappedWithoutAMixedAnswer() throws Exception {
    ModelSnapshot four = SmallModels.snapshot();
    ModelSnapshot two = ModelSnapshot.of(four.serving().subList(0, 2));
    List<CompletableFuture<HttpResponse<String>>> pending = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      MODELS.set(i % 2 == 0 ? two : four);
      pending.add(CLIENT.sendAsync(json("/complete", "{\"text\":\"I\"}"), BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> response : pending) {
      assertEquals(200, response.get().statusCode());
      int answered = JSON.readTree(response.get().body()).get("results").size();
      assertTrue(answered == 2 || answered == 4, "answered: " + answered);
    }
  }
}
