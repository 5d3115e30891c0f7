package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the lab calculates at once, over HTTP. */
class LabCalculationsTest extends RunningServer {
  @Test
  void answersAreAsDescribed() throws Exception {
    for (Operation operation : LabCalculations.OPERATIONS) {
      String path = operation.path().substring(Api.ROOT.length());
      JsonNode answer = operation.method().equals("GET") ? get(path, 200) : post(path, "{}", 200);
      SchemaChecks.check(operation.answer(), answer, operation.toString());
    }
  }

  @Test
  void descends() throws Exception {
    JsonNode path =
        post("/lab/descent", "{\"curve\":\"valley\",\"weight\":6,\"rate\":0.5,\"steps\":2}", 200);
    assertEquals(3, path.get("steps").size());
    assertEquals(8, path.at("/steps/0/slope").doubleValue(), 1e-12);
    assertEquals(2, path.at("/steps/1/weight").doubleValue(), 1e-12);
    assertEquals(3, get("/lab/descent", 200).get("curves").size());
  }

  @Test
  void thePassHasTenWeightsAndTheNetworkGetsBetter() throws Exception {
    JsonNode fresh = post("/lab/insurance", "{\"rate\":2}", 200);
    assertEquals(10, fresh.at("/pass/weights").size());
    JsonNode trained = post("/lab/insurance", "{\"rate\":2,\"updates\":300}", 200);
    assertTrue(trained.at("/data/loss").doubleValue() < fresh.at("/data/loss").doubleValue() / 2);
    assertEquals(trained, post("/lab/insurance", "{\"rate\":2,\"updates\":300}", 200));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/lab/descent   | {\"curve\":\"hill\"}  | bad_value  | curve",
        "/lab/descent   | {\"curve\":3}         | wrong_type | curve",
        "/lab/descent   | {\"rate\":0}          | bad_value  | rate",
        "/lab/descent   | {\"rate\":\"fast\"}   | wrong_type | rate",
        "/lab/descent   | {\"weight\":1e300}    | bad_value  | weight",
        "/lab/descent   | {\"steps\":201}       | bad_value  | steps",
        "/lab/descent   | {\"steps\":1.5}       | wrong_type | steps",
        "/lab/insurance | {\"age\":3}           | bad_value  | age",
        "/lab/insurance | {\"bought\":1}        | wrong_type | bought",
        "/lab/insurance | {\"updates\":1000000} | bad_value  | updates",
      })
  void saysWhatIsWrong(String path, String body, String code, String field) throws Exception {
    assertError(post(path, body, 400), code, field);
  }

  @Test
  void thePageHasAShortAddress() throws Exception {
    String answer = raw("GET /lab HTTP/1.1\r\nHost: localhost\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 302"), answer);
    assertTrue(answer.contains("Location: lab.html\r\n"), answer);
  }
}
