package dev.nextword.server;

import static dev.nextword.server.ApiException.badRequest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.nextword.explanation.Explainer;
import dev.nextword.tokens.Folding;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests strictly: wrong types are refused, not converted. Fields that nobody knows are
 * ignored, so that a newer page works with an older server.
 */
final class Requests {
  /** Suggestions of each model when the client does not say. */
  static final int DEFAULT_K = 5;

  /** The most suggestions of each model. */
  static final int MAX_K = 20;

  /** The most candidates of one request; each costs a model as many steps as it has words. */
  static final int MAX_CANDIDATES = 1000;

  /** The most characters of all candidates together. */
  static final int MAX_CANDIDATE_LETTERS = 40_000;

  /** The most characters of a text: a hundred pages, which take seconds to read. */
  static final int MAX_TEXT = 200_000;

  /** Characters of a word that is expected, or to be explained. */
  static final int LONGEST_TARGET = 100;

  /**
   * What to complete, by which models; an empty list of models means all.
   *
   * @param expected the word whose rank is asked for
   */
  record Complete(String text, int k, List<String> models, @Nullable String expected) {}

  /** What to explain, of which models; an empty list of models means all. */
  record Explain(Explainer.Question question, List<String> models) {}

  /** What may follow a context. */
  record Score(String context, List<String> candidates) {}

  private Requests() {}

  /** {@code POST /complete}. */
  static Complete complete(Context ctx) {
    return complete(body(ctx));
  }

  static Complete complete(JsonNode body) {
    JsonNode expected = body.get("expected");
    return new Complete(
        text(body, "text"),
        k(body),
        strings(body, "models", List.of()),
        expected == null || expected.isNull() ? null : word(string(expected, "expected")));
  }

  /** {@code GET /complete?text=...&k=5&models=rnn,lstm}. */
  static Complete completeQuery(Context ctx) {
    String text = one(ctx, "text");
    if (text == null) {
      throw badRequest("missing", "The parameter is missing.", "text");
    }
    String k = one(ctx, "k");
    String models = one(ctx, "models");
    String expected = one(ctx, "expected");
    return new Complete(
        checked(text, "text"),
        k == null ? DEFAULT_K : k(k),
        models == null || models.isBlank() ? List.of() : Arrays.asList(models.split(",")),
        expected == null ? null : word(checked(expected, "expected")));
  }

  /** {@code POST /explain}. */
  static Explain explain(Context ctx) {
    JsonNode body = body(ctx);
    String text = text(body, "text");
    JsonNode target = body.get("target");
    String word = target == null || target.isNull() ? null : string(target, "target");
    if (word != null && (word.isBlank() || word.length() > LONGEST_TARGET)) {
      throw badRequest(
          "bad_value", "Must be a word, of at most " + LONGEST_TARGET + " characters.", "target");
    }
    return new Explain(
        new Explainer.Question(
            text, word, flag(body, "units", false), flag(body, "jacobian", true)),
        strings(body, "models", List.of()));
  }

  /** {@code POST /score}. */
  static Score score(Context ctx) {
    return score(body(ctx));
  }

  static Score score(JsonNode body) {
    String context = text(body, "context");
    List<String> candidates = strings(body, "candidates", null);
    if (candidates.isEmpty() || candidates.size() > MAX_CANDIDATES) {
      throw badRequest("bad_value", "Give from 1 to " + MAX_CANDIDATES + ".", "candidates");
    }
    if (candidates.stream().anyMatch(String::isBlank)) {
      throw badRequest("bad_value", "A candidate is one or more words, not blank.", "candidates");
    }
    if (candidates.stream().mapToInt(String::length).sum() > MAX_CANDIDATE_LETTERS) {
      throw tooLong(MAX_CANDIDATE_LETTERS, "candidates");
    }
    return new Score(context, candidates);
  }

  /** The body, which must be a JSON object. */
  static JsonNode body(Context ctx) {
    if (!mediaType(contentType(ctx)).equals("application/json")) {
      // This is also what keeps a form on another web page from posting here.
      throw ApiException.ofStatus(415);
    }
    return parsed(bytes(ctx));
  }

  /**
   * The header as it was sent, or the empty string. Not {@link Context#contentType()}: Jetty looks
   * its charset up, and fails where there is none of that name.
   */
  static String contentType(Context ctx) {
    String type = ctx.header("Content-Type");
    return type == null ? "" : type;
  }

