package dev.nextword.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextword.model.ModelCard;
import dev.nextword.network.CellType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a training was asked to do, as a file beside its checkpoints: it is written when the text is
 * ready, read by the process of each cell, and again when the training is resumed.
 *
 * @param prefix put before the models' names; empty for none
 * @param corpus names or paths of the text, as given
 * @param text what the model cards say of the text
 * @param cells settings of each cell
 * @param pretokenized the files of a text that was in tokens already, or null
 * @param asked every setting of the command by its name, so that a resumed training can tell flags
 *     that contradict them; null where it was not kept
 * @param from folder of models of the same cells whose weights and words the training goes on from;
 *     null for random weights
 * @param prompt text that every network completes after each measurement, so that one sees it
 *     learn; null for none
 */
public record TrainingPlan(
    String prefix,
    List<String> corpus,
    ModelCard.TrainingText text,
    List<TrainingSettings> cells,
    @Nullable PretokenizedFiles pretokenized,
    @Nullable Map<String, Object> asked,
    @Nullable String from,
    @Nullable String prompt) {
  private static final String FILE = "plan.json";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** From random weights, without a prompt. */
  public TrainingPlan(
      String prefix,
      List<String> corpus,
      ModelCard.TrainingText text,
      List<TrainingSettings> cells,
      @Nullable PretokenizedFiles pretokenized,
      @Nullable Map<String, Object> asked) {
    this(prefix, corpus, text, cells, pretokenized, asked, null, null);
  }

  public TrainingPlan {
    corpus = List.copyOf(corpus);
    cells = List.copyOf(cells);
  }

  /** The settings of one cell. */
  public TrainingSettings of(CellType cell) {
    return cells.stream()
        .filter(settings -> settings.cell() == cell)
        .findFirst()
        .orElseThrow(() -> new TrainingException(cell.label() + " is not part of this training"));
  }

  /** Name of the model of a cell, or of {@code ngram}. */
  public String modelName(String column) {
    return prefix.isEmpty() ? column : prefix + "-" + column;
  }

  /** True if a training was begun in this folder and its text is ready. */
  public static boolean exists(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /**
   * Deletes the plan and the checkpoints of an earlier training in this folder, before its text is
   * written over: a training that is killed meanwhile must not be resumed with text of one and
   * checkpoints of the other.
   */
  public static void forget(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE)); // first: without it nothing is resumed
    for (CellType cell : CellType.values()) {
      Files.deleteIfExists(folder.resolve(cell.label()).resolve(CellTrainer.CHECKPOINT));
      Files.deleteIfExists(folder.resolve(cell.label()).resolve(CellTrainer.BEST));
    }
  }

  /** Writes the plan, whole or not at all. */
  public void save(Path folder) throws IOException {
    Path fresh = folder.resolve(FILE + ".new");
    JSON.writeValue(fresh.toFile(), this);
    Files.move(
        fresh,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads the plan.
   *
   * @throws TrainingException if it is missing or damaged, naming the file
   */
  public static TrainingPlan load(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return JSON.readValue(file.toFile(), TrainingPlan.class);
    } catch (JsonProcessingException e) {
      throw new TrainingException(
          file
              + ": not a plan of this program ("
              + e.getOriginalMessage()
              + "); delete the folder and train again",
          e);
    } catch (IOException e) {
      throw new TrainingException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
