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
import java.util.List;

/** The calls of a server that trains, described: texts, trainings, sets of models. */
final class RetrainingOperations {
  private static final String EVENTS = "text/event-stream";

  private static final ObjectNode NAME =
      described(string(64), "Lower-case letters, digits and . _ -");

  private static final ObjectNode TEXT =
      object("name", string(), "origin", string(), "size", string(), "report", object());

  private static final ObjectNode TRAINING =
      object(
          "id",
          string(),
          "state",
          described(string(), "queued, running, finished, failed, cancelled or interrupted"),
          "order",
          object(),
          "cells",
          object(),
          "notes",
          list(string()));

  private static final ObjectNode ORDER =
      object(
          "corpus", NAME,
          "name?", nullable(NAME),
          "from?", nullable(string(64)),
          "cells?", nullable(list(string())),
          "size?", nullable(string()),
          "epochs?", nullable(integer(1, 100, 1)),
          "learningRate?", nullable(number()),
          "woven?", nullable(bool()),
          "seed?", nullable(integer(0, Integer.MAX_VALUE, 1)),
          "prompt?", nullable(string(500)));

  private static final ObjectNode ACTIVE = object("set", string());

  static final List<Operation> ALL =
      List.of(
          of("GET", "/corpora", "Texts to train on: one's own and public ones.")
              .gives(200, object("corpora", list(object()), "limits", object())),
          of("POST", "/corpora", "Adds a text: text/plain, or files in multipart/form-data.")
              .query("name", false, NAME, "Of a pasted text; files have a field name.")
              .takes("text/plain")
              .gives(201, TEXT),
          of("GET", "/corpora/{name}", "What was found in a text.")
              .inPath("name", "Of the text.")
              .gives(200, TEXT),
          of("DELETE", "/corpora/{name}", "Deletes a text of one's own.")
              .inPath("name", "Of the text."),
          of("POST", "/corpora/{name}/estimate", "Trains a second, says how long all will take.")
              .inPath("name", "Of the text.")
              .query("size", false, string(), "small, medium or large.")
              .query("from", false, string(), "Set of models to go on from.")
              .gives(200, object("seconds", number())),
          of("POST", "/corpora/{name}/fetch", "Downloads a public text.")
              .inPath("name", "Of the text.")
              .gives(202, object("name", string(), "events", string())),
          of("GET", "/corpora/{name}/events", "How far that is, as server-sent events.")
              .inPath("name", "Of the text.")
              .gives(EVENTS),
          of("GET", "/training", "All trainings, newest first.")
              .gives(200, object("trainings", list(TRAINING))),
          of("POST", "/training", "Trains models on a text, in the background.")
              .takes(ORDER)
              .gives(202, TRAINING),
          of("GET", "/training/{id}", "All that is known of a training.")
              .inPath("id", "Of the training.")
              .gives(200, TRAINING),
          of("DELETE", "/training/{id}", "Cancels it, or forgets one that is over.")
              .inPath("id", "Of the training."),
          of("POST", "/training/{id}/resume", "Goes on from the last checkpoints.")
              .inPath("id", "Of the training.")
              .gives(202, TRAINING),
          of("GET", "/training/{id}/events", "What it does, as server-sent events.")
              .inPath("id", "Of the training.")
              .gives(EVENTS),
          of("GET", "/models/active", "Which set of models serves.").gives(200, ACTIVE),
          of("PUT", "/models/active", "Lets another set serve.")
              .takes(object("set", NAME))
              .gives(200, ACTIVE),
          of("GET", "/model-sets", "All sets of models, with their figures.")
              .gives(200, object("sets", list(object()))),
          of("PATCH", "/model-sets/{set}", "Gives a set another name.")
              .inPath("set", "Its name.")
              .takes(object("name", NAME))
              .gives(200, object("name", string())),
          of("DELETE", "/model-sets/{set}", "Deletes a set of one's own.")
              .inPath("set", "Its name."),
          of("GET", "/model-sets/{set}/bundle", "All models of a set, as a zip file.")
              .inPath("set", "Its name.")
              .gives("application/zip"));

  private RetrainingOperations() {}

  private static Operation of(String method, String path, String summary) {
    return Operation.of(method, Api.ROOT + path, summary);
  }
}
