package dev.nextword.server;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens and what it accepts.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any free one
 * @param allowedHosts names a client may call this server by, without port, besides the loopback
 *     names and {@code host} itself
 * @param threads how many columns are computed at once, over all requests
 * @param token opens what only the owner of the machine may do (see {@link Access}); null for none
 * @param limits how much is taken on at once
 */
public record ServerOptions(
    String host,
    int port,
    Set<String> allowedHosts,
    int threads,
    @Nullable Token token,
    Limits limits) {
  /** Names of this machine that no other machine's DNS can point elsewhere. */
  static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

  /** Checks the values; names are compared in lower case. */
  public ServerOptions {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host must not be blank; use 127.0.0.1");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 to 65535, not " + port);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    Set<String> names = new TreeSet<>();
    for (String name : allowedHosts) {
      names.add(name.toLowerCase(Locale.ROOT));
    }
    allowedHosts = Set.copyOf(names);
  }

  /** Without a token, and with the usual limits. */
  public ServerOptions(String host, int port, Set<String> allowedHosts, int threads) {
    this(host, port, allowedHosts, threads, null, Limits.DEFAULT);
  }

  /** Listens on 127.0.0.1:7070, for this machine only, with a thread a core, at most four. */
  public static ServerOptions defaults() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new ServerOptions("127.0.0.1", 7070, Set.of(), Math.min(cores, 4));
  }

  /** The same on another port. */
  public ServerOptions withPort(int port) {
    return new ServerOptions(host, port, allowedHosts, threads, token, limits);
  }

  /** The same on another address. */
  public ServerOptions withHost(String host) {
    return new ServerOptions(host, port, allowedHosts, threads, token, limits);
  }

  /** The same with other threads. */
  public ServerOptions withThreads(int threads) {
    return new ServerOptions(host, port, allowedHosts, threads, token, limits);
  }

  /** The same with a token. */
  public ServerOptions withToken(Token token) {
    return new ServerOptions(host, port, allowedHosts, threads, token, limits);
  }

  /** The same with other limits. */
  public ServerOptions withLimits(Limits limits) {
    return new ServerOptions(host, port, allowedHosts, threads, token, limits);
  }

  /** Whether only this machine can reach the server. */
  public boolean isLocal() {
    return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
  }
}
