package dev.nextword.reliability;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A person who types paragraphs key by key at a rhythm, on a connection of their own, until told to
 * stop. A key's time counts from when it is due: who waits for a slow answer is late for the next
 * key, and that counts, too ("coordinated omission" would leave it out).
 *
 * <p>Sends and reads HTTP itself: two hundred of the JDK's clients would take more of the processor
 * than the server.
 */
public final class Typist implements Runnable {
  private static final int TIMEOUT_MILLIS = 30_000;

  private final int port;
  private final List<String> paragraphs;
  private final double keysASecond;
  private final Answers answers;
  private volatile boolean stopped;
  private int paragraph;
  private int typed;

  /**
   * @param paragraphs typed one after the other, and again from the first
   * @param first the paragraph to begin with
   * @param answers told of each key
   */
  public Typist(int port, List<String> paragraphs, int first, double keysASecond, Answers answers) {
    this.port = port;
    this.paragraphs = paragraphs;
    this.keysASecond = keysASecond;
    this.answers = answers;
    this.paragraph = first % paragraphs.size();
  }

  /** Paragraphs of the project's own texts. */
  public static List<String> paragraphs() throws IOException {
    List<String> paragraphs = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("corpus", "sample"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        for (String paragraph : Files.readString(file).split("\n\\s*\n")) {
          if (paragraph.length() > 200 && paragraph.length() < 2_000) {
            paragraphs.add(paragraph.strip());
          }
        }
      }
    }
    return paragraphs;
  }

  /** The last key is typed after this. */
  public void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    while (!stopped) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        type(socket);
      } catch (IOException e) {
        answers.failed("connection: " + e);
        pause(1_000_000_000);
      }
    }
  }

  private void type(Socket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    // Not all at the same moment.
    long begin = System.nanoTime() + (long) (Math.random() * 1e9 / keysASecond);
    for (long key = 0; !stopped; key++) {
      long due = begin + (long) (key * 1e9 / keysASecond);
      pause(due - System.nanoTime());
      socket.getOutputStream().write(request(nextText()));
      String answer = read(in);
      if (!answer.isEmpty()) {
        answers.failed(answer);
      } else {
        answers.add((System.nanoTime() - due) / 1e6);
      }
    }
  }

  private String nextText() {
    if (typed == paragraphs.get(paragraph).length()) {
      paragraph = (paragraph + 1) % paragraphs.size();
      typed = 0;
    }
    return paragraphs.get(paragraph).substring(0, ++typed);
  }

  private static byte[] request(String text) throws IOException {
    byte[] body = ServerProgram.JSON.writeValueAsBytes(Map.of("text", text));
    byte[] head =
        ("POST /api/v1/complete HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  /** Reads one answer; empty if it is 200, else what it says. */
  private static String read(InputStream in) throws IOException {
    String status = line(in);
    int length = -1;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    if (length < 0) {
      throw new IOException("an answer without its length: " + status);
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("half an answer");
    }
    return status.contains(" 200 ") ? "" : status + " " + new String(body, StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("closed by the server");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  private static void pause(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
