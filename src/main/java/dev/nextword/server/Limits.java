package dev.nextword.server;

/**
 * How much the server takes on at once. What is beyond is refused at once, with 429 or 503 and the
 * time to wait: a queue without end would only make everybody wait, and the memory grow.
 *
 * @param connections open connections; one more is answered 503 and closed
 * @param requests answered at the same time, those that wait for a thread included; enough for two
 *     hundred people who type
 * @param longRequests of these, the ones with a body of more than 64 KB: to read so long a text for
 *     the first time takes seconds
 * @param streams open event streams
 * @param perClient requests at the same time from one address that is not this machine's own
 * @param perSecond requests a second from such an address, over a longer time; bursts of five times
 *     as many pass
 */
public record Limits(
    int connections, int requests, int longRequests, int streams, int perClient, int perSecond) {
  /** What suits one machine and a room full of people. */
  public static final Limits DEFAULT = new Limits(1_000, 220, 4, 64, 60, 100);

  /**
   * @throws IllegalArgumentException if one of them is not positive
   */
  public Limits {
    if (Math.min(
            Math.min(Math.min(connections, requests), Math.min(longRequests, streams)),
            Math.min(perClient, perSecond))
        < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
  }
}
