package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The door alone, before a handler that answers when the test says so. */
class AdmissionTest {
  private static final Limits FEW = new Limits(8, 3, 1, 2, 2, 50);
  private static final long LATER = TimeUnit.SECONDS.toNanos(11);

  /** Requests that got in and wait for their answer. */
  private final Queue<Callback> inside = new ConcurrentLinkedQueue<>();

  private final Metrics metrics = new Metrics();
  private final List<Socket> sockets = new ArrayList<>();
  private Admission admission;
  private Server server;
  private int port;

  @BeforeEach
  void start() throws Exception {
    server = new Server();
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setErrorHandler(new JettyErrors());
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws IOException {
            if (request.getMethod().equals("POST")) {
              Content.Source.asString(request); // waits for the body, as handlers do
            }
            if (request.getHttpURI().getPath().endsWith("/quick")) {
              callback.succeeded();
            } else {
              inside.add(callback);
            }
            return true;
          }
        });
    admission = new Admission(FEW, metrics);
    admission.addTo(server);
    connector.addBean(admission.connections());
    server.start();
    port = connector.getLocalPort();
  }

  @AfterEach
  void stop() throws Exception {
    inside.forEach(Callback::succeeded);
    for (Socket socket : sockets) {
      socket.close();
    }
    server.stop();
  }

  private Socket send(String request) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(10_000);
    sockets.add(socket);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private Socket get(String path) throws IOException {
    return send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  /** Status line, headers and what has come of the body. */
  private static String answer(Socket socket) throws IOException {
    byte[] bytes = new byte[4_000];
    int length = socket.getInputStream().read(bytes);
    return length < 0 ? "closed" : new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private void awaitInside(int count) throws InterruptedException {
    for (int i = 0; i < 1_000 && inside.size() != count; i++) {
      Thread.sleep(5);
    }
    assertEquals(count, inside.size());
  }

  private static void assertRefused(String answer, int status) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
    assertTrue(answer.contains("Retry-After: 1\r\n"), answer);
    assertTrue(answer.contains("{\"error\":{\"code\":"), answer);
    RunningServer.assertHeaders(answer);
  }

  @Test
  void beyondTheLimitItRefusesAtOnceAndLetsInAgainWhenOneIsDone() throws Exception {
    for (int i = 0; i < FEW.requests(); i++) {
      get("/api/v1/complete");
    }
    awaitInside(FEW.requests());
    assertRefused(answer(get("/api/v1/complete")), 503);
    admission.connections().closeSlow(System.nanoTime());
    assertEquals(0, admission.connections().closeSlow(System.nanoTime() + LATER), "just refused");
    // Whoever looks after the server, or wants the page, gets in all the same.
    get("/api/v1/health");
    get("/page.js");
    awaitInside(FEW.requests() + 2);
    inside.forEach(Callback::succeeded);
    inside.clear();
    String none = "nextword_requests_in_progress 0\n";
    for (int i = 0; i < 1_000 && !metrics.text(Map.of()).contains(none); i++) {
      Thread.sleep(5);
    }
    get("/api/v1/complete");
    awaitInside(1);
    assertTrue(metrics.text(Map.of()).contains("nextword_refused_total{reason=\"requests\"} 1\n"));
  }

  @Test
  void fewLongOnes() throws Exception {
    String head = "POST /api/v1/score HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n\r\n";
    send(head + "a".repeat(70_000));
    awaitInside(1);
    assertRefused(answer(send(head)), 503);
    assertRefused(
        answer(
            send("POST /api/v1/score HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")),
        503);
    get("/api/v1/complete");
    awaitInside(2);
  }

  @Test
  void fewEventStreamsWhichEndWithTheServer() throws Exception {
    List<Socket> open = new ArrayList<>();
    for (int i = 0; i < FEW.streams(); i++) {
      open.add(get("/api/v1/training/1/events"));
    }
    awaitInside(FEW.streams());
    for (int i = 0; i < 20; i++) {
      Socket refused = get("/api/v1/training/1/events");
      assertRefused(answer(refused), 503);
      refused.close();
    }
    get("/api/v1/complete");
    awaitInside(FEW.streams() + 1);
    OpenConnections connections = admission.connections();
    connections.closeSlow(System.nanoTime());
    assertEquals(0, connections.closeSlow(System.nanoTime() + LATER), "a stream is not slow");
    admission.endStreams();
    for (Socket stream : open) {
      assertEquals("closed", answer(stream));
    }
  }

  @Test
  void tooManyConnections() throws Exception {
    List<Socket> idle = new ArrayList<>();
    for (int i = 0; i < FEW.connections(); i++) {
      idle.add(get("/api/v1/quick"));
      assertTrue(answer(idle.get(i)).startsWith("HTTP/1.1 200"));
    }
    Socket refused = get("/api/v1/quick");
    String answer = answer(refused);
    assertRefused(answer, 503);
    assertTrue(answer.contains("Connection: close\r\n"), answer);
    assertEquals("closed", answer(refused));
    refused.close();
    send("");
    send("");
    for (int i = 0; i < 1_000 && admission.connections().count() < FEW.connections() + 2; i++) {
      Thread.sleep(5);
    }
    idle.get(1)
        .getOutputStream()
        .write("GET /api/v1/quick HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    assertTrue(answer(idle.get(1)).startsWith("HTTP/1.1 200"), "who was there goes on");
    assertEquals(2, admission.connections().closeSlow(System.nanoTime() + LATER), "silent excess");
    idle.get(0).close();
    for (int i = 0; i < 1_000 && admission.connections().count() >= FEW.connections(); i++) {
      Thread.sleep(5);
    }
    assertTrue(answer(get("/api/v1/quick")).startsWith("HTTP/1.1 200"));
  }

  @Test
  void headersThatTrickleAreNotWaitedFor() throws Exception {
    Socket idle = get("/api/v1/quick");
    answer(idle);
    Socket slow = send("GET /api/v1/complete HTTP/1.1\r\nHost: a\r\nX-A");
    Socket again = get("/api/v1/quick");
    answer(again);
    again.getOutputStream().write('G'); // the beginning of a second request
    for (int i = 0; i < 1_000 && admission.connections().count() < 3; i++) {
      Thread.sleep(5);
    }
    OpenConnections connections = admission.connections();
    assertEquals(0, connections.closeSlow(System.nanoTime()));
    slow.getOutputStream().write(':');
    int closed = 0;
    for (int i = 0; i < 1_000 && closed < 2; i++) { // as soon as the bytes have come
      Thread.sleep(5);
      connections.closeSlow(System.nanoTime());
      closed += connections.closeSlow(System.nanoTime() + LATER);
    }
    assertEquals(2, closed);
    assertEquals("closed", answer(slow));
    assertEquals("closed", answer(again));
    idle.getOutputStream()
        .write("GET /api/v1/quick HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    assertTrue(answer(idle).startsWith("HTTP/1.1 200"));
  }

  @Test
  void bodiesThatTrickleAreNotWaitedForAndLongAnswersAre() throws Exception {
    String head = "POST /api/v1/x HTTP/1.1\r\nHost: a\r\nContent-Length: ";
    Socket slow = send(head + "1000\r\n\r\n{");
    send(head + "4\r\n\r\nabcd"); // complete: it is the server that takes its time
    awaitInside(1);
    get("/api/v1/x");
    awaitInside(2);
    OpenConnections connections = admission.connections();
    assertEquals(0, connections.closeSlow(System.nanoTime()));
    assertEquals(1, connections.closeSlow(System.nanoTime() + LATER));
    assertEquals("closed", answer(slow));
    assertEquals(2, inside.size());
  }

  @Test
  void clientsAreAddressesAndNetworks() throws Exception {
    assertNull(Admission.client(InetAddress.getByName("127.0.0.1")));
    assertNull(Admission.client(InetAddress.getByName("::1")));
    String one = Admission.client(InetAddress.getByName("2001:db8:0:1::1"));
    assertEquals(one, Admission.client(InetAddress.getByName("2001:db8:0:1:ffff::2")));
    assertNotEquals(one, Admission.client(InetAddress.getByName("2001:db8:0:2::1")));
    assertNotEquals(
        Admission.client(InetAddress.getByName("10.0.0.1")),
        Admission.client(InetAddress.getByName("10.0.0.2")));
    assertFalse(one.isEmpty());
  }
}