  /** In small letters, without parameters. */
  static String mediaType(String contentType) {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static byte[] bytes(Context ctx) {
    try {
      return ctx.bodyAsBytes();
    } catch (Exception e) { // Kotlin does not declare that it throws IOException
      if (e instanceof IOException) {
        throw ApiException.ofStatus(408); // the client went away, or was too slow
      }
      throw e;
    }
  }

  /**
   * @throws ApiException if it is not a JSON object in UTF-8
   */
  static JsonNode parsed(byte[] bytes) {
    JsonNode body;
    try {
      // Decoded here and not by Jackson, which lets some malformed UTF-8 and all of UTF-16 pass.
      String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      body = Json.read(json);
    } catch (CharacterCodingException e) {
      throw badRequest("bad_utf8", "The body is not valid UTF-8.", null);
    } catch (JsonProcessingException e) {
      throw badRequest("bad_json", "The body is not valid JSON.", null);
    }
    if (!body.isObject()) {
      throw badRequest("bad_json", "The body must be a JSON object.", null);
    }
    return body;
  }

  /** A field that must be there, and must be a string. */
  static String text(JsonNode body, String field) {
    JsonNode value = body.get(field);
    if (value == null) {
      throw badRequest("missing", "The field is missing.", field);
    }
    return string(value, field);
  }

  private static String word(String value) {
    String word = value.strip();
    if (word.isEmpty()
        || word.length() > LONGEST_TARGET
        || word.chars().anyMatch(Folding::isSpace)) {
      throw badRequest(
          "bad_value", "Must be one word of at most " + LONGEST_TARGET + " letters.", "expected");
    }
    return word;
  }

  private static boolean flag(JsonNode body, String field, boolean absent) {
    JsonNode value = body.get(field);
    if (value == null || value.isNull()) {
      return absent;
    }
    if (!value.isBoolean()) {
      throw badRequest("wrong_type", "Must be true or false.", field);
    }
    return value.booleanValue();
  }

  private static int k(JsonNode body) {
    JsonNode value = body.get("k");
    if (value == null || value.isNull()) {
      return DEFAULT_K;
    }
    if (!value.isIntegralNumber()) {
      throw badRequest("wrong_type", "Must be a whole number.", "k");
    }
    return inRange(value.canConvertToInt() ? value.intValue() : 0);
  }

  private static int k(String value) {
    try {
      return inRange(Integer.parseInt(value));
    } catch (NumberFormatException e) {
      throw badRequest("wrong_type", "Must be a whole number.", "k");
    }
  }

  private static int inRange(int k) {
    if (k < 1 || k > MAX_K) {
      throw badRequest("bad_value", "Must be from 1 to " + MAX_K + ".", "k");
    }
    return k;
  }

  /**
   * @param absent what a missing field means; null when it must be there
   */
  static List<String> strings(JsonNode body, String field, @Nullable List<String> absent) {
    JsonNode value = body.get(field);
    if (value == null || value.isNull()) {
      if (absent == null) {
        throw badRequest("missing", "The field is missing.", field);
      }
      return absent;
    }
    if (!value.isArray()) {
      throw badRequest("wrong_type", "Must be a list of strings.", field);
    }
    List<String> strings = new ArrayList<>(value.size());
    value.forEach(element -> strings.add(string(element, field)));
    return strings;
  }

  private static String string(JsonNode value, String field) {
    if (!value.isTextual()) {
      throw badRequest("wrong_type", "Must be a string.", field);
    }
    return checked(value.textValue(), field);
  }

  /**
   * Refuses what is too long, or no text: NUL, and halves of surrogate pairs, which UTF-8 cannot
   * carry back.
   */
  private static String checked(String text, String field) {
    if (text.length() > MAX_TEXT) {
      throw tooLong(MAX_TEXT, field);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw badRequest("bad_text", "Must not contain the character NUL.", field);
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isSurrogatePair(c, i + 1 < text.length() ? text.charAt(i + 1) : ' ')) {
          throw badRequest("bad_text", "Contains half of a surrogate pair.", field);
        }
        i++;
      }
    }
    return text;
  }

  private static ApiException tooLong(int most, String field) {
    return new ApiException(413, "too_large", "At most " + most + " characters.", field);
  }

  private static @Nullable String one(Context ctx, String name) {
    List<String> values = ctx.queryParams(name);
    if (values.size() > 1) {
      throw badRequest("bad_value", "The parameter is given more than once.", name);
    }
    return values.isEmpty() ? null : values.get(0);
  }
}
