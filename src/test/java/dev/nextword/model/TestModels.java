package dev.nextword.model;

import dev.nextword.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small models made of Deeplearning4j's own layers. */
final class TestModels {
  static final int INPUTS = 4;

  private TestModels() {}

  static MultiLayerNetwork network(int words, long seed) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .list()
                .layer(new LSTM.Builder().nIn(INPUTS).nOut(8).activation(Activation.TANH).build())
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(8)
                        .nOut(words)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  static Vocabulary vocabulary(int words) {
    List<String> list = new ArrayList<>(Vocabulary.SPECIAL);
    while (list.size() < words) {
      list.add("wörd" + list.size());
    }
    return new Vocabulary(list);
  }

  static ModelCard card(String name, String kind, int words) {
    return new ModelCard(
        ModelCard.FORMAT,
        name,
        kind,
        kind.equals(ModelCard.NETWORK) ? "lstm" : null,
        new ModelCard.TrainingText(
            "sample", "00ff", "GPL-3.0-or-later", 10, 1000, Map.of("train", 9L, "test", 1L)),
        words,
        123,
        42,
        Map.of("hidden", 8),
        Map.of("deeplearning4j", "1.0.0-M2.1"),
        "two cores",
        1.5,
        List.of(new ModelCard.CurvePoint(0.5, 5.5, 5.25, 0.002, 12)),
        Map.of("perplexity", 101.5),
        Map.of());
  }

  static ModelBundle.Network bundle(String name, int words, long seed) {
    return new ModelBundle.Network(
        card(name, ModelCard.NETWORK, words), vocabulary(words), network(words, seed));
  }

  static ModelBundle.Ngram ngram(String name, Path folder) throws IOException {
    Path table = Files.write(folder.resolve("table.tmp"), new byte[] {1, 2, 3});
    return new ModelBundle.Ngram(card(name, ModelCard.NGRAM, 6), vocabulary(6), table);
  }
}
