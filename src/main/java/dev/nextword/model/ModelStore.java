package dev.nextword.model;

import dev.nextword.network.WordStepper;
import dev.nextword.vocabulary.Vocabulary;
import dev.nextword.vocabulary.VocabularyFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The models of a folder, each a folder of its own that explains itself:
 *
 * <pre>
 *   models/lstm/card.json        provenance, settings, figures, hashes of the other files
 *   models/lstm/vocabulary.txt   a word and its count a line, by id
 *   models/lstm/network.zip      Deeplearning4j's own format
 *   models/ngram/ngram.fst       in place of network.zip
 * </pre>
 *
 * <p>A model is loaded whole or not at all: every file is checked against the card, and the parts
 * against each other. One damaged model does not keep the others from loading.
 */
public final class ModelStore {
  private static final String VOCABULARY = "vocabulary.txt";

  private static final long MAX_VOCABULARY_BYTES = 64 << 20;
  private static final long MAX_TABLE_BYTES = 1L << 30;

  private final Path folder;
  private final FolderSwap swap;

  /**
   * @param folder need not exist; {@link #save} makes it
   */
  public ModelStore(Path folder) {
    this(folder, step -> {});
  }

  ModelStore(Path folder, FolderSwap.Steps steps) {
    this.folder = folder;
    this.swap = new FolderSwap(folder, steps);
    swap.recover();
  }

  /** The models that could be loaded, by name, and why the others could not. */
  public record Loaded(List<ModelBundle> bundles, List<ModelException> problems) {
    public Loaded {
      bundles = List.copyOf(bundles);
      problems = List.copyOf(problems);
    }
  }

  /** The folder that holds the models. */
  public Path folder() {
    return folder;
  }

