package dev.nextword.server;

import static dev.nextword.server.Schemas.bool;
import static dev.nextword.server.Schemas.described;
import static dev.nextword.server.Schemas.integer;
import static dev.nextword.server.Schemas.list;
import static dev.nextword.server.Schemas.nullable;
import static dev.nextword.server.Schemas.number;
import static dev.nextword.server.Schemas.object;
import static dev.nextword.server.Schemas.string;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The shape of an explanation, of a network or of an n-gram model; see {@code Explanation}. */
final class ExplainSchema {
  private static final ObjectNode NUMBERS = list(nullable(number()));

  private static final ObjectNode TARGET =
      object(
          "word", string(),
          "probability", described(nullable(number()), "Among all words."),
          "logProbability", nullable(number()),
          "rank", nullable(integer()),
          "logit", nullable(number()));

  private static final ObjectNode TOKEN =
      object(
          "text", string(),
          "start", described(nullable(integer()), "UTF-16 code units; null for a sentence's end."),
          "end", nullable(integer()),
          "known", described(bool(), "In the vocabulary."));

  private static final ObjectNode GRADIENT =
      object(
          "lag", list(integer()),
          "norm", described(NUMBERS, "Of d loss / d h, by lag."),
          "cell?", described(nullable(NUMBERS), "The same of the LSTM's cell state."),
          "jacobian", described(NUMBERS, "Spectral norm of d h now / d state then, by lag."));

  private static final ObjectNode GATE =
      object(
          "name", string(),
          "layer", integer(),
          "mean", described(NUMBERS, "By token, over the units."),
          "values?", nullable(list(NUMBERS)));

  static final ObjectNode ANSWER =
      object(
          "target",
          nullable(string()),
          "results",
          list(
              object(
                  "model", string(),
                  "millis", number(),
                  "cell?", string(),
                  "kind?", described(string(), "ngram, for an n-gram model."),
                  "truncated?", bool(),
                  "used?", described(integer(), "Last words the n-gram estimate comes from."),
                  "target?", TARGET,
                  "tokens?", list(TOKEN),
                  "connectivity?", described(NUMBERS, "Norm of d logit / d vector, by token."),
                  "gradient?", GRADIENT,
                  "factors?", NUMBERS,
                  "gates?", list(GATE),
                  "halfLife?", object(),
                  "gateHalfLife?", nullable(number()),
                  "error?", Operations.ERROR.get("properties").get("error"))));

  private ExplainSchema() {}
}
