package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextword.text.OwnCorpora;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the page to train on computes, beside what the server does. */
class PageTrainModulesIT extends OpenTrainPage {
  /** Of an event stream the page makes what the server makes of the same events. */
  @Test
  void whoeverListensKnowsWhatWhoeverAsksIsTold() throws Exception {
    paste("mine", TEXT, 201);
    String first = order("first", "waits");
    String second = order("second", "ends");
    page.evaluate(
        """
        async id => {
          const { heard } = await import('/js/training.js');
          const { listen } = await import('/js/owner.js');
          let now = null;
          window.all = [];
          listen(`training/${id}/events`, {
            onEvent: (event, line) => {
              const after = heard(now, event, line);
              if (event === 'state') window.all.push({ mine: now, theirs: line });
              now = after;
            },
          });
        }
        """,
        second);
    Files.createFile(folder.resolve("data/training/" + first + "/go"));
    page.waitForCondition(
        () -> ((Number) page.evaluate("() => window.all.length")).intValue() == 3);
    JsonNode last = JSON.readTree((String) page.evaluate("() => JSON.stringify(window.all[2])"));
    assertEquals("finished", last.at("/theirs/state").asText());
    assertEquals(1, last.at("/mine/cells/rnn/curve").size());
    assertEquals(without(last.get("theirs")), without(last.get("mine")));
  }

  private String order(String name, String behaviour) throws Exception {
    String body =
        "{\"corpus\": \"mine\", \"name\": \"%s\", \"cells\": [\"rnn\"], \"prompt\": \"pretend %s\"}";
    return json("POST", "/training", body.formatted(name, behaviour), 202).get("id").asText();
  }

  /** Those fields that the change of the state itself has set. */
  private static JsonNode without(JsonNode training) {
    return ((ObjectNode) training).without(List.of("state", "phase", "ended", "message"));
  }

  @Test
  void aTextIsNamedAsTheServerWouldNameIt() {
    Random random = new Random(4);
    String letters = "aZ9 ._-()ÄßéＡ①日/\\\u0000";
    List<String> names =
        new ArrayList<>(
            List.of("My Mails (2024).txt", "a.TXT.GZ", "b.zip", "c.txt.zip", ".txt", "", "x.gz"));
    for (int i = 0; i < 300; i++) {
      StringBuilder name = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        name.append(letters.charAt(random.nextInt(letters.length())));
      }
      names.add(name + (random.nextBoolean() ? ".txt" : ""));
    }
    assertEquals(
        names.stream().map(OwnCorpora::nameOf).toList(),
        page.evaluate("async names => names.map((await import('/js/texts.js')).nameOf)", names));
  }

  @Test
  void theAddressHoldsEverySetting() {
    Map<?, ?> found =
        (Map<?, ?>)
            page.evaluate(
                """
                async () => {
                  const { readAddress, toFragment } = await import('/js/train-address.js');
                  const set = { text: 'mine', from: '', size: 'medium', prompt: 'a & b=c', name: 'n',
                    cells: ['gru'], epochs: '3', rate: '0.1', seed: '7', woven: false, training: 'x',
                    theme: 'dark' };
                  const same = a => JSON.stringify(readAddress('#' + toFragment(a)), Object.keys(set));
                  return { set: JSON.stringify(set, Object.keys(set)), back: same(set),
                    start: toFragment(readAddress('')), damaged: toFragment(readAddress('#size=huge&cells=x&theme=&%')) };
                }
                """);
    assertEquals(found.get("set"), found.get("back"));
    assertEquals("", found.get("start"));
    assertEquals("", found.get("damaged"));
  }

  @Test
  void timesAndSizesAreWritten() {
    assertEquals(
        List.of("1 s", "50 s", "2 min", "59 min", "1 h 0 min", "2 h 10 min"),
        page.evaluate(
            "async () => { const { duration } = await import('/js/format.js');"
                + " return [0.2, 50, 100, 3560, 3580, 7800].map(duration); }"));
    assertEquals(
        List.of("950 bytes", "1 KB", "195 KB", "1.2 MB", "64 MB"),
        page.evaluate(
            "async () => { const { bytes } = await import('/js/format.js');"
                + " return [950, 1024, 200000, 1258291, 67108864].map(bytes); }"));
  }
}
