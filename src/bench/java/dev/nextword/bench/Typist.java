package dev.nextword.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A person who types a text key by key, a request a key: the next as soon as the last is answered,
 * or at a rhythm.
 */
final class Typist {
  private final ServerProcess server;
  private final HttpClient client = ServerProcess.person();
  private final String text;
  private int typed;

  /**
   * @param text to type, from the start again at its end
   * @param typed how many characters are there before the first key
   */
  Typist(ServerProcess server, String text, int typed) {
    this.server = server;
    this.text = text;
    this.typed = typed;
  }

  /** Milliseconds that each of the next keys takes, one right after the other. */
  double[] type(int keys) {
    return type(keys, 0);
  }

  /**
   * Milliseconds from when each of the next keys is due to its answer. Who has fallen behind
   * catches up, and the wait for the key before counts.
   *
   * @param keysASecond how many are due; 0: each when the one before is answered
   */
  double[] type(int keys, double keysASecond) {
    double[] millis = new double[keys];
    long begin = System.nanoTime();
    try {
      for (int i = 0; i < keys; i++) {
        typed = typed == text.length() ? 1 : typed + 1;
        long start = System.nanoTime();
        if (keysASecond > 0) {
          long due = begin + (long) (i * 1e9 / keysASecond);
          TimeUnit.NANOSECONDS.sleep(due - start);
          start = due;
        }
        server.complete(client, text.substring(0, typed));
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return millis;
  }

  /** Paragraphs of the project's own texts. */
  static List<String> paragraphs(Path corpus) throws IOException {
    List<String> paragraphs = new ArrayList<>();
    try (Stream<Path> files = Files.list(corpus)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        for (String paragraph : Files.readString(file).split("\n\\s*\n")) {
          if (paragraph.length() > 200) {
            paragraphs.add(paragraph.strip());
          }
        }
      }
    }
    return paragraphs;
  }

  /** A text of so many words, its paragraphs joined. */
  static String words(List<String> paragraphs, int words) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (int i = 0; count < words; i++) {
      for (String word : paragraphs.get(i % paragraphs.size()).split("\\s+")) {
        if (count++ < words) {
          text.append(word).append(' ');
        }
      }
    }
    return text.toString();
  }
}
