package dev.nextword.server;

import static dev.nextword.server.Schemas.bool;
import static dev.nextword.server.Schemas.described;
import static dev.nextword.server.Schemas.integer;
import static dev.nextword.server.Schemas.list;
import static dev.nextword.server.Schemas.nullable;
import static dev.nextword.server.Schemas.number;
import static dev.nextword.server.Schemas.object;
import static dev.nextword.server.Schemas.string;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextword.lab.DepthSettings;
import dev.nextword.lab.Setting;
import dev.nextword.lab.TimeSettings;
import java.util.ArrayList;
import java.util.List;

/** The calls of the gradient lab, described; what an event holds is in lab-api.md. */
final class LabOperations {
  private static final String ID = "As it was given when the run began.";

  private static final ObjectNode RUN =
      object(
          "id",
          string(),
          "kind",
          described(string(), "depth or time"),
          "state",
          described(string(), "queued, running, finished, failed or cancelled"),
          "over",
          bool(),
          "message?",
          described(string(), "Why it failed."),
          "settings",
          object(),
          "events",
          described(list(object()), "All it has told so far, as in the stream."));

  private static final ObjectNode SETTING =
      object(
          "name", string(),
          "type", described(string(), "choice, flag, integer or number"),
          "default", JsonNodeFactory.instance.objectNode(),
          "least?", number(),
          "most?", number(),
          "choices?", list(string()),
          "description", string());

  static final List<Operation> ALL =
      List.of(
          of("GET", "", "What a run can be asked for. Wakes the lab for the next run.")
              .gives(
                  200,
                  object(
                      "depth", list(SETTING),
                      "time", list(SETTING),
                      "running", described(integer(), "Runs that compute now."),
                      "places", described(integer(), "How many can."),
                      "ready", described(bool(), "Whether the next run begins at once."))),
          of("POST", "/depth", "Trains a feed-forward network of many layers, watched.")
              .takes(settings(DepthSettings.ALL))
              .gives(202, RUN),
          of("POST", "/time", "Trains a recurrent network over many steps, watched.")
              .takes(settings(TimeSettings.ALL))
              .gives(202, RUN),
          of("POST", "/doctor", "Which signs a finished run shows, or a training of a model.")
              .takes(object("lab?", string(64), "training?", string(64)))
              .gives(200, object("signs", list(object()), "healthy", bool(), "read", string())),
          of("GET", "/{id}", "A run, with all it has told so far.")
              .inPath("id", ID)
              .gives(200, RUN),
          of("DELETE", "/{id}", "Ends a run, or forgets one that is over.").inPath("id", ID),
          of("GET", "/{id}/events", "The run's events: all so far, then live, until end.")
              .inPath("id", ID)
              .gives("text/event-stream"));

  private LabOperations() {}

  private static Operation of(String method, String path, String summary) {
    return Operation.of(method, LabRoutes.ROOT + path, summary);
  }

  private static ObjectNode settings(List<Setting> settings) {
    List<Object> fields = new ArrayList<>();
    for (Setting setting : settings) {
      fields.add(setting.name() + "?");
      fields.add(nullable(described(schema(setting), setting.description())));
    }
    return object(fields.toArray());
  }

  private static ObjectNode schema(Setting setting) {
    ObjectNode schema =
        switch (setting.type()) {
          case CHOICE -> string();
          case FLAG -> bool();
          case INTEGER -> integer();
          case NUMBER -> number();
        };
    if (!setting.choices().isEmpty()) {
      ArrayNode choices = schema.putArray("enum");
      setting.choices().forEach(choices::add);
      choices.addNull(); // as if it were not there
    }
    if (setting.least() != null) {
      schema.put("minimum", setting.least()).put("maximum", setting.most());
    }
    schema.putPOJO("default", setting.initial());
    return schema;
  }
}
