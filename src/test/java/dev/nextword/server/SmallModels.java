package dev.nextword.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Four small columns that differ, with cards, for tests. */
final class SmallModels {
  private static final List<String> SENTENCES =
      List.of(
          "I would like to see the garden before it rains .",
          "I would like to speak to the manager , please .",
          "Can you please send me the report by Monday ?",
          "Can you please tell me where the station is ?",
          "We grew up in Rome , so I speak fluent Italian .",
          "I went to France when I was young , so I speak fluent French .",
          "She learned it at school , so she speaks fluent French .",
          "Today , due to my current job situation and family conditions, I need to take a loan .",
          "Last month , due to my current job situation and family conditions, I had to take a loan .",
          "The garden was full of light and the children were playing .",
          "She looked at him and at his shoes .",
          "The train was late because the snow had covered the tracks .");

  private SmallModels() {}

  static ModelSnapshot snapshot() {
    return ModelSnapshot.of(
        List.of(
            model("lstm", 0.97, 2_410_000L, 71.3),
            model("gru", 0.9, 2_130_000L, 73.8),
            model("rnn", 0.75, 1_560_000L, 88.2),
            model("ngram", 0.5, null, 142.7)));
  }

  static ServedModel model(
      String name, double pairWeight, @Nullable Long parameters, double perplexity) {
    var card = JsonNodeFactory.instance.objectNode().put("name", name).put("seed", 7);
    return new ServedModel(
        new BigramColumn(name, pairWeight, SENTENCES), card, parameters, perplexity);
  }
}
