package dev.nextword.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextword.text.CorpusSource;
import dev.nextword.text.OwnCorpora;
import dev.nextword.text.ProgressListener;
import dev.nextword.training.CorpusReport;
import dev.nextword.training.Trainings;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Texts of one's own, trainings on them and the models that come of it: everything of the server
 * that changes something on the disk, in one place.
 */
public final class Retraining implements AutoCloseable {
  private final ActiveModels models;
  private final Trainings trainings;
  private final CorporaFetches fetches;
  private final EventStreams streams = new EventStreams();
  private final List<Routes> routes;

  /** A group of routes. */
  interface Routes {
    void addTo(RoutesConfig routes);
  }

  /** What the program as a whole gives: the project's texts, and itself as a process. */
  public interface Tools {
    /** The public texts that can be fetched. */
    List<CorpusSource> catalogue();

    /** Names of the texts that are here without having been added: fetched ones, the sample. */
    List<String> ready();

    /**
     * What was found in one of those.
     *
     * @return empty where it has not been read yet
     */
    Optional<CorpusReport> report(String name);

    /** Downloads a public text and reads it; returns when it is {@link #ready}. */
    void fetch(String name, ProgressListener listener) throws IOException;

    /**
     * How long a training will take, from a second of training each cell.
     *
     * @param size of the networks by its label, or null for one that suits the text
     * @param from set of models to go on from, or null
     */
    JsonNode estimate(String corpus, @Nullable String size, @Nullable String from)
        throws IOException, InterruptedException;
  }

  public Retraining(ActiveModels models, OwnCorpora corpora, Trainings trainings, Tools tools) {
    this.models = models;
    this.trainings = trainings;
    this.fetches = new CorporaFetches(tools);
    this.routes =
        List.of(
            new CorporaRoutes(models.sets(), corpora, trainings, tools, fetches, streams),
            new TrainingRoutes(models.sets(), corpora, trainings, tools, streams),
            new ModelSetRoutes(models, trainings));
  }

  /** Whether a training runs now. */
  boolean isTraining() {
    return trainings.isBusy();
  }

  /** The set of models that serves. */
  String activeSet() {
    return models.name();
  }

  void addTo(RoutesConfig config) {
    routes.forEach(group -> group.addTo(config));
  }

  /** Ends the training that runs; it can go on when there is a server again. */
  @Override
  public void close() {
    streams.close();
    fetches.close();
    trainings.close();
  }
}
