package dev.nextword.training;

import dev.nextword.batches.IdsFile;
import dev.nextword.model.ModelCard;
import dev.nextword.network.WordNetwork;
import dev.nextword.prediction.BlockList;
import dev.nextword.prediction.Completer;
import dev.nextword.prediction.CompleterOptions;
import dev.nextword.prediction.Completion;
import dev.nextword.prediction.NetworkLanguageModel;
import dev.nextword.prediction.Phrase;
import dev.nextword.prediction.Suggestion;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a network at each measurement of its training, without touching it: what it says to a
 * prompt, how far its gradient reaches, what is going wrong. It stands between the trainer and
 * whoever hears of its progress, and adds an {@link Insight} to the lines that tell a measurement.
 */
final class Observer implements Consumer<Progress> {
  private static final int SHOWN = 3;

  private final TrainingSettings settings;
  private final Vocabulary vocabulary;
  private final BlockList blocked;
  private final IdsFile valid;
  private final @Nullable String prompt;
  private final Diagnosis diagnosis;
  private final Consumer<Progress> listener;

  private @Nullable GradientByLag probe;
  private @Nullable Completion said;
  private List<Double> gradient = List.of();
  private @Nullable Progress newest;
  private final List<ModelCard.CurvePoint> curve = new ArrayList<>();

  /**
   * @param valid text on which the gradient is taken
   * @param prompt to be completed after each measurement; null to look at nothing
   * @param words of the whole text
   * @param listener hears every line
   */
  Observer(
      TrainingSettings settings,
      Vocabulary vocabulary,
      BlockList blocked,
      IdsFile valid,
      @Nullable String prompt,
      long words,
      Consumer<Progress> listener) {
    this.settings = settings;
    this.vocabulary = vocabulary;
    this.blocked = blocked;
    this.valid = valid;
    this.prompt = prompt;
    this.diagnosis = new Diagnosis(settings.clip(), words);
    this.listener = listener;
  }

  /** The same loss; whoever measures it lets the network be looked at, too. */
  ToDoubleFunction<WordNetwork> watching(ToDoubleFunction<WordNetwork> validation) {
    if (prompt == null) {
      return validation;
    }
    return network -> {
      look(network, prompt);
      return validation.applyAsDouble(network);
    };
  }

  private void look(WordNetwork network, String text) {
    NetworkLanguageModel model =
        new NetworkLanguageModel(settings.cell().label(), vocabulary, network.stepper());
    TextEncoder encoder = new TextEncoder(vocabulary, new Tokenizer());
    said = new Completer(model, encoder, blocked, CompleterOptions.DEFAULT).complete(text, SHOWN);
    if (probe == null) {
      probe = new GradientByLag(settings, vocabulary.size(), valid);
    }
    gradient = probe.of(network);
  }

  @Override
  public void accept(Progress line) {
    if (line.event().equals(Progress.PROGRESS)) {
      newest = line;
    }
    Completion completion = said;
    if (!line.event().equals(Progress.VALIDATED) || completion == null) {
      listener.accept(line);
      return;
    }
    Double loss = line.loss();
    Double validation = line.validationLoss();
    if (loss != null && validation != null) {
      curve.add(new ModelCard.CurvePoint(line.epoch(), loss, validation, line.learningRate(), 0));
    }
    Phrase phrase = completion.phrase();
    listener.accept(
        line.with(
            new Insight(
                completion.suggestions().stream().map(Suggestion::completion).toList(),
                phrase == null ? null : phrase.text(),
                gradient,
                diagnosis.of(newest, curve, gradient))));
  }
}
