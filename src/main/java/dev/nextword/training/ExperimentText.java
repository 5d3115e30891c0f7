package dev.nextword.training;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.batches.IdsFile;
import dev.nextword.evaluation.HeldOutPassages;
import dev.nextword.text.Corpus;
import dev.nextword.text.Document;
import dev.nextword.text.Fillers;
import dev.nextword.text.Kind;
import dev.nextword.text.Passage;
import dev.nextword.text.Split;
import dev.nextword.text.Weaver;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of an experiment in a folder that all of its processes read: that of a training, and the
 * passages to measure on. Three sets of passages have neither wordings nor sentences in common, so
 * that settings are chosen by what a network makes of wordings it has never seen, and measured on
 * yet others:
 *
 * <pre>
 *   to train on         nine tenths of others   sentences of the corpus's training part
 *   to choose by        a tenth of the others   sentences of its validation part
 *   to measure          held-out wordings       sentences of its test part
 * </pre>
 *
 * @param folder with the files
 * @param vocabulary of training text
 * @param chosenBy passages to choose settings and weights by
 * @param measured passages to measure on
 */
record ExperimentText(
    Path folder, Vocabulary vocabulary, List<Passage> chosenBy, List<Passage> measured) {
  private static final long SEED = 1;
  private static final int TENTH = 10;
  private static final String CHOSEN_BY = "chosen-by";
  private static final String MEASURED = "measured";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<Passage>> PASSAGES = new TypeReference<>() {};

  /** Writes the files. */
  static void prepare(Corpus corpus, Weaver weaver, ExperimentSettings settings, Path folder)
      throws IOException {
    WovenMix mix =
        new WovenMix(
            settings.kinds().stream().collect(Collectors.toMap(Function.identity(), kind -> 1)),
            false);
    TrainingText text =
        TrainingText.prepare(
            corpus,
            weaver.withoutEvery(TENTH),
            mix,
            settings.longest() + 1,
            settings.rounds(),
            null,
            settings.vocabulary(),
            SEED,
            folder);
    Fillers valid = fillers(corpus, Split.VALID, weaver, false);
    Fillers test = fillers(corpus, Split.TEST, weaver, true);
    List<Passage> chosenBy =
        draw(
            settings,
            settings.trained(),
            new HeldOutPassages(
                weaver.withOnlyEvery(TENTH),
                valid,
                false,
                settings.validationPassages(),
                SEED + 1));
    JSON.writeValue(folder.resolve(CHOSEN_BY + ".json").toFile(), chosenBy);
    JSON.writeValue(
        folder.resolve(MEASURED + ".json").toFile(),
        draw(
            settings,
            settings.distances(),
            new HeldOutPassages(weaver, test, true, settings.passages(), SEED + 2)));
    TextEncoder encoder = new TextEncoder(text.vocabulary(), new Tokenizer());
    try (IdsFile.Writer out = new IdsFile.Writer(folder.resolve(CHOSEN_BY + ".ids"))) {
      for (Passage passage : chosenBy) {
        out.add(encoder.encode(passage.document("")));
      }
    }
  }

  private static Fillers fillers(Corpus corpus, Split split, Weaver weaver, boolean heldOut) {
    Tokenizer tokenizer = new Tokenizer();
    try (Stream<Document> documents = corpus.documents(split)) {
      return weaver.fillers(
          documents.flatMap(document -> tokenizer.written(document.text()).stream()).toList(),
          heldOut);
    }
  }

  private static List<Passage> draw(
      ExperimentSettings settings, List<Integer> distances, HeldOutPassages passages) {
    return settings.kinds().stream()
        .flatMap(kind -> distances.stream().flatMap(d -> passages.of(kind, d).stream()))
        .toList();
  }

  /** Reads the files. */
  static ExperimentText open(Path folder) throws IOException {
    return new ExperimentText(
        folder,
        TrainingText.vocabulary(folder),
        JSON.readValue(folder.resolve(CHOSEN_BY + ".json").toFile(), PASSAGES),
        JSON.readValue(folder.resolve(MEASURED + ".json").toFile(), PASSAGES));
  }

  /** The passages to choose by, as ids. */
  IdsFile chosenByIds() throws IOException {
    return IdsFile.open(folder.resolve(CHOSEN_BY + ".ids"));
  }

  /** Passages of one kind by their distances, rising. */
  static Map<Integer, List<Passage>> byDistance(List<Passage> passages, Kind kind) {
    return passages.stream()
        .filter(passage -> passage.kind() == kind)
        .collect(
            Collectors.groupingBy(Passage::distance, java.util.TreeMap::new, Collectors.toList()));
  }
}
