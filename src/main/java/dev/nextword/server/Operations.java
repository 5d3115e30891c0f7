package dev.nextword.server;

import static dev.nextword.server.Schemas.bool;
import static dev.nextword.server.Schemas.described;
import static dev.nextword.server.Schemas.integer;
import static dev.nextword.server.Schemas.list;
import static dev.nextword.server.Schemas.map;
import static dev.nextword.server.Schemas.nullable;
import static dev.nextword.server.Schemas.number;
import static dev.nextword.server.Schemas.object;
import static dev.nextword.server.Schemas.string;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * All calls of the API, described: what {@code /openapi.json} is made of. Tests compare it with the
 * routes, real answers with its schemas, and make their hostile requests from it.
 */
final class Operations {
  static final ObjectNode ERROR =
      object(
          "error",
          object(
              "code", described(string(), "For programs; does not change."),
              "message", described(string(), "For people. Never contains what was sent."),
              "field?", described(string(), "Of the request, where one is to blame.")));

  private static final ObjectNode TEXT =
      described(string(Requests.MAX_TEXT), "All that stands before the caret.");
  private static final ObjectNode K =
      described(
          integer(1, Requests.MAX_K, Requests.DEFAULT_K), "How many suggestions of each model.");
  private static final ObjectNode MODELS =
      described(list(string()), "Ask these only; none means all.");

  private static final ObjectNode EXPECTED =
      described(string(Requests.LONGEST_TARGET), "A word whose rank is asked for.");

  private static final ObjectNode COMPLETIONS =
      object(
          "results",
          list(
              object(
                  "model",
                  string(),
                  "suggestions",
                  list(
                      object(
                          "word", string(),
                          "completion", described(string(), "Exactly what to append at the caret."),
                          "probability",
                              described(
                                  nullable(number()),
                                  "Among the words that fit the letters typed."),
                          "own",
                              described(
                                  bool(),
                                  "Whether it is a word typed before in this text that the model's"
                                      + " vocabulary lacks."))),
                  "phrase",
                  nullable(object("text", string(), "probability", nullable(number()))),
                  "expected?",
                  described(
                      object(
                          "word", string(),
                          "known",
                              described(
                                  bool(), "Whether the model, or the text, has this word at all."),
                          "rank",
                              described(
                                  nullable(integer()),
                                  "1 for the best suggestion; null where the word cannot stand or"
                                      + " has no rank."),
                          "probability", nullable(number()),
                          "among",
                              described(
                                  nullable(integer()),
                                  "Without a rank: how many words the model ranks.")),
                      "Only where the request expects a word."),
                  "millis",
                  described(number(), "The model's own time."),
                  "error?",
                  ERROR.get("properties").get("error"))));

  private static final ObjectNode ABSENT = object("name", string(), "reason", string());

  static final List<Operation> ALL =
      List.of(
          post("/complete", "Completes a text, by each model.")
              .takes(
                  object(
                      "text",
                      TEXT,
                      "k?",
                      nullable(K),
                      "models?",
                      nullable(MODELS),
                      "expected?",
                      nullable(EXPECTED)))
              .gives(200, COMPLETIONS),
          get("/complete", "The same by address, for trying it out.")
              .query("text", true, TEXT, "All that stands before the caret.")
              .query("k", false, K, "How many suggestions of each model.")
              .query("models", false, string(), "Names with commas between; none means all.")
              .query("expected", false, EXPECTED, "A word whose rank is asked for.")
              .gives(200, COMPLETIONS),
          post("/score", "How probable candidates are after a context, by each model.")
              .takes(
                  object(
                      "context",
                      described(string(Requests.MAX_TEXT), "Before the candidates."),
                      "candidates",
                      described(
                          list(string(), 1, Requests.MAX_CANDIDATES),
                          "One or more words each; all together at most "
                              + Requests.MAX_CANDIDATE_LETTERS
                              + " characters.")))
              .gives(
                  200,
                  object(
                      "scores",
                      described(
                          map(list(nullable(number()))),
                          "Natural log probabilities by model; null is the logarithm of zero."),
                      "failed?",
                      list(string()))),
          post("/explain", "What the next word hangs on, by each model: gradients and gates.")
              .takes(
                  object(
                      "text",
                      TEXT,
                      "target?",
                      described(
                          nullable(string(Requests.LONGEST_TARGET)),
                          "The word to explain; none means each model's own."),
                      "models?",
                      nullable(MODELS),
                      "units?",
                      described(nullable(bool()), "Gates of each unit, too."),
                      "jacobian?",
                      described(nullable(bool()), "Norms of the products of Jacobians, too.")))
              .gives(200, ExplainSchema.ANSWER),
          get("/distance-curves", "How far networks remember, as measured by an experiment.")
              .gives(200, object()),
          get("/training-speed", "Words a second in training, as measured beside other libraries.")
              .gives(200, object()),
          get("/lab/remedies", "What helps against vanishing gradients, as an experiment measured.")
              .gives(200, object()),
          get("/models", "The models, and which of them answer.")
              .gives(
                  200,
                  object(
                      "models",
                      list(
                          object(
                              "name", string(),
                              "serving", bool(),
                              "parameters?", integer(),
                              "perplexity?", nullable(number()),
                              "reason?", string())),
                      "set?",
                      described(string(), "Which set of models serves."))),
          get("/models/{name}", "A model's card: where it comes from, and its figures.")
              .inPath("name", "Of a model that answers.")
              .gives(200, object()),
          get("/health", "Whether the server is ready: 503 while it reads the models.")
              .gives(
                  200,
                  object(
                      "status", described(string(), "starting, ok or degraded"),
                      "training", bool(),
                      "models", list(string()),
                      "reasons", described(list(ABSENT), "Why the others do not answer."))),
          get("/metrics", "Counters and times, for Prometheus.").gives(Metrics.CONTENT_TYPE),
          Operation.of("GET", OpenApi.PATH, "This description.").gives(200, object()));

  private Operations() {}

  private static Operation get(String path, String summary) {
    return Operation.of("GET", Api.ROOT + path, summary);
  }

  private static Operation post(String path, String summary) {
    return Operation.of("POST", Api.ROOT + path, summary);
  }
}
