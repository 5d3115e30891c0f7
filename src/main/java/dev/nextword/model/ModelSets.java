package dev.nextword.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Sets of models, of which one serves: the shipped one, and those that a person has trained. A set
 * is a folder of models with the names of the columns, trained on the same text, and is used, named
 * and deleted as a whole.
 *
 * <pre>
 *   models/{ngram,rnn,gru,lstm}            the shipped set
 *   DATA/models/my-mails/{ngram,rnn,...}   a set of one's own
 *   DATA/active                            the name of the one that serves
 * </pre>
 */
public final class ModelSets {
  /** The name of the set that comes with the program: it cannot be renamed or deleted. */
  public static final String SHIPPED = "shipped";

  private static final String ACTIVE = "active";

  private final ModelStore shipped;
  private final Path data;

  /**
   * @param shipped models that come with the program
   * @param data folder of the person's own; need not exist
   */
  public ModelSets(ModelStore shipped, Path data) {
    this.shipped = shipped;
    this.data = data;
  }

  private Path folder() {
    return data.resolve("models");
  }

  /** Names of all sets: the shipped one, then the others in alphabetical order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(SHIPPED);
    if (Files.isDirectory(folder())) {
      try (Stream<Path> files = Files.list(folder())) {
        files
            .filter(Files::isDirectory)
            .map(file -> file.getFileName().toString())
            .filter(name -> !name.startsWith(".") && !name.equals(SHIPPED))
            .sorted()
            .forEach(names::add);
      } catch (IOException e) {
        throw BundleFiles.unreadable(folder(), e);
      }
    }
    return List.copyOf(names);
  }

  /** Whether there is a set of this name. */
  public boolean exists(String name) {
    return names().contains(name);
  }

  /**
   * The models of a set.
   *
   * @throws ModelException if there is no such set
   */
  public ModelStore store(String name) {
    if (name.equals(SHIPPED)) {
      return shipped;
    }
    if (!exists(name)) {
      throw new ModelException("no set of models has this name; there are " + names());
    }
    return new ModelStore(folder().resolve(name));
  }

  /** The name of the set that serves; the shipped one where none was chosen or it is gone. */
  public String active() {
    try {
      String name = Files.readString(data.resolve(ACTIVE), StandardCharsets.UTF_8).strip();
      return exists(name) ? name : SHIPPED;
    } catch (IOException none) {
      return SHIPPED;
    }
  }

  /**
   * Remembers which set serves.
   *
   * @throws ModelException if there is no such set
   */
  public synchronized void activate(String name) throws IOException {
    store(name);
    Files.createDirectories(data);
    Path fresh = data.resolve("." + ACTIVE + ".new");
    Files.deleteIfExists(fresh);
    try {
      BundleFiles.write(fresh, name.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
    Files.move(
        fresh,
        data.resolve(ACTIVE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Where a new set is made, out of sight, until it is {@linkplain #install installed}. In the same
   * folder, so that a rename is all that is needed.
   */
  public Path making(String name) {
    return folder().resolve("." + requireNew(name) + ".training");
  }

  /**
   * Makes a trained set visible, at once.
   *
   * @param trained a folder on the same disk, with models
   * @throws ModelException if the name is taken
   */
  public synchronized void install(Path trained, String name) throws IOException {
    requireNew(name);
    Files.createDirectories(folder());
    Path set = folder().resolve(name);
    Files.move(trained, set, StandardCopyOption.ATOMIC_MOVE);
    BundleFiles.deleteFolder(set.resolve(".training")); // text and checkpoints: not needed now
  }

  /**
   * Gives a set another name.
   *
   * @throws ModelException if it is the shipped one or there is none, or the new name is taken
   */
  public synchronized void rename(String name, String other) throws IOException {
    requireOwn(name);
    requireNew(other);
    boolean serves = active().equals(name);
    Files.move(folder().resolve(name), folder().resolve(other), StandardCopyOption.ATOMIC_MOVE);
    if (serves) {
      activate(other);
    }
  }

  /**
   * Deletes a set.
   *
   * @throws ModelException if it is the shipped one, the one that serves, or there is none
   */
  public synchronized void delete(String name) throws IOException {
    requireOwn(name);
    if (active().equals(name)) {
      throw new ModelException("these models serve; use others first, then delete them");
    }
    Path gone = folder().resolve("." + name + ".deleted");
    BundleFiles.deleteFolder(gone);
    Files.move(folder().resolve(name), gone, StandardCopyOption.ATOMIC_MOVE); // at once
    BundleFiles.deleteFolder(gone);
  }

  /**
   * Writes a set as a zip file, a folder for each model: unpacked into a models folder it serves.
   *
   * @param out is not closed
   */
  public void export(String name, OutputStream out) throws IOException {
    ModelStore store = store(name);
    ZipOutputStream zip = new ZipOutputStream(out);
    for (String model : store.names()) {
      Path folder = store.folder().resolve(model);
      List<String> files = new ArrayList<>(store.card(model).files().keySet());
      files.add(CardFile.NAME);
      for (String file : files) {
        zip.putNextEntry(new ZipEntry(model + "/" + file));
        Files.copy(folder.resolve(file), zip);
        zip.closeEntry();
      }
    }
    zip.finish();
  }

  private void requireOwn(String name) {
    if (name.equals(SHIPPED)) {
      throw new ModelException("the shipped models can be neither renamed nor deleted");
    }
    store(name);
  }

  /**
   * A name that no set has.
   *
   * @throws ModelException if it is none, or taken
   */
  public String requireNew(String name) {
    try {
      ModelCard.requireName(name);
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "a name is 1 to 64 lower-case letters, digits and . _ - and begins with a letter or"
              + " digit",
          e);
    }
    if (exists(name)) {
      throw new ModelException("a set of models has this name already; choose another");
    }
    return name;
  }
}
