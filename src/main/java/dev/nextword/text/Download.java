package dev.nextword.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Downloads one file over HTTP. What has arrived is kept in {@code <file>.part}; the next try goes
 * on from there (RFC 9110, section 14), when the server still has the same file ({@code If-Range}).
 */
final class Download {
  private static final int TRIES = 3;

  private final HttpClient client;

  /** Longest wait for an answer, and for the next byte. */
  private final Duration patience;

  Download(Duration patience) {
    this.patience = patience;
    client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /** The connection ended before the file did; another try may go on. */
  private static final class Broken extends IOException {
    private static final long serialVersionUID = 1L;

    Broken(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * @param target written at the end only, at once
   * @param expected SHA-256 in hexadecimal, or null when it is not known
   * @return the SHA-256 of what was downloaded
   * @throws CorpusException for every failure; says what happened and what to do
   */
  String fetch(URI url, Path target, @Nullable String expected, ProgressListener listener) {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      receive(url, part, listener);
      String actual = sha256(part);
      if (expected != null && !expected.equals(actual)) {
        delete(part);
        throw new CorpusException(
            url
                + " has the SHA-256 "
                + actual
                + ", not the expected "
                + expected
                + ": the download was deleted. Try again; if it stays so, the source has changed");
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      Files.deleteIfExists(validator(part));
      return actual;
    } catch (HttpConnectTimeoutException e) {
      throw new CorpusException(url + ": no connection within " + patience.toSeconds() + " s", e);
    } catch (HttpTimeoutException e) {
      throw new CorpusException(url + ": no answer within " + patience.toSeconds() + " s", e);
    } catch (ConnectException e) {
      throw new CorpusException(url + ": cannot connect to the server; is the network there?", e);
    } catch (IOException | UncheckedIOException e) {
      throw new CorpusException(url + " could not be downloaded: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CorpusException(url + ": the download was interrupted; it can go on later", e);
    }
  }

  private void receive(URI url, Path part, ProgressListener listener)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        if (receiveOnce(url, part, listener)) {
          return;
        }
      } catch (Broken e) {
        if (attempt == TRIES) {
          throw new IOException(
              e.getMessage() + "; " + Files.size(part) + " bytes are kept, run it again to go on",
              e);
        }
      }
      if (attempt > TRIES) {
        throw new IOException("the server's answers do not fit together");
      }
    }
  }

  /** Returns false when the part did not fit and everything has to begin again. */
  private boolean receiveOnce(URI url, Path part, ProgressListener listener)
      throws IOException, InterruptedException {
    long have = Files.exists(part) && Files.exists(validator(part)) ? Files.size(part) : 0;
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(patience).GET();
    request.header("User-Agent", "nextword corpus fetch");
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
      request.header("If-Range", Files.readString(validator(part)));
    }
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      switch (response.statusCode()) {
        case 200 -> have = 0;
        case 206 -> {
          String range = response.headers().firstValue("Content-Range").orElse("");
          if (!range.startsWith("bytes " + have + "-")) {
            delete(part);
            return false;
          }
        }
        case 416 -> {
          delete(part);
          return false;
        }
        case 404, 410 ->
            throw new CorpusException(
                url + " is not there (HTTP " + response.statusCode() + "); the source has moved");
        default ->
            throw new CorpusException(
                url + ": the server answered HTTP " + response.statusCode() + "; try again later");
      }
      long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
      long total = length < 0 ? -1 : have + length;
      requireSpace(part, length);
      if (have == 0) {
        writeValidator(part, response);
      }
      copy(body, part, have, total, response.uri().getPath(), listener);
      return true;
    }
  }

  private void copy(
      InputStream body, Path part, long have, long total, String path, ProgressListener listener)
      throws IOException {
    String name = path.substring(path.lastIndexOf('/') + 1);
    AtomicLong lastByte = new AtomicLong(System.nanoTime());
    // The client's own time limit ends with the answer's head: a body that stalls is cut off here.
    Timer watch = new Timer("download watch", true);
    long period = Math.max(10, patience.toMillis() / 4);
    watch.schedule(
        new TimerTask() {
          @Override
          public void run() {
            if (System.nanoTime() - lastByte.get() > patience.toNanos()) {
              try {
                body.close();
              } catch (IOException e) {
                // The reader sees the end of the stream either way.
              }
            }
          }
        },
        period,
        period);
    long done = have;
    StandardOpenOption mode =
        have > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    try (OutputStream file = Files.newOutputStream(part, StandardOpenOption.CREATE, mode)) {
      byte[] buffer = new byte[1 << 16];
      listener.progressed(name, done, total);
      for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
        file.write(buffer, 0, read);
        done += read;
        lastByte.set(System.nanoTime());
        listener.progressed(name, done, total);
      }
    } finally {
      watch.cancel();
    }
    boolean stalled = System.nanoTime() - lastByte.get() > patience.toNanos();
    if (stalled || (total >= 0 && done < total)) {
      throw new Broken(
          stalled
              ? "no byte for " + patience.toSeconds() + " s after " + done + " bytes"
              : "the connection broke after " + done + " of " + total + " bytes",
          null);
    }
  }

  /** Tells a broken connection (try again) from a file that cannot be written (do not). */
  private static int read(InputStream body, byte[] buffer) throws Broken {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw new Broken("the connection broke: " + e.getMessage(), e);
    }
  }

  private static void requireSpace(Path part, long length) throws IOException {
    long free = Files.getFileStore(part.toAbsolutePath().getParent()).getUsableSpace();
    if (length > free) {
      throw new IOException(
          "it needs " + length + " bytes, and the disk of " + part + " has " + free + " left");
    }
  }

  /** Without a strong validator a part cannot be gone on with safely: it then begins again. */
  private static void writeValidator(Path part, HttpResponse<?> response) throws IOException {
    String tag = response.headers().firstValue("ETag").orElse("");
    String validator =
        tag.startsWith("\"") ? tag : response.headers().firstValue("Last-Modified").orElse("");
    if (validator.isEmpty()) {
      Files.deleteIfExists(validator(part));
    } else {
      Files.writeString(validator(part), validator);
    }
  }

  private static Path validator(Path part) {
    return part.resolveSibling(part.getFileName() + ".validator");
  }

  private static void delete(Path part) throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(validator(part));
  }

  static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
        bytes.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
