package dev.nextword.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.model.ModelCard;
import dev.nextword.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --pretokenized} from files to figures, its cells in processes of their own. */
class PretokenizedIT {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path temp;

  /** A language in which each word decides the next, but for one in eight. */
  @BeforeEach
  void writeFiles() throws IOException {
    Random random = new Random(5);
    for (String part : List.of("train", "valid", "test")) {
      StringBuilder text = new StringBuilder();
      for (int line = 0; line < (part.equals("train") ? 400 : 50); line++) {
        int word = random.nextInt(10);
        for (int i = 0; i < 8; i++) {
          text.append(' ').append(word == 9 ? "<unk>" : "w" + word);
          word = (random.nextInt(8) == 0 ? random.nextInt(10) : word + 1) % 10;
        }
        text.append(" \n");
      }
      Files.writeString(temp.resolve(part + ".tokens"), text);
    }
  }

  @Test
  void theFiguresArePrintedAndStandInTheCards() throws IOException {
    Command run = train("--cells", "rnn,gru");
    assertEquals(0, run.exit(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals(3, lines.size(), run.out());
    assertTrue(lines.get(0).matches("cell +validation perplexity +test perplexity +test tokens"));

    ModelStore models = new ModelStore(temp.resolve("models"));
    assertEquals(List.of("tiny-gru", "tiny-rnn"), models.names().stream().sorted().toList());
    JsonNode figures = JSON.valueToTree(models.card("tiny-gru").evaluation());
    assertEquals(50 * (8 + 1), figures.get("tokens").asInt());
    double perplexity = figures.get("perplexity").asDouble();
    // 12 words in all; a perfect model of this language is near 2.4
    assertTrue(perplexity > 1.5 && perplexity < 8, "perplexity " + perplexity);
    assertTrue(run.out().contains(String.format(Locale.ROOT, "%.2f", perplexity)), run.out());
    assertEquals(12, models.card("tiny-gru").vocabularySize());
    JsonNode settings = JSON.valueToTree(models.card("tiny-gru").settings());
    assertTrue(settings.at("/pretokenized/test").asText().endsWith("test.tokens"));
  }

  @Test
  void programsReadTheFiguresAsJsonAndAResumedTrainingSaysTheSame() throws IOException {
    JsonNode first = evaluated(train("--cells", "lstm", "--json"));
    assertEquals("lstm", first.get("cell").asText());
    assertEquals(450, first.at("/evaluation/tokens").asInt());
    assertTrue(first.at("/evaluation/validationPerplexity").asDouble() > 1);
    JsonNode again =
        evaluated(
            Command.run("train", "--resume", "--name", "tiny", "--json", "--models", models()));
    assertEquals(first.get("evaluation"), again.get("evaluation"));
  }

  @Test
  void aPresetGivesTheShapeAndTheCardSaysSo() throws IOException {
    evaluated(train("--preset", "ptb-small", "--cells", "lstm", "--json"));
    ModelCard card = new ModelStore(temp.resolve("models")).card("tiny-lstm");
    JsonNode settings = JSON.valueToTree(card.settings());
    assertEquals(2, settings.get("layers").asInt());
    assertEquals(12, settings.get("hidden").asInt(), "a flag overrides the preset");
    assertTrue(settings.get("tied").asBoolean());
    assertEquals(0.002, settings.get("freshStates").asDouble());
    int words = card.vocabularySize();
    int layers = 4 * 12 * (8 + 12 + 1) + 4 * 12 * (12 + 12 + 1);
    assertEquals(words * 8 + layers + 8 * 12 + words, card.parameters(), "vectors count once");
  }

  @Test
  void wrongUseIsSaidBeforeAnythingIsRead() {
    wrong("--valid is missing", "train", "--pretokenized", "--test", file("test"));
    wrong("--test is missing", "train", "--pretokenized", "--valid", file("valid"));
    wrong("go with --pretokenized", "train", "--valid", file("valid"));
    wrong(
        "no such file",
        "train",
        "--pretokenized",
        "--corpus",
        file("train"),
        "--valid",
        file("missing"),
        "--test",
        file("test"));
    assertFalse(Files.exists(temp.resolve("models")));
  }

  private void wrong(String said, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--models", models()));
    Command run = Command.run(all.toArray(String[]::new));
    assertEquals(2, run.exit(), run.err());
    assertTrue(run.err().contains(said), run.err());
  }

  private static JsonNode evaluated(Command run) throws IOException {
    assertEquals(0, run.exit(), run.err());
    List<String> lines = run.out().lines().toList();
    JsonNode last = JSON.readTree(lines.get(lines.size() - 1));
    assertEquals("evaluated", last.get("event").asText(), run.out());
    return last;
  }

  private Command train(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("train", "--pretokenized", "--corpus", file("train"), "--name", "tiny"));
    all.addAll(List.of("--valid", file("valid"), "--test", file("test"), "--models", models()));
    all.addAll(List.of("--hidden", "12", "--embedding", "8", "--epochs", "4", "--batch", "5"));
    all.addAll(List.of("--bptt", "10", "--dropout", "0", "--learning-rate", "0.02"));
    all.addAll(List.of(more));
    return Command.run(all.toArray(String[]::new));
  }

  private String file(String part) {
    return temp.resolve(part + ".tokens").toString();
  }

  private String models() {
    return temp.resolve("models").toString();
  }
}
