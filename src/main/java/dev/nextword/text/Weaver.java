package dev.nextword.text;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Weaves long-range passages: a cue, real sentences up to an exact number of words, and a trigger
 * whose next word the cue decides. Such passages give a model something to remember, and show at
 * which distance it forgets.
 *
 * <p>The words between hold neither an answer of the passage nor another cue of its kind, and no
 * sentence occurs twice in a passage. A tenth of all wordings is held out: training never sees
 * them.
 *
 * <p>Immutable; threads share it. What is drawn depends on the given random generator alone.
 */
public final class Weaver {
  private static final int ATTEMPTS = 100;

  private final Map<Kind, KindTemplates> kinds = new EnumMap<>(Kind.class);
  private final Map<Kind, ForbiddenWords> forbidden = new EnumMap<>(Kind.class);
  private final Function<String, int[]> words;
  private final Middle trainingMiddle;
  private final Middle heldOutMiddle;
  private final People people;
  private final List<TemplateFile.Line> shortSentences;

  private Weaver(Path folder, Function<String, int[]> words) {
    this.words = words;
    for (Kind kind : Kind.values()) {
      KindTemplates templates = KindTemplates.read(kind, folder.resolve(kind.label() + ".txt"));
      kinds.put(kind, templates);
      forbidden.put(kind, new ForbiddenWords(templates));
    }
    people = new People(folder.resolve("people.txt"));
    List<Template> all = TemplateFile.read(folder.resolve("phrases.txt")).templates("");
    trainingMiddle = middle(all, false);
    heldOutMiddle = middle(all, true);
    shortSentences = TemplateFile.read(folder.resolve("short.txt")).read("", line -> line);
  }

  private Weaver(Weaver all, UnaryOperator<KindTemplates> part) {
    words = all.words;
    all.kinds.forEach((kind, templates) -> kinds.put(kind, part.apply(templates)));
    forbidden.putAll(all.forbidden);
    people = all.people;
    trainingMiddle = all.trainingMiddle;
    heldOutMiddle = all.heldOutMiddle;
    shortSentences = all.shortSentences;
  }

  private Middle middle(List<Template> phrases, boolean heldOut) {
    return new Middle(
        phrases.stream().filter(phrase -> phrase.heldOut() == heldOut).toList(), words, forbidden);
  }

  /**
   * Reads the templates.
   *
   * @param folder with one file a kind, {@code people.txt}, {@code phrases.txt} and {@code
   *     short.txt} (in this project {@code corpus/templates})
   * @param words where each word of a text begins. All distances are in these words: the models'
   *     own are found by {@code Tokenizer.wordStarts}, Penn Treebank tokens with a letter or digit
   * @throws CorpusException when a file is missing or a line cannot be understood; names both
   */
  public static Weaver load(Path folder, Function<String, int[]> words) {
    return new Weaver(folder, words);
  }

  /**
   * The same without every {@code n}th cue and trigger of training, and all held-out ones: those
   * left out are for choosing settings, {@link #withOnlyEvery}.
   */
  public Weaver withoutEvery(int n) {
    return new Weaver(this, templates -> templates.ofTraining(i -> i % n != 0));
  }

  /** The same with every {@code n}th cue and trigger of training alone, and all held-out ones. */
  public Weaver withOnlyEvery(int n) {
    return new Weaver(this, templates -> templates.ofTraining(i -> i % n == 0));
  }

  /**
   * Makes sentences ready to be drawn. A few very short sentences of the project's own are added,
   * so that every distance can be met.
   *
   * @param sentences one sentence each, in the order of their text: neighbours are drawn together
   *     when they can be
   * @param heldOut for measuring: the sentences come from documents that training has not seen, and
   *     the short ones are held-out ones too
   */
  public Fillers fillers(Collection<String> sentences, boolean heldOut) {
    List<String> more =
        shortSentences.stream()
            .filter(line -> line.heldOut() == heldOut)
            .map(TemplateFile.Line::text)
            .toList();
    return new Fillers(sentences, more, heldOut, words, forbidden);
  }