  /** Names of all models, damaged ones too, in alphabetical order. */
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(Files::isDirectory)
          .filter(ModelStore::holdsPartOfAModel)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw BundleFiles.unreadable(folder, e);
    }
  }

  /**
   * A model's card alone; quick.
   *
   * @throws ModelException if there is no such model, or its card is damaged
   */
  public ModelCard card(String name) {
    Path model = requireModel(name);
    ModelCard card = CardFile.read(model.resolve(CardFile.NAME));
    if (!card.name().equals(name)) {
      throw ModelException.of(
          model.resolve(CardFile.NAME),
          "the card is of the model \"" + card.name() + "\": rename the folder to that");
    }
    return card;
  }

  /**
   * What a model takes on disk: its card and the files that the card names.
   *
   * @throws ModelException if there is no such model, or it is not whole
   */
  public long bytes(String name) {
    Path model = folder.resolve(name);
    long bytes = BundleFiles.size(model.resolve(CardFile.NAME));
    for (String file : card(name).files().keySet()) {
      bytes += BundleFiles.size(model.resolve(file));
    }
    return bytes;
  }

  /**
   * A whole model, checked.
   *
   * @throws ModelException if there is no such model, or any part of it is missing, damaged,
   *     foreign or does not fit the others
   */
  public ModelBundle load(String name) {
    return load(name, false);
  }

  /**
   * As {@link #load}, for prediction: a network comes as {@link ModelBundle.Stepper}. That starts
   * no native library, which would take seconds and a few hundred megabytes.
   *
   * @throws ModelException as {@link #load}
   */
  public ModelBundle loadForPrediction(String name) {
    return load(name, true);
  }

  private ModelBundle load(String name, boolean forPrediction) {
    ModelCard card = card(name);
    Path model = folder.resolve(name);
    Vocabulary vocabulary = vocabulary(verified(model, card, VOCABULARY));
    if (vocabulary.size() != card.vocabularySize()) {
      throw ModelException.of(
          model.resolve(VOCABULARY),
          vocabulary.size() + " words, but the card says " + card.vocabularySize());
    }
    if (card.kind().equals(ModelCard.NGRAM)) {
      return new ModelBundle.Ngram(
          card, vocabulary, verified(model, card, ModelBundle.Ngram.TABLE));
    }
    Path file = verified(model, card, NetworkFile.NAME);
    if (forPrediction) {
      WordStepper stepper = NetworkFile.stepper(file);
      requireOutputs(file, stepper.words(), vocabulary);
      return new ModelBundle.Stepper(card, vocabulary, stepper);
    }
    MultiLayerNetwork network = NetworkFile.read(file);
    requireOutputs(file, NetworkFile.outputs(file, network), vocabulary);
    return new ModelBundle.Network(card, vocabulary, network);
  }

  private static void requireOutputs(Path file, long outputs, Vocabulary vocabulary) {
    if (outputs != vocabulary.size()) {
      throw ModelException.of(
          file,
          "the network tells "
              + outputs
              + " words apart, but "
              + VOCABULARY
              + " has "
              + vocabulary.size()
              + ": they are of different models");
    }
  }

  /** Loads every model that can be loaded. */
  public Loaded loadAll() {
    return loadAll(this::load);
  }

  /** Loads every model that can be loaded, as {@link #loadForPrediction} does. */
  public Loaded loadAllForPrediction() {
    return loadAll(this::loadForPrediction);
  }

  private Loaded loadAll(Function<String, ModelBundle> load) {
    List<ModelBundle> bundles = new ArrayList<>();
    List<ModelException> problems = new ArrayList<>();
    for (String name : names()) {
      try {
        bundles.add(load.apply(name));
      } catch (ModelException e) {
        problems.add(e);
      }
    }
    return new Loaded(bundles, problems);
  }

  /**
   * Writes a model under the name in its card, in place of one that has this name. Whoever reads
   * meanwhile, or after a crash, finds the old model or the new one, whole. A network's weights are
   * rounded to 16 bits.
   *
   * @return the card as written, with the files' hashes
   * @throws ModelException if the parts do not fit each other
   * @throws IOException if the disk does not take it
   */
  public ModelCard save(ModelBundle bundle) throws IOException {
    if (bundle instanceof ModelBundle.Stepper) {
      throw new ModelException("a model loaded for prediction alone cannot be saved");
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(VOCABULARY, vocabularyBytes(bundle.vocabulary()));
    if (bundle instanceof ModelBundle.Network network) {
      requireKind(bundle.card(), ModelCard.NETWORK);
      long outputs = NetworkFile.outputs(folder.resolve(bundle.name()), network.network());
      if (outputs != bundle.vocabulary().size()) {
        throw new ModelException(
            "a network of " + outputs + " words and " + bundle.vocabulary().size() + " words");
      }
      files.put(NetworkFile.NAME, NetworkFile.bytes(network.network()));
    } else if (bundle instanceof ModelBundle.Ngram ngram) {
      requireKind(bundle.card(), ModelCard.NGRAM);
      files.put(ModelBundle.Ngram.TABLE, BundleFiles.read(ngram.table(), MAX_TABLE_BYTES));
    }
    Map<String, String> hashes = new LinkedHashMap<>();
    files.forEach((file, bytes) -> hashes.put(file, BundleFiles.sha256(bytes)));
    ModelCard card = bundle.card().withFiles(hashes);
    files.put(CardFile.NAME, CardFile.bytes(card));
    swap.replace(bundle.name(), files);
    return card;
  }

  /**
   * Writes a model's card anew, such as after an evaluation; the other files stay as they are.
   *
   * @throws ModelException if there is no such model, or it is damaged
   * @throws IOException if the disk does not take it
   */
  public void updateCard(ModelCard card) throws IOException {
    ModelCard before = card(card.name());
    Path model = folder.resolve(card.name());
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String file : before.files().keySet()) {
      files.put(file, BundleFiles.read(verified(model, before, file), MAX_TABLE_BYTES));
    }
    files.put(CardFile.NAME, CardFile.bytes(card.withFiles(before.files())));
    swap.replace(card.name(), files);
  }

  private Path requireModel(String name) {
    try {
      ModelCard.requireName(name);
    } catch (IllegalArgumentException e) {
      throw new ModelException(e.getMessage(), e);
    }
    Path model = folder.resolve(name);
    if (!Files.isDirectory(model)) {
      String there = names().isEmpty() ? "no models" : String.join(", ", names());
      throw new ModelException(
          "no model \"" + name + "\" in the folder " + folder + "; it holds " + there);
    }
    return model;
  }

  /** The path of a file of a model whose bytes are those that the card speaks of. */
  private static Path verified(Path model, ModelCard card, String name) {
    Path file = model.resolve(name);
    String expected = card.files().get(name);
    if (expected == null) {
      throw ModelException.of(
          model.resolve(CardFile.NAME), "has no SHA-256 for " + name + " under \"files\"");
    }
    if (!BundleFiles.sha256(file).equals(expected)) {
      throw ModelException.of(
          file,
          "damaged, or of another model: its SHA-256 is not the one in "
              + CardFile.NAME
              + "; copy the whole folder again, or train the model");
    }
    return file;
  }

  private static Vocabulary vocabulary(Path file) {
    byte[] bytes = BundleFiles.read(file, MAX_VOCABULARY_BYTES);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return VocabularyFile.read(new StringReader(text), file.toString());
    } catch (CharacterCodingException e) {
      throw ModelException.of(file, "not UTF-8 text; restore the model or train it again", e);
    } catch (IOException e) {
      throw new ModelException(e.getMessage(), e);
    }
  }

  private static byte[] vocabularyBytes(Vocabulary vocabulary) throws IOException {
    StringWriter text = new StringWriter();
    VocabularyFile.write(vocabulary, text);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Also a folder that lacks its card, so that it is named as damaged and not passed over. */
  private static boolean holdsPartOfAModel(Path file) {
    return Stream.of(CardFile.NAME, VOCABULARY, NetworkFile.NAME, ModelBundle.Ngram.TABLE)
        .anyMatch(part -> Files.exists(file.resolve(part)));
  }

  private static void requireKind(ModelCard card, String kind) {
    if (!card.kind().equals(kind)) {
      throw new ModelException("a " + kind + " model with a card of the kind " + card.kind());
    }
  }
}
