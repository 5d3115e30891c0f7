package dev.nextword.server;

import dev.nextword.model.ModelException;
import dev.nextword.model.ModelSets;
import dev.nextword.model.ModelStore;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The models that serve, and their exchange for others: the new ones are loaded and warmed while
 * the old ones answer, and then take their place at once. A request that has begun ends with the
 * models it began with, so that none fails and none mixes old and new.
 */
public final class ActiveModels implements Supplier<ModelSnapshot> {
  private final ModelSets sets;
  private final Function<ModelStore, ModelSnapshot> load;
  private volatile String name;
  private volatile CompletableFuture<ModelSnapshot> current;

  /**
   * Begins to load the set that was used last; whoever asks too early waits.
   *
   * @param first name of the set to begin with
   * @param load loads and warms all models of a folder; a model that cannot be used is absent from
   *     the snapshot
   */
  public ActiveModels(ModelSets sets, String first, Function<ModelStore, ModelSnapshot> load) {
    this.sets = sets;
    this.load = load;
    this.name = first;
    ModelStore store = sets.store(first);
    this.current = CompletableFuture.supplyAsync(() -> load.apply(store));
  }

  @Override
  public ModelSnapshot get() {
    return current.join();
  }

  /** The set that serves. */
  public String name() {
    return name;
  }

  /** All sets. */
  ModelSets sets() {
    return sets;
  }

  /**
   * Lets another set serve, now and from the next start on. One at a time; the call takes as long
   * as loading does.
   *
   * @throws ModelException if there is no such set, or none of its models can be used: then the old
   *     ones go on
   */
  synchronized void use(String other) throws IOException {
    ModelSnapshot fresh = load.apply(sets.store(other));
    if (fresh.serving().isEmpty()) {
      throw new ModelException("none of the models of this set can be used: " + fresh.absent());
    }
    sets.activate(other);
    current = CompletableFuture.completedFuture(fresh);
    name = other;
  }

  /** Gives a set another name; the models go on serving. */
  synchronized void rename(String before, String after) throws IOException {
    sets.rename(before, after);
    if (name.equals(before)) {
      name = after;
    }
  }

  /** Deletes a set that does not serve. */
  synchronized void delete(String gone) throws IOException {
    if (name.equals(gone)) {
      throw new ModelException("these models serve; use others first, then delete them");
    }
    sets.delete(gone);
  }
}
