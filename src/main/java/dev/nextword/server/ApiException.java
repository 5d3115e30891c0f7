package dev.nextword.server;

import org.jspecify.annotations.Nullable;

/** An answer that is an error. Carries no stack trace: it is the client's fault, not ours. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final @Nullable String field;

  ApiException(int status, String code, String message, @Nullable String field) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.field = field;
  }

  static ApiException badRequest(String code, String message, @Nullable String field) {
    return new ApiException(400, code, message, field);
  }

  /** What the status alone says. */
  static ApiException ofStatus(int status) {
    ApiError.Detail detail = ApiError.ofStatus(status).error();
    return new ApiException(status, detail.code(), detail.message(), null);
  }

  int status() {
    return status;
  }

  ApiError body() {
    return new ApiError(new ApiError.Detail(code, String.valueOf(getMessage()), field));
  }
}
