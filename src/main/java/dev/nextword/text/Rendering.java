package dev.nextword.text;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A passage being written: its text so far, its person, its value. */
final class Rendering {
  final StringBuilder text = new StringBuilder();
  final Person person;
  final String value;
  private final RandomGenerator random;

  /** What {@code {place}} and {@code {time}} stand for; each is a template of its own. */
  private final Map<String, List<Template>> aliases;

  private final Map<String, List<String>> names;

  /** The noun or name for a third person, until it has been used once. */
  private @Nullable String mention;

  @Nullable Span cue;
  @Nullable Span answer;

  Rendering(
      RandomGenerator random,
      Person person,
      @Nullable String mention,
      String value,
      Map<String, List<String>> names,
      Map<String, List<Template>> aliases) {
    this.random = random;
    this.person = person;
    this.mention = mention;
    this.value = value;
    this.names = names;
    this.aliases = aliases;
  }

  /** Writes one template; a sentence's first letter becomes a capital. */
  void write(Template template, boolean sentenceStart) {
    int start = text.length();
    write(template.parts(), template.branchValues());
    if (sentenceStart) {
      text.setCharAt(start, Character.toUpperCase(text.charAt(start)));
    }
  }

  /** A space, except at the very beginning. */
  void separate() {
    if (text.length() > 0) {
      text.append(' ');
    }
  }

  /** As {@link #write}, with pronouns only: a phrase has the same number of words for everybody. */
  void writePhrase(Template phrase, boolean sentenceStart) {
    String later = mention;
    mention = null;
    write(phrase, sentenceStart);
    mention = later;
  }

  private void write(List<Template.Part> parts, List<String> branchValues) {
    for (int i = 0; i < parts.size(); i++) {
      Template.Part part = parts.get(i);
      if (part instanceof Template.Text letters) {
        text.append(letters.text());
      } else if (part instanceof Template.Forms forms) {
        text.append(forms.byNumber().get(person.number()));
      } else if (part instanceof Template.Choice choice) {
        int start = text.length();
        write(choice.branches().get(branchValues.indexOf(value)), List.of());
        if (answer == null) {
          int space = text.indexOf(" ", start);
          answer = new Span(start, space < 0 ? text.length() : space);
        }
      } else if (part instanceof Template.Slot slot) {
        // "years in Lyon, France, were": a name with a comma inside closes with one in mid-clause.
        boolean inside =
            i + 1 < parts.size()
                && parts.get(i + 1) instanceof Template.Text next
                && next.text().startsWith(" ");
        slot(slot.name(), inside);
      }
    }
  }

  private void slot(String name, boolean inside) {
    int start = text.length();
    switch (name) {
      case "I" -> text.append(mention == null ? person.subject() : mention);
      case "me" -> text.append(mention == null ? person.object() : mention);
      case "my" -> {
        if (mention == null) {
          text.append(person.possessive());
        } else {
          text.append(mention).append(mention.endsWith("s") ? "'" : "'s");
        }
      }
      case "answer" -> {
        text.append(value);
        answer = new Span(start, text.length());
      }
      default -> {
        List<Template> ways = aliases.get(name);
        if (ways != null) {
          write(ways.get(random.nextInt(ways.size())).parts(), List.of());
          if (inside && text.indexOf(",", start) >= 0) {
            text.append(',');
          }
        } else {
          List<String> list = names.get(name);
          if (list == null) {
            throw new IllegalArgumentException("nothing is known about {" + name + "}");
          }
          text.append(list.get(random.nextInt(list.size())));
          cue = new Span(start, text.length());
        }
      }
    }
    if (Template.PERSON_SLOTS.contains(name)) {
      mention = null;
    }
  }
}
