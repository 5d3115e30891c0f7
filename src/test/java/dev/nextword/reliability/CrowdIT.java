package dev.nextword.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.nextword.cli.SmallModel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many at once, and some of them hostile: the others type on, and nobody gets an error. No time is
 * asserted; {@code mvn -Pbench verify -Dbench=load} measures it.
 */
@Timeout(900)
class CrowdIT {
  private static final int TYPISTS = 200;
  private static final int STREAMS = 10_000;

  /** Files that a process needs for other things than these connections. */
  private static final int OTHER_FILES = 500;

  @TempDir Path temp;
  private ServerProgram server;

  @BeforeEach
  void serve() throws Exception {
    Path data = temp.resolve("data");
    SmallModel.save(temp.resolve("models"), temp.resolve("scratch"));
    SmallModel.save(data.resolve("models/mine"), temp.resolve("scratch2"));
    server =
        ServerProgram.ofClasses(
            temp.resolve("server.log"),
            List.of("--models", temp.resolve("models").toString(), "--data", data.toString()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void twoHundredTypistsWhileModelsAreExchanged() throws Exception {
    try (Crowd crowd = Crowd.typing(server.port(), TYPISTS, 2)) {
      for (int swap = 0; swap < 10; swap++) {
        server.use(swap % 2 == 0 ? "mine" : "shipped").require(200);
        Thread.sleep(500);
      }
      assertTrue(crowd.answers().keys() > TYPISTS, crowd.answers().keys() + " keys");
      assertEquals(List.of(), crowd.answers().failures());
    }
  }

  /** Headers and bodies of a byte a second, connections that say nothing: closed, or waited for. */
  @Test
  void slowClientsHoldUpNobody() throws Exception {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Socket socket = new Socket("127.0.0.1", server.port());
      socket.setSoTimeout(30_000);
      slow.add(socket);
      if (i % 3 == 0) {
        write(socket, "GET /api/v1/models HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
      } else if (i % 3 == 1) {
        write(
            socket,
            "POST /api/v1/complete HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Content-Type: application/json\r\n"
                + "Content-Length: 1000\r\n\r\n"
                + "{");
      } // else half open: connected, and silent
    }
    try (Crowd crowd = Crowd.typing(server.port(), 10, 5)) {
      int closed = 0;
      for (int second = 0; second < 40 && closed < 40; second++) {
        Thread.sleep(1_000);
        closed = 0;
        for (int i = 0; i < slow.size(); i++) {
          if (i % 3 < 2 && !writes(slow.get(i))) {
            closed++;
          }
        }
      }
      assertEquals(40, closed, "of those that trickle");
      assertTrue(crowd.answers().keys() > 50, crowd.answers().keys() + " keys");
      assertEquals(List.of(), crowd.answers().failures());
    }
    String refused = server.get("metrics").require(200).body();
    assertTrue(refused.contains("nextword_refused_total{reason=\"slow\"} 40"), refused);
    for (Socket socket : slow) {
      socket.close();
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean writes(Socket socket) {
    try {
      write(socket, "a");
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /**
   * As many event streams as there may be are opened, the others are refused with 503 and {@code
   * Retry-After}, or wait for a connection; who types on connections of before goes on, and when
   * the crowd has gone there is room again.
   */
  @Test
  void tenThousandEventStreams() throws Exception {
    server.paste("text", RetrainingLoop.text(1)).require(201);
    // one that waits in the queue, so that its stream does not end
    String stream = "/api/v1/training/" + queued() + "/events";
    List<SocketChannel> open = new ArrayList<>();
    try (Crowd crowd = Crowd.typing(server.port(), 10, 5)) {
      crowd.awaitKeys(20);
      int streams = Math.min(STREAMS, (int) Math.min(STREAMS, mostFiles() - OTHER_FILES));
      for (int i = 0; i < streams; i++) {
        open.add(ask(stream));
      }
      long before = crowd.answers().keys();
      crowd.awaitKeys(before + 50);
      Map<String, Integer> said = statuses(open);
      int served = said.getOrDefault("200", 0);
      assertTrue(served > 0 && served <= 64, said.toString());
      assertTrue(said.getOrDefault("503", 0) >= 500, said.toString());
      assertEquals(
          said.keySet().stream().filter(s -> !s.matches("200|503|closed|waits")).toList(),
          List.of());
      assertTrue(server.megabytes() < 1_000, server.megabytes() + " MB");
      for (SocketChannel channel : open) {
        channel.close();
      }
      crowd.awaitKeys(crowd.answers().keys() + 50);
      assertEquals(List.of(), crowd.answers().failures());
    }
    awaitNoStreams();
    server.get("models").require(200);
  }

  /** Trainings of which the second waits for the first, whose start takes longer than this test. */
  private String queued() throws Exception {
    String last = "";
    for (String name : List.of("first", "second")) {
      Map<String, Object> order =
          Map.of("corpus", "text", "name", name, "size", "small", "epochs", 50);
      last = server.post("training", order).require(202).json().get("id").asText();
    }
    return last;
  }

  private SocketChannel ask(String path) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.connect(new InetSocketAddress("127.0.0.1", server.port()));
    String request =
        "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
    for (int tries = 0; tries < 20; tries++) {
      try {
        if (channel.finishConnect()) {
          channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
          break;
        }
        Thread.onSpinWait();
      } catch (IOException refused) {
        break;
      }
    }
    return channel;
  }

  /** What the answers begin with, and how often. */
  private static Map<String, Integer> statuses(List<SocketChannel> channels) {
    Map<String, Integer> said = new java.util.TreeMap<>();
    for (SocketChannel channel : channels) {
      String status;
      try {
        ByteBuffer bytes = ByteBuffer.allocate(2_000);
        int length = channel.isConnected() ? channel.read(bytes) : 0;
        String answer = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        status = length < 0 ? "closed" : length == 0 ? "waits" : answer.substring(9, 12);
        if (status.equals("503") && !answer.contains("Retry-After: ")) {
          status = "503 without Retry-After";
        }
      } catch (IOException reset) {
        status = "closed";
      }
      said.merge(status, 1, Integer::sum);
    }
    return said;
  }

  private void awaitNoStreams() throws Exception {
    for (int second = 0; second < 60; second++) {
      if (server.metrics().get("nextword_event_streams") == 0) {
        return;
      }
      Thread.sleep(1_000);
    }
    assertEquals(0, server.metrics().get("nextword_event_streams"));
  }

  private static long mostFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? system.getMaxFileDescriptorCount()
        : STREAMS + OTHER_FILES;
  }
}