  /** All answers of a kind; which of them compete in a passage, the passage says. */
  public List<String> answers(Kind kind) {
    return templates(kind).answers();
  }

  /** Whether the trigger of this kind can stand without a cue: {@link #control}. */
  public boolean hasControl(Kind kind) {
    return !templates(kind).quotes();
  }

  /**
   * A passage with exactly {@code distance} words between cue and trigger.
   *
   * @param heldOut whether cue, trigger and phrases are held-out wordings (for measuring) or
   *     training ones
   * @throws IllegalArgumentException when the fillers cannot add up to that distance
   */
  public Passage passage(
      RandomGenerator random, Kind kind, int distance, boolean heldOut, Fillers fillers) {
    KindTemplates templates = templates(kind);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Template trigger = one(random, templates.triggers(), heldOut);
      // Drawn before the cue, so that no value is refused more often than another.
      People.Subject subject =
          people.draw(random, templates, finder(kind), values(templates, trigger));
      long answers = answerMask(templates, trigger, subject.person());
      for (int tried = 0; tried < ATTEMPTS; tried++) {
        Template cue = one(random, templates.cues(), heldOut);
        if (cue.ending() == Template.Ending.COMMA && trigger.isJoining()) {
          continue;
        }
        Rendering rendering = rendering(random, templates, subject);
        rendering.write(cue, true);
        // The cue may hold a form of its own ("money <is|was> short"); the answer is the trigger's,
        // and must not be there to be copied.
        rendering.answer = null;
        if (!templates.namesAnswers()
            && (finder(kind).mask(rendering.text.toString()) & answers) != 0) {
          continue;
        }
        Passage passage =
            finish(rendering, random, templates, cue, trigger, distance, heldOut, fillers);
        if (passage != null) {
          return passage;
        }
      }
    }
    throw new IllegalStateException(
        "no passage of "
            + kind.label()
            + " with exactly "
            + distance
            + " words between; add cues without the answers of the triggers");
  }

  /**
   * A passage without a cue: {@code words} words of real sentences and a trigger. It keeps a model
   * calibrated: where no place was named, the answer is drawn from a fixed mixture ("English" in a
   * good half of the cases, else any language), and a verb's form at random.
   *
   * @throws IllegalArgumentException when there is none of this kind ({@link #hasControl}), or the
   *     fillers cannot add up to that distance
   */
  public Passage control(
      RandomGenerator random, Kind kind, int words, boolean heldOut, Fillers fillers) {
    if (!hasControl(kind)) {
      throw new IllegalArgumentException(
          "a trigger of " + kind.label() + " cannot stand without its cue");
    }
    KindTemplates templates = templates(kind);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Template trigger = one(random, templates.triggers(), heldOut);
      List<String> mixture =
          templates.control().isEmpty() ? values(templates, trigger) : templates.control();
      Rendering rendering =
          rendering(random, templates, people.draw(random, templates, finder(kind), mixture));
      Passage passage =
          finish(rendering, random, templates, null, trigger, words, heldOut, fillers);
      if (passage != null) {
        return passage;
      }
    }
    throw new IllegalStateException("no control of " + kind.label() + " with " + words + " words");
  }

  /**
   * Passages without end, for text to train on: the kinds in turn, one in five without a cue,
   * distances drawn evenly from 0 to {@code longest} words.
   */
  public Stream<Passage> passages(
      RandomGenerator random, List<Kind> kinds, int longest, boolean heldOut, Fillers fillers) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(
            i -> {
              Kind kind = kinds.get(i % kinds.size());
              int distance = random.nextInt(longest + 1);
              return random.nextInt(5) == 0 && hasControl(kind)
                  ? control(random, kind, distance, heldOut, fillers)
                  : passage(random, kind, distance, heldOut, fillers);
            });
  }

  /** Writes what follows the cue; null when the count in the whole text is another. */
  private @Nullable Passage finish(
      Rendering rendering,
      RandomGenerator random,
      KindTemplates templates,
      @Nullable Template cue,
      Template trigger,
      int distance,
      boolean heldOut,
      Fillers fillers) {
    Kind kind = templates.kind();
    Template.Ending ending = cue == null ? Template.Ending.SENTENCE : cue.ending();
    StringBuilder text = rendering.text;
    int cueEnd = text.length();
    Span cueWord = rendering.cue;
    long unwanted = ForbiddenWords.NEVER | answerMask(templates, trigger, rendering.person);
    Middle middle = heldOut ? heldOutMiddle : trainingMiddle;
    Middle.Drawn drawn =
        middle.draw(random, kind, distance, ending, trigger.isJoining(), unwanted, fillers);
    middle.write(rendering, random, drawn, ending, fillers);
    boolean midSentence = ending == Template.Ending.QUOTATION || text.toString().endsWith(",");
    if (!midSentence && trigger.isJoining() && Words.endsPlainly(text) && random.nextInt(3) > 0) {
      text.setCharAt(text.length() - 1, ',');
      midSentence = true;
    }
    rendering.separate();
    int triggerStart = text.length();
    rendering.write(trigger, !midSentence);
    Span answer = rendering.answer;
    if (answer == null) {
      throw new IllegalStateException("a trigger without an answer: " + trigger.source());
    }
    // Counted again in the whole text: a word's neighbours may change how it is split.
    String whole = text.toString();
    int[] starts = words.apply(whole);
    if (count(starts, cueEnd, triggerStart) != distance) {
      return null;
    }
    int lag = cueWord == null ? -1 : count(starts, cueWord.end(), answer.start());
    int from = Math.min(cueEnd == 0 ? 0 : cueEnd + 1, triggerStart);
    return new Passage(
        kind,
        whole,
        cueWord,
        new Span(from, Math.max(from, triggerStart - 1)),
        answer,
        templates.candidates(trigger, rendering.person),
        distance,
        lag,
        new Passage.Wording(
            cue == null ? null : cue.source(), trigger.source(), heldOut, fillers.heldOut()));
  }

  private static int count(int[] starts, int from, int to) {
    return (int) Arrays.stream(starts).filter(start -> start >= from && start < to).count();
  }

  /** Marks the forms among which the trigger leaves the choice; named answers are all known. */
  private long answerMask(KindTemplates templates, Template trigger, Person person) {
    long mask = 0;
    for (String word : trigger.firstWords(person)) {
      mask |= finder(templates.kind()).of(word);
    }
    return mask;
  }

  private static List<String> values(KindTemplates templates, Template trigger) {
    return trigger.branchValues().isEmpty()
        ? List.copyOf(templates.values().keySet())
        : trigger.branchValues();
  }

  private static Rendering rendering(
      RandomGenerator random, KindTemplates templates, People.Subject subject) {
    List<Map<String, List<String>>> places =
        templates.values().getOrDefault(subject.value(), List.of());
    return new Rendering(
        random,
        subject.person(),
        subject.mention(),
        subject.value(),
        places.isEmpty() ? Map.of() : places.get(random.nextInt(places.size())),
        templates.aliases());
  }

  private ForbiddenWords finder(Kind kind) {
    ForbiddenWords finder = forbidden.get(kind);
    if (finder == null) {
      throw new IllegalArgumentException("no templates for " + kind.label());
    }
    return finder;
  }

  private KindTemplates templates(Kind kind) {
    KindTemplates templates = kinds.get(kind);
    if (templates == null) {
      throw new IllegalArgumentException("no templates for " + kind.label());
    }
    return templates;
  }

  private static Template one(RandomGenerator random, List<Template> list, boolean heldOut) {
    while (true) {
      Template template = list.get(random.nextInt(list.size()));
      if (template.heldOut() == heldOut) {
        return template;
      }
    }
  }
}
