package dev.nextword.reliability;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** People who type at the same time, until closed. */
public final class Crowd implements AutoCloseable {
  private final List<Typist> typists = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Answers answers;

  private Crowd(Answers answers) {
    this.answers = answers;
  }

  /** Lets so many begin to type. */
  public static Crowd typing(int port, int people, double keysASecond) throws IOException {
    return typing(port, people, keysASecond, new Answers());
  }

  static Crowd typing(int port, int people, double keysASecond, Answers answers)
      throws IOException {
    Crowd crowd = new Crowd(answers);
    List<String> paragraphs = Typist.paragraphs();
    for (int i = 0; i < people; i++) {
      Typist typist = new Typist(port, paragraphs, 17 * i, keysASecond, crowd.answers);
      Thread thread = new Thread(typist, "person");
      thread.setDaemon(true);
      crowd.typists.add(typist);
      crowd.threads.add(thread);
    }
    crowd.threads.forEach(Thread::start);
    return crowd;
  }

  /** What the server said to them. */
  public Answers answers() {
    return answers;
  }

  void awaitKeys(long keys) throws InterruptedException {
    while (answers.keys() < keys) {
      if (answers.failed() > 0) {
        throw new IllegalStateException(answers.failures().toString());
      }
      Thread.sleep(10);
    }
  }

  @Override
  public void close() throws InterruptedException {
    typists.forEach(Typist::stop);
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
