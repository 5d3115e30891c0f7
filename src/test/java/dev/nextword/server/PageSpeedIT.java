package dev.nextword.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nextword.prediction.Column;
import dev.nextword.prediction.Completion;
import dev.nextword.prediction.Expected;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Typing faster than answers come, and long texts. */
class PageSpeedIT extends OpenPage {
  /** The answers come late and out of order; what is shown must belong to what is typed. */
  @Test
  void typingAtMachineSpeedShowsNothingStale() {
    Random random = new Random(5);
    MODELS.set(slowedDown(() -> random.nextInt(25)));
    // Each time an answer is drawn it must be the answer to the text that then stands in the area.
    page.evaluate(
        """
        () => {
          window.drawn = [];
          const columns = document.querySelector('.columns');
          new MutationObserver(() => window.drawn.push(columns.getAttribute('aria-busy')))
            .observe(columns, {attributeFilter: ['data-sequence']});
        }
        """);
    for (int run = 0; run < 10; run++) {
      area().fill("");
      type("Can you please send me the rep");
      assertShows("Can you please send me the rep");
      for (int i = 0; i < 4; i++) {
        page.keyboard().press("Backspace");
      }
      assertShows("Can you please send me the");
    }
    @SuppressWarnings("unchecked")
    List<String> drawn = (List<String>) page.evaluate("() => window.drawn");
    assertTrue(drawn.size() >= 20, "answers drawn: " + drawn.size());
    assertEquals(Set.of("false"), Set.copyOf(drawn));
  }

  @Test
  void aSlowModelNeverBlocksTyping() {
    MODELS.set(slowedDown(() -> 300));
    String text = "Can you please send me";
    long start = System.nanoTime();
    type(text);
    assertThat(area()).hasValue(text);
    double waits = text.length() * 0.3; // what it takes if each key waits for its answer
    assertTrue((System.nanoTime() - start) / 1e9 < waits, "keys must not wait for answers");
    assertShows(text);
  }

  @Test
  void pastesFiveThousandWords() {
    String text = "The garden was full of light and the children were playing . ".repeat(420);
    area().fill(text);
    assertShows(text);
    type("I speak fluent ");
    assertShows(text + "I speak fluent ");
    assertThat(ghost()).hasText("French.");
    assertInSight(ghost());
  }

  @Test
  void everyScriptIsText() {
    for (String text : List.of("👩‍👩‍👧 said ", "هذا نص عربي ", "日本語のテキスト ", "a\t\tb\n\n\n")) {
      area().fill(text);
      assertShows(text);
    }
  }

  /** The first letters on the screen, with nothing in the browser's cache; printed, not tested. */
  @Test
  void thePageIsDrawnAtOnce() {
    open(1280, 800, com.microsoft.playwright.options.ColorScheme.LIGHT);
    go("");
    assertThat(words("lstm")).hasCount(5);
    Number millis =
        (Number)
            page.evaluate(
                "() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
    System.out.printf("first contentful paint: %.0f ms%n", millis.doubleValue());
  }

  /** How long it takes is printed, not tested: that is the machine's doing as much as ours. */
  @Test
  void eachKeyIsAnsweredOnThePage() {
    page.evaluate(
        """
        () => {
          window.millis = [];
          let pressed = 0;
          addEventListener('input', () => { pressed = performance.now() }, true);
          new MutationObserver(() => window.millis.push(performance.now() - pressed))
            .observe(document.querySelector('.columns'), {attributeFilter: ['data-sequence']});
        }
        """);
    for (int i = 0; i < 30; i++) {
      area().press("abcdefgh ".substring(i % 9, i % 9 + 1));
      assertThat(page.locator(".columns")).hasAttribute("aria-busy", "false");
    }
    @SuppressWarnings("unchecked")
    List<Number> millis = (List<Number>) page.evaluate("() => window.millis");
    double[] sorted = millis.stream().mapToDouble(Number::doubleValue).sorted().toArray();
    assertTrue(sorted.length >= 20, "answers drawn: " + millis);
    System.out.printf("key to drawn answer: median %.0f ms%n", sorted[sorted.length / 2]);
  }

  /** The small models, each answering later by what {@code millis} says. */
  private static ModelSnapshot slowedDown(IntSupplier millis) {
    return ModelSnapshot.of(
        SmallModels.snapshot().serving().stream()
            .map(
                model ->
                    new ServedModel(
                        new SlowColumn(model.column(), millis),
                        model.card(),
                        model.parameters(),
                        model.perplexity()))
            .toList());
  }

  private record SlowColumn(Column quick, IntSupplier millis) implements Column {
    @Override
    public String name() {
      return quick.name();
    }

    @Override
    public Completion complete(String text, int k) {
      try {
        Thread.sleep(millis.getAsInt());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return quick.complete(text, k);
    }

    @Override
    public @Nullable Expected expected(String text, String word) {
      return quick.expected(text, word);
    }

    @Override
    public double[] score(String context, List<String> candidates) {
      return quick.score(context, candidates);
    }
  }
}
