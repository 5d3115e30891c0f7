package dev.nextword.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.staticfiles.Location;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.javalin.util.JavalinLogger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page and its JSON API. Built, not started: the caller starts it and owns the port.
 *
 * <pre>{@code
 * try (NextWordServer server = NextWordServer.create(options, snapshot::get, Path.of("web"))) {
 *   server.start();
 *   System.out.println(server.uri());
 * }
 * }</pre>
 */
public final class NextWordServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NextWordServer.class);

  private static final long MAX_BODY_BYTES = 1_000_000;

  /** How long a stop waits for requests that are under way. */
  private static final long STOP_MILLIS = 5_000;

  private final ServerOptions options;
  private final Columns columns;
  private final Admission admission;
  private final Health health;
  private final Columns explaining;
  private final Javalin javalin;

  private final @Nullable Retraining retraining;
  private final @Nullable LabRoutes lab;

  private NextWordServer(
      ServerOptions options,
      Supplier<ModelSnapshot> models,
      Path web,
      @Nullable Path measured,
      @Nullable Retraining retraining,
      @Nullable LabRoutes lab) {
    this.options = options;
    this.retraining = retraining;
    this.lab = lab;
    this.columns = new Columns("column", options.threads());
    this.explaining = new Columns("explain", options.threads());
    Api api = new Api(models, columns, () -> retraining == null ? null : retraining.activeSet());
    Metrics metrics = new Metrics();
    this.admission = new Admission(options.limits(), metrics);
    this.health = new Health(models, () -> retraining != null && retraining.isTraining(), metrics);
    Access access = new Access(options);
    ExplainApi explain = new ExplainApi(models, explaining);
    JavalinLogger.startupInfo = false;
    this.javalin =
        Javalin.create(
            config -> {
              configure(config);
              config.requestLogger.http(new RequestLog(metrics)::log);
              config.staticFiles.add(
                  files -> {
                    files.directory = web.toString();
                    files.location = Location.EXTERNAL;
                    // Revalidated by ETag each time: a page never runs with half of an update.
                    files.headers.put("Cache-Control", "no-cache");
                  });
              config.routes.before(Security::addHeaders);
              config.routes.before(ctx -> Security.checkHost(ctx, options));
              config.routes.before(Security::checkOrigin);
              config.routes.before("/lab", ctx -> ctx.redirect("lab.html"));
              config.routes.beforeMatched(access::check);
              if (retraining != null) {
                retraining.addTo(config.routes); // before: /models/active is no model's name
              }
              api.addTo(config.routes);
              new MeasuredResults(measured).addTo(config.routes); // before: /lab/remedies
              new LabCalculations().addTo(config.routes); // before: /lab/descent is no run's id
              health.addTo(config.routes);
              if (lab != null) {
                lab.addTo(config.routes);
              }
              OpenApi.addTo(config.routes, operations(retraining, lab));
              explain.addTo(config.routes);
              mapErrors(config.routes);
            });
  }

  private static List<Operation> operations(
      @Nullable Retraining retraining, @Nullable LabRoutes lab) {
    List<Operation> all = new ArrayList<>(Operations.ALL);
    all.addAll(LabCalculations.OPERATIONS);
    if (retraining != null) {
      all.addAll(RetrainingOperations.ALL);
    }
    if (lab != null) {
      all.addAll(LabOperations.ALL);
    }
    return all;
  }

  /**
   * Builds the server; {@link #start()} starts it.
   *
   * @param models gives the current snapshot; asked once a request, by many threads
   * @param web folder with {@code index.html}
   * @throws IllegalArgumentException when the folder does not hold the page
   */
  public static NextWordServer create(
      ServerOptions options, Supplier<ModelSnapshot> models, Path web) {
    return create(options, models, web, null);
  }

  /**
   * The same, with what was measured by experiments and benchmarks.
   *
   * @param measured folder of the results as JSON: {@code experiment-distance.json}, {@code
   *     benchmark-training.json}; none need exist, and each is read anew when it is asked for
   */
  public static NextWordServer create(
      ServerOptions options, Supplier<ModelSnapshot> models, Path web, @Nullable Path measured) {
    return create(options, models, web, measured, null);
  }

  /**
   * The same for a server that trains, too.
   *
   * @param retraining texts, trainings and sets of models, closed with the server; null for none
   */
  public static NextWordServer create(
      ServerOptions options,
      Supplier<ModelSnapshot> models,
      Path web,
      @Nullable Path measured,
      @Nullable Retraining retraining) {
    return create(options, models, web, measured, retraining, null);
  }

  /**
   * The same with a gradient lab.
   *
   * @param lab its runs, closed with the server; null for none
   */
  public static NextWordServer create(
      ServerOptions options,
      Supplier<ModelSnapshot> models,
      Path web,
      @Nullable Path measured,
      @Nullable Retraining retraining,
      @Nullable LabRoutes lab) {
    if (!Files.isRegularFile(web.resolve("index.html"))) {
      throw new IllegalArgumentException(
          "no index.html in "
              + web.toAbsolutePath().normalize()
              + "; start in the project's folder");
    }
    return new NextWordServer(
        options, models, web.toAbsolutePath().normalize(), measured, retraining, lab);
  }

  /**
   * Starts to listen.
   *
   * @throws IllegalStateException when the address cannot be used
   */
  public NextWordServer start() {
    try {
      javalin.start(options.host(), options.port());
      health.watchStart();
    } catch (JavalinBindException e) {
      throw new IllegalStateException(
          "cannot listen on "
              + options.host()
              + ":"
              + options.port()
              + ". Choose another --port, or end the program that uses it.",
          e);
    }
    return this;
  }

  /** The door, for tests. */
  Admission admission() {
    return admission;
  }

  /** All routes, as {@code "GET /api/v1/models"}; tests compare the description with them. */
  Set<String> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(handler -> handler.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The port in use, once started. */
  public int port() {
    return javalin.port();
  }

  /** Where the page is, once started. */
  public URI uri() {
    String host = options.host();
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
  }

  /** Lets requests that are under way finish, for five seconds at most, and stops. */
  @Override
  public void close() {
    if (retraining != null) {
      retraining.close(); // first: event streams would hold up the stop
    }
    if (lab != null) {
      lab.close();
    }
    admission.endStreams();
    try {
      javalin.stop();
    } catch (JavalinException e) {
      LOG.warn("stopped, with requests unfinished after {} ms", STOP_MILLIS);
    }
    columns.close();
    explaining.close();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.maxRequestSize = MAX_BODY_BYTES;
    config.http.prefer405over404 = true;
    config.http.generateEtags = false;
    JettyErrors errors = new JettyErrors();
    config.jetty.modifyServer(
        server -> {
          admission.addTo(server);
          server.insertHandler(new GracefulHandler());
          server.setStopTimeout(STOP_MILLIS);
          server.setErrorHandler(errors);
        });
    config.jetty.modifyServletContextHandler(handler -> handler.setErrorHandler(errors));
    // Javalin's usual setting lets pass what has two meanings, such as %2f, %2e%2e and %u0041.
    config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(UriCompliance.DEFAULT));
    config.jetty.addConnector(
        (server, http) -> {
          ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
          connector.setHost(options.host());
          connector.setPort(options.port());
          connector.addBean(admission.connections());
          return connector;
        });
  }

  private static void mapErrors(RoutesConfig routes) {
    routes.exception(
        ApiException.class,
        (e, ctx) -> {
          if (e.status() == 413 || e.status() == 422) {
            // Some of the body may not have been read. The connection ends for that, and a client
            // that was not told would send its next request into it.
            ctx.header("Connection", "close");
          }
          Api.respond(ctx.status(e.status()), e.body());
        });
    routes.exception(
        HttpResponseException.class,
        (e, ctx) -> {
          if (e instanceof MethodNotAllowedResponse) {
            ctx.header("Allow", String.join(", ", e.getDetails().values()));
          }
          Api.respond(ctx.status(e.getStatus()), ApiError.ofStatus(e.getStatus()));
        });
    routes.exception(
        Exception.class,
        (e, ctx) -> {
          if (Failures.isDiskFull(e)) {
            LOG.error("{} failed: the disk is full", route(ctx));
            ctx.header("Connection", "close"); // as above
            Api.respond(ctx.status(507), ApiError.ofStatus(507));
            return;
          }
          LOG.error("{} failed: {}", route(ctx), Failures.describe(e));
          Api.respond(ctx.status(500), ApiError.ofStatus(500));
        });
  }

  /** The route, not the path or the query: those may hold what a person typed. */
  private static String route(Context ctx) {
    var endpoint = ctx.endpoints().lastHttpEndpoint();
    return ctx.method() + " " + (endpoint == null ? "(file)" : endpoint.path);
  }
}
