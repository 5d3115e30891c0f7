package dev.nextword.text;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<Kind, Fillers.WordMasks> finders = new EnumMap<>(Kind.class);
  private final Middle trainingMiddle;
  private final Middle heldOutMiddle;
  private final Map<Person, List<String>> people = new HashMap<>();
  private final List<TemplateFile.Line> shortSentences;

  private Weaver(Path folder) {
    for (Kind kind : Kind.values()) {
      KindTemplates templates = KindTemplates.read(kind, folder.resolve(kind.label() + ".txt"));
      kinds.put(kind, templates);
      finders.put(
          kind, new Fillers.WordMasks(templates.forbidden(), Fillers.answerForms(templates)));
    }
    TemplateFile who = TemplateFile.read(folder.resolve("people.txt"));
    people.put(Person.HE, who.read("he", TemplateFile.Line::text));
    people.put(Person.SHE, who.read("she", TemplateFile.Line::text));
    people.put(Person.THEY, who.read("they", TemplateFile.Line::text));
    List<Template> all = TemplateFile.read(folder.resolve("phrases.txt")).templates("");
    trainingMiddle = new Middle(all.stream().filter(phrase -> !phrase.heldOut()).toList(), finders);
    heldOutMiddle = new Middle(all.stream().filter(Template::heldOut).toList(), finders);
    shortSentences = TemplateFile.read(folder.resolve("short.txt")).read("", line -> line);
  }

  /**
   * Reads the templates.
   *
   * @param folder with one file a kind, {@code people.txt}, {@code phrases.txt} and {@code
   *     short.txt} (in this project {@code corpus/templates})
   * @throws CorpusException when a file is missing or a line cannot be understood; names both
   */
  public static Weaver load(Path folder) {
    return new Weaver(folder);
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
    return new Fillers(sentences, more, kinds.values());
  }

  /** All answers of a kind; which of them compete in a passage, the passage says. */
  public List<String> answers(Kind kind) {
    return templates(kind).answers();
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
      Subject subject = subject(random, values(templates, trigger));
      long answers = answerMask(templates, trigger, subject.person());
      for (int tried = 0; tried < ATTEMPTS; tried++) {
        Template cue = one(random, templates.cues(), heldOut);
        if (cue.isOpen() && trigger.isJoining()) {
          continue;
        }
        Rendering rendering = rendering(random, templates, subject);
        rendering.write(cue, true);
        // The cue may hold a form of its own ("money <is|was> short"); the answer is the trigger's,
        // and must not be there to be copied.
        rendering.answer = null;
        List<String> words = Words.normalised(rendering.text.toString());
        if ((finders.get(kind).mask(words) & answers) == 0) {
          return finish(
              rendering, random, templates, trigger, distance, heldOut, fillers, cue.isOpen());
        }
      }
    }
    throw new IllegalStateException(
        "every cue of " + kind.label() + " holds the answers of the triggers; add cues without");
  }

  /**
   * Marks the forms among which the trigger leaves the choice; where it is a name, all are known.
   */
  private long answerMask(KindTemplates templates, Template trigger, Person person) {
    long mask = 0;
    for (String word : trigger.firstWords(person)) {
      mask |= finders.get(templates.kind()).of(word);
    }
    return mask;
  }

  /**
   * A passage without a cue: {@code words} words of real sentences and a trigger. It keeps a model
   * calibrated: where no place was named, the answer is drawn from a fixed mixture ("English" in a
   * good half of the cases, else any language), and a verb's form at random.
   */
  public Passage control(
      RandomGenerator random, Kind kind, int words, boolean heldOut, Fillers fillers) {
    KindTemplates templates = templates(kind);
    Template trigger = one(random, templates.triggers(), heldOut);
    List<String> mixture =
        templates.control().isEmpty() ? values(templates, trigger) : templates.control();
    Rendering rendering = rendering(random, templates, subject(random, mixture));
    return finish(rendering, random, templates, trigger, words, heldOut, fillers, false);
  }

  /**
   * Passages without end, for text to train on: the kinds in turn, one in five without a cue,
   * distances drawn evenly from 0 to {@code longest} words.
   */
  public Stream<Passage> passages(
      RandomGenerator random, int longest, boolean heldOut, Fillers fillers) {
    Kind[] all = Kind.values();
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(
            i -> {
              Kind kind = all[i % all.length];
              int distance = random.nextInt(longest + 1);
              return random.nextInt(5) == 0
                  ? control(random, kind, distance, heldOut, fillers)
                  : passage(random, kind, distance, heldOut, fillers);
            });
  }

  private Passage finish(
      Rendering rendering,
      RandomGenerator random,
      KindTemplates templates,
      Template trigger,
      int distance,
      boolean heldOut,
      Fillers fillers,
      boolean open) {
    Kind kind = templates.kind();
    List<String> candidates = templates.candidates(trigger, rendering.person);
    Span cue = rendering.cue;
    long forbidden = Fillers.NEVER | answerMask(templates, trigger, rendering.person);
    Middle middle = heldOut ? heldOutMiddle : trainingMiddle;
    Middle.Drawn drawn =
        middle.draw(random, kind, distance, open, trigger.isJoining(), forbidden, fillers);
    middle.write(rendering, random, drawn, open, fillers);
    StringBuilder text = rendering.text;
    boolean comma = text.length() > 0 && text.charAt(text.length() - 1) == ',';
    if (!comma && trigger.isJoining() && Words.endsPlainly(text) && random.nextInt(3) > 0) {
      text.setCharAt(text.length() - 1, ',');
      comma = true;
    }
    rendering.separate();
    rendering.write(trigger, !comma);
    Span answer = rendering.answer;
    if (answer == null) {
      throw new IllegalStateException("a trigger without an answer: " + trigger.source());
    }
    return new Passage(kind, text.toString(), cue, answer, candidates, distance);
  }

  private static List<String> values(KindTemplates templates, Template trigger) {
    return trigger.branchValues().isEmpty()
        ? List.copyOf(templates.values().keySet())
        : trigger.branchValues();
  }

  /**
   * What a passage is about.
   *
   * @param mention a name or noun for a third person; null when a pronoun must do
   * @param value the answer, or the time that decides it
   */
  private record Subject(Person person, @Nullable String mention, String value) {}

  private Subject subject(RandomGenerator random, List<String> values) {
    Person person =
        switch (random.nextInt(10)) {
          case 0, 1 -> Person.HE;
          case 2, 3 -> Person.SHE;
          case 4 -> Person.WE;
          case 5 -> Person.THEY;
          default -> Person.I;
        };
    List<String> names = people.getOrDefault(person, List.of());
    boolean named = !names.isEmpty() && random.nextInt(4) > 0;
    String mention = named ? names.get(random.nextInt(names.size())) : null;
    return new Subject(person, mention, values.get(random.nextInt(values.size())));
  }

  private static Rendering rendering(
      RandomGenerator random, KindTemplates templates, Subject subject) {
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
