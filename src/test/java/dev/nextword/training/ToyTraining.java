package dev.nextword.training;

import dev.nextword.batches.IdsFile;
import dev.nextword.batches.TestDocuments;
import dev.nextword.network.CellType;
import dev.nextword.network.Initialisation;
import dev.nextword.network.SoftmaxKind;
import dev.nextword.vocabulary.EncodedDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * A text of nine words that can be learned in a second: documents count up and down between 3 and
 * 8, so that the next word follows from the last two; woven passages name a word again that stood
 * at their beginning.
 */
final class ToyTraining {
  static final int WORDS = 9;
  static final int HIDDEN = 8;

  private ToyTraining() {}

  static IdsFile text(Path path, int documents, long seed) {
    Random random = new Random(seed);
    List<int[]> all = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      int[] ids = new int[8 + random.nextInt(16)];
      ids[0] = 2;
      int at = 3 + random.nextInt(6);
      int step = random.nextBoolean() ? 1 : -1;
      for (int t = 1; t < ids.length; t++) {
        ids[t] = at;
        step = at == 8 ? -1 : at == 3 ? 1 : step;
        at += step;
      }
      all.add(ids);
    }
    return TestDocuments.write(path, all);
  }

  /** Two rounds of 61 passages: {@code <eos> cue 3 3 ... cue}. */
  static IdsFile woven(Path path) {
    Random random = new Random(1);
    List<EncodedDocument> all = new ArrayList<>();
    for (int i = 0; i < 2 * CellTrainer.WOVEN_DISTANCES; i++) {
      int distance = i % CellTrainer.WOVEN_DISTANCES;
      int[] ids = new int[distance + 3];
      java.util.Arrays.fill(ids, 3);
      ids[0] = 2;
      ids[1] = 4 + random.nextInt(5);
      ids[distance + 2] = ids[1];
      BitSet answers = new BitSet();
      answers.set(distance + 2);
      all.add(new EncodedDocument(ids, answers));
    }
    return TestDocuments.writeEncoded(path, all);
  }

  static Builder settings(CellType cell) {
    return new Builder(cell);
  }

  /** Settings of a tiny training; each test says what it changes. */
  static final class Builder {
    private final CellType cell;
    private int layers = 1;
    private double dropout;
    private double epochs = 1;
    private int wovenLanes;
    private String optimiser = "adam";
    private double learningRate = 0.01;
    private double clip = 1;
    private int evaluationsPerEpoch = 2;
    private int patience = 3;
    private double coolDown = 0.5;
    private boolean tied;
    private double freshStates;
    private long seed = 1;

    private Builder(CellType cell) {
      this.cell = cell;
    }

    Builder layers(int value) {
      layers = value;
      return this;
    }

    Builder dropout(double value) {
      dropout = value;
      return this;
    }

    Builder epochs(double value) {
      epochs = value;
      return this;
    }

    Builder wovenLanes(int value) {
      wovenLanes = value;
      return this;
    }

    Builder optimiser(String name, double rate) {
      optimiser = name;
      learningRate = rate;
      return this;
    }

    Builder clip(double value) {
      clip = value;
      return this;
    }

    Builder evaluationsPerEpoch(int value) {
      evaluationsPerEpoch = value;
      return this;
    }

    Builder patience(int value) {
      patience = value;
      return this;
    }

    Builder coolDown(double value) {
      coolDown = value;
      return this;
    }

    Builder tied() {
      tied = true;
      return this;
    }

    Builder freshStates(double value) {
      freshStates = value;
      return this;
    }

    Builder seed(long value) {
      seed = value;
      return this;
    }

    TrainingSettings build() {
      return new TrainingSettings(
          cell,
          4,
          HIDDEN,
          layers,
          4,
          SoftmaxKind.AUTO,
          dropout,
          Initialisation.UNIFORM,
          1,
          epochs,
          3,
          wovenLanes,
          6,
          optimiser,
          learningRate,
          clip,
          1,
          evaluationsPerEpoch,
          patience,
          coolDown,
          tied,
          freshStates,
          seed);
    }
  }
}
