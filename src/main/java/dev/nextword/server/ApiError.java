package dev.nextword.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The one shape of every error: {@code {"error": {"code", "message", "field"?}}}.
 *
 * @param error what went wrong
 */
record ApiError(Detail error) {
  /**
   * @param code for programs; does not change
   * @param message for people: what was wrong and what to do; never contains what the client sent
   * @param field of the request, where one is to blame
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Detail(String code, String message, @Nullable String field) {}

  static ApiError of(String code, String message) {
    return new ApiError(new Detail(code, message, null));
  }

  /** What a status alone says, for errors that arise below our handlers. */
  static ApiError ofStatus(int status) {
    return switch (status) {
      case 401 -> of("unauthorized", "Send the server's token: Authorization: Bearer TOKEN.");
      case 403 -> of("forbidden", "This is not allowed.");
      case 404 -> of("not_found", "There is nothing at this address.");
      case 405 -> of("method_not_allowed", "This address does not take this method.");
      case 408 -> of("timeout", "The request took too long to arrive. Send it again.");
      case 413 -> of("too_large", "The body is larger than 1 MB. Send less.");
      case 414, 431 -> of("too_large", "The request line or a header is too long. Use POST.");
      case 415 -> of("unsupported_media_type", "Send Content-Type: application/json.");
      case 429 -> of("too_many_requests", "Too many requests from this address. Wait a moment.");
      case 507 ->
          of(
              "disk_full",
              "The server's disk is full. Nothing has changed; make room and try again.");
      case 503 -> of("unavailable", "The server cannot answer now. Try again in a moment.");
      default ->
          status < 500
              ? of("bad_request", "The request could not be understood.")
              : of("internal", "Something went wrong in the server; its log says what.");
    };
  }
}
