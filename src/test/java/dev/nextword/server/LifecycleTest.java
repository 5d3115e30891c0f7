package dev.nextword.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.prediction.Column;
import dev.nextword.prediction.Completion;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Starting and stopping. */
class LifecycleTest extends RunningServer {
  @Test
  void saysThatThePortIsTaken() {
    ServerOptions taken = ServerOptions.defaults().withPort(server.port());
    try (NextWordServer second = NextWordServer.create(taken, MODELS::get, folder.resolve("web"))) {
      var e = assertThrows(IllegalStateException.class, second::start);
      assertTrue(e.getMessage().contains("--port"), e.getMessage());
    }
  }

  @Test
  void finishesWhatIsUnderWay() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Column slow =
        new Column() {
          @Override
          public String name() {
            return "rnn";
          }

          @Override
          public Completion complete(String text, int k) {
            begun.countDown();
            try {
              mayEnd.await(4, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return new Completion(List.of(), null);
          }

          @Override
          public double[] score(String context, List<String> candidates) {
            return new double[0];
          }
        };
    ModelSnapshot snapshot =
        ModelSnapshot.of(List.of(new ServedModel(slow, JSON.createObjectNode(), null, null)));
    NextWordServer stopping =
        NextWordServer.create(
                ServerOptions.defaults().withPort(0), () -> snapshot, folder.resolve("web"))
            .start();
    HttpRequest request =
        HttpRequest.newBuilder(stopping.uri().resolve("/api/v1/complete?text=a")).build();
    var pending = CLIENT.sendAsync(request, BodyHandlers.ofString());
    assertTrue(begun.await(4, TimeUnit.SECONDS));
    var stopped = CompletableFuture.runAsync(stopping::close);
    Thread.sleep(100);
    mayEnd.countDown();
    assertEquals(200, pending.get(4, TimeUnit.SECONDS).statusCode());
    stopped.get(6, TimeUnit.SECONDS);
  }

  @Test
  void aBodyThatStopsHalfwayIsNoErrorOfTheServer() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              "POST /api/v1/complete HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
                  .getBytes(StandardCharsets.UTF_8));
      String waiting = "nextword_requests_in_progress 1\n";
      String metrics = "GET /api/v1/metrics HTTP/1.1\r\nHost: localhost\r\n";
      while (!raw(metrics).contains(waiting)) {
        Thread.onSpinWait();
      }
      long later = System.nanoTime() + TimeUnit.SECONDS.toNanos(11);
      assertEquals(1, server.admission().connections().closeSlow(later));
      assertTrue(socket.getInputStream().read() < 0, "closed");
      String failed = "route=\"/api/v1/complete\",status=\"408\"} 1\n";
      while (!raw(metrics).contains(failed)) {
        Thread.onSpinWait();
      }
    }
  }
}
