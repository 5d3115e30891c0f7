package dev.nextword.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process that behaves like a training, without a network: for tests of whatever watches one. */
public final class PretendTraining {
  /** What a prompt begins with that says how to behave. */
  public static final String PRETEND = "pretend ";

  private static final List<String> LINES =
      List.of(
          "{'event':'phase','phase':'reading'}",
          "native library says hello",
          "{'event':'text','words':1200,'newWords':7}",
          "{'event':'note','message':'Too little text.'}",
          "{'cell':'rnn','event':'started','update':0,'updates':10,'epoch':0,'learningRate':0.1}",
          "{'cell':'rnn','event':'progress','update':5,'updates':10,'epoch':0.5,'loss':4.5,"
              + "'wordsPerSecond':900,'secondsLeft':3,'learningRate':0.1}",
          "{'cell':'rnn','event':'validated','update':5,'updates':10,'epoch':0.5,'loss':4.4,"
              + "'validationLoss':4.6,'learningRate':0.1,'insight':{'suggestions':[' see',' go'],"
              + "'gradientByLag':[1,0.5],'notes':[]}}",
          "{'cell':'rnn','event':'finished','update':10,'updates':10,'epoch':1,'learningRate':0.1}",
          "{'event':'compared','model':'rnn','before':{'top3':0.2},'after':{'top3':0.4}}");

  /**
   * The card of a model that nobody loads.
   *
   * @param cell that it is of
   */
  public static String card(String cell) {
    return """
        {"format": 1, "name": "%1$s", "kind": "network", "cell": "%1$s", "vocabularySize": 1,
         "corpus": {"name": "pretended", "sha256": "0", "licence": "", "documents": 1, "words": 1, "split": {}},
         "parameters": 1, "seed": 1, "settings": {}, "versions": {}, "machine": "none", "trainingSeconds": 1,
         "curve": [], "evaluation": {}, "files": {}}
        """
        .formatted(cell);
  }

  private PretendTraining() {}

  /**
   * Starts it by the order's prompt: {@code pretend ends}, {@code pretend fails}, or {@code pretend
   * waits} for a file of the name {@code go} beside the models.
   */
  public static Trainings.Commands commands() {
    return (order, models, resume) ->
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            PretendTraining.class.getName(),
            models.toString(),
            Boolean.toString(resume),
            order.prompt().startsWith(PRETEND)
                ? order.prompt().substring(PRETEND.length())
                : "ends");
  }

  public static void main(String[] arguments) throws Exception {
    Path models = Path.of(arguments[0]);
    Path plan = models.resolve(".training/default/plan.json");
    Files.createDirectories(plan.getParent());
    for (String line : LINES) {
      System.out.println(line.replace('\'', '"'));
      if (line.contains("'note'") && !Files.exists(plan)) {
        Files.writeString(plan, "{}");
      }
      if (line.contains("'progress'") && arguments[2].equals("waits")) {
        while (!Files.exists(models.resolveSibling("go"))) {
          Thread.sleep(20);
        }
      }
    }
    if (arguments[2].equals("fails")) {
      System.err.println("nextword: the loss is not finite any more");
      System.exit(1);
    }
    Path card = Files.createDirectories(models.resolve("rnn")).resolve("card.json");
    Files.writeString(card, card("rnn"));
    Files.writeString(models.resolve("resumed"), arguments[1]);
  }
}
