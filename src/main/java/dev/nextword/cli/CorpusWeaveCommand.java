package dev.nextword.cli;

import dev.nextword.text.Corpus;
import dev.nextword.text.Document;
import dev.nextword.text.Fillers;
import dev.nextword.text.Kind;
import dev.nextword.text.Passage;
import dev.nextword.text.Split;
import dev.nextword.text.Weaver;
import dev.nextword.tokens.Tokenizer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code corpus weave}: passages in which a cue decides a word far away. */
@Command(
    name = "weave",
    description = {
      "Weaves long-range passages: a cue, sentences of a text, and a word that the cue decides.",
      "Prints one a line."
    })
final class CorpusWeaveCommand implements Runnable {
  /** Enough to choose from at every distance, and quickly read. */
  private static final int MOST_SENTENCES = 60_000;

  @Spec private CommandSpec spec;
  @Mixin private Output output;

  @Parameters(
      paramLabel = "NAME-or-PATH",
      description = "The text whose sentences stand between cue and answer.")
  private String corpus;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "place-language",
      description = {
        "What decides what: place-language, tense, verb-number, name-pronoun, thing-again,"
            + " profession-tool, or all of them in turn: all",
        "(default: ${DEFAULT-VALUE})."
      })
  private String kind;

  @Option(
      names = "--distance",
      paramLabel = "WORDS",
      defaultValue = "20",
      description = {
        "Words between cue and trigger: tokens of the models with a letter or digit in them;",
        "don't is two, marks are none (default: ${DEFAULT-VALUE})."
      })
  private int distance;

  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many passages (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--held-out",
      description = {
        "Wordings that training never sees, and sentences of the corpus's test documents alone,",
        "for measuring."
      })
  private boolean heldOut;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides what is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public void run() {
    List<Kind> wanted = kinds();
    if (distance < 0 || count < 1) {
      throw new ParameterException(
          spec.commandLine(), "--distance must be at least 0, and -n at least 1");
    }
    Tokenizer tokenizer = new Tokenizer();
    Weaver weaver = Weaver.load(Catalogue.templates(), tokenizer::wordStarts);
    Fillers fillers =
        weaver.fillers(sentences(CorpusArgument.open(List.of(corpus)), tokenizer), heldOut);
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      Passage passage = passage(weaver, random, wanted.get(i % wanted.size()), fillers);
      output.out().println(output.isJson() ? Output.line(json(passage)) : passage.text());
    }
  }

  private List<Kind> kinds() {
    try {
      return kind.equals("all") ? List.of(Kind.values()) : List.of(Kind.of(kind));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Passage passage(Weaver weaver, Random random, Kind wanted, Fillers fillers) {
    try {
      return weaver.passage(random, wanted, distance, heldOut, fillers);
    } catch (IllegalArgumentException e) {
      throw new CommandException(e.getMessage() + "; give more text or another --distance", e);
    }
  }

  private static Map<String, Object> json(Passage passage) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", passage.kind().label());
    json.put("context", passage.context());
    json.put("answer", passage.answerWord());
    json.put("candidates", passage.candidates());
    json.put("cue", passage.cueWord());
    json.put("distance", passage.distance());
    json.put("lag", passage.lag());
    json.put("heldOutTemplates", passage.wording().heldOut());
    json.put("heldOutFillers", passage.wording().fillersHeldOut());
    json.put("cueTemplate", passage.wording().cue());
    json.put("triggerTemplate", passage.wording().trigger());
    json.put("between", passage.of(passage.between()));
    json.put("text", passage.text());
    return json;
  }

  private List<String> sentences(Corpus text, Tokenizer tokenizer) {
    List<String> sentences = new ArrayList<>();
    try (Stream<Document> documents = text.documents(heldOut ? Split.TEST : Split.TRAIN)) {
      Iterator<Document> rest = documents.iterator();
      while (rest.hasNext() && sentences.size() < MOST_SENTENCES) {
        sentences.addAll(tokenizer.written(rest.next().text()));
      }
    }
    return sentences;
  }
}
