package dev.nextword.server;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Errors that arise before any handler of ours runs (a malformed request line, a header too long),
 * in the same shape and with the same headers as all others.
 */
final class JettyErrors extends ErrorHandler {
  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    byte[] body = prepare(status, response.getHeaders());
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    return ByteBuffer.wrap(prepare(status, fields));
  }

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  private static byte[] prepare(int status, HttpFields.Mutable headers) {
    Security.HEADERS.forEach(headers::put);
    headers.put(HttpHeader.CONTENT_TYPE, "application/json");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    if (status == 429 || status == 503) {
      headers.put(HttpHeader.RETRY_AFTER, "1");
    }
    return Json.write(ApiError.ofStatus(status));
  }
}
