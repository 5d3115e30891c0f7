package dev.nextword.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.nextword.prediction.Expected;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.tokens.Truecaser;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The word expected, and the panels that the page draws itself: swapping a word, and how far. */
class PagePanelsIT extends OpenPage {
  private static final String SPLIT = "I went to France when I was young. So I speak fluent ";

  private static Locator button(Locator in, String name) {
    return in.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void theWordExpectedHasItsRankInEveryColumn() {
    page.getByLabel("Expected word").fill("Italian");
    area().focus();
    for (String text : List.of("I speak fluent ", "It", "a")) {
      type(text);
      String typed = area().inputValue();
      assertShows(typed);
      for (ServedModel model : MODELS.get().serving()) {
        Expected expected = model.column().expected(typed, "Italian");
        assertNotNull(expected);
        assertThat(column(model.name()).locator(".expected"))
            .containsText(Pattern.compile("^Italian\\s*" + expected.rank() + "(st|nd|rd|th) · "));
      }
    }
    type("x");
    assertThat(column("lstm").locator(".expected")).containsText("cannot stand here");
    page.getByLabel("Expected word").fill("zyzzyva");
    assertThat(column("rnn").locator(".expected")).containsText("not one of its words");
    page.getByLabel("Expected word").fill("");
    assertThat(column("rnn").locator(".expected")).isEmpty();
  }

  @Test
  void anySuggestionCanBeComparedInAllColumns() {
    type("I speak fluent ");
    assertThat(ghost()).hasText("French.");
    words("lstm").nth(2).hover();
    button(column("lstm"), "Compare Italian in all columns").click();
    assertThat(page.getByLabel("Expected word")).hasValue("Italian");
    assertThat(column("rnn").locator(".expected")).containsText("Italian");
    assertThat(area()).hasValue("I speak fluent ");
  }

  @Test
  void swappingAWordShowsTheChangeInEveryColumn() {
    go("#panel=swap&expected=French&text=" + SPLIT.replace(" ", "+"));
    // The cue is found, and an alternative is tried at once.
    Locator panel = page.locator("#panel");
    assertThat(panel.locator(".swap-words [aria-pressed=true]")).hasText("France");
    assertThat(panel.locator("tbody tr")).hasCount(4);
    // These models see one word: they do not notice.
    assertThat(panel.locator("tr[data-model=lstm] .changes-bar")).hasText("0.00");
    button(panel, "fluent").click();
    panel.getByPlaceholder("any word").fill("garden");
    page.keyboard().press("Enter");
    assertThat(panel.locator("caption")).hasText("How likely French is at the end, with garden");
    String changed = SPLIT.replace("fluent", "garden");
    for (ServedModel model : MODELS.get().serving()) {
      double before = model.column().score(SPLIT, List.of("French"))[0];
      double after = model.column().score(changed, List.of("French"))[0];
      assertThat(panel.locator("tr[data-model=" + model.name() + "] .changes-bar"))
          .hasText(String.format(Locale.ROOT, "\u2212%.2f", before - after));
    }
    screenshot("panel-swap");
    panel.getByText("Put it into the text").click();
    assertThat(area()).hasValue(changed);
    assertShows(changed);
  }

  @Test
  void aPhraseIsSwappedAsOneAndNothingMayStandInItsPlace() {
    go("#panel=swap&expected=had&text=Last+month,+for+once,+I+");
    Locator panel = page.locator("#panel");
    assertThat(panel.locator(".swap-words [aria-pressed=true]"))
        .hasText(new String[] {"Last", "month"});
    button(panel, "tomorrow").click();
    panel.getByText("Put it into the text").click();
    assertThat(area()).hasValue("Tomorrow, for once, I ");
    button(panel, "for").click();
    button(panel, "nothing").click();
    panel.getByText("Put it into the text").click();
    assertThat(area()).hasValue("Tomorrow, once, I ");
  }

  @Test
  void theSliderPutsWordsBetweenCueAndTrigger() {
    go("#panel=distance&words=40&expected=French&text=" + SPLIT.replace(" ", "+"));
    Locator panel = page.locator("#panel");
    Locator slider =
        panel.getByRole(
            AriaRole.SLIDER,
            new Locator.GetByRoleOptions().setName("Neutral words put in").setExact(true));
    assertThat(slider).hasValue("40");
    assertThat(panel.locator(".standings")).hasAttribute("aria-busy", "false");
    assertThat(panel.locator(".standing[data-model=lstm]")).containsText("1st · ");
    slider.press("ArrowRight");
    assertThat(panel.locator("output")).hasText("41");
    screenshot("panel-distance");
    panel.getByText("Put them into the text").click();
    String text = area().inputValue();
    assertEquals(41 + wordsOf(SPLIT), wordsOf(text));
    assertThat(slider).hasValue("0");
    assertShows(text);
    complaints.removeIf(complaint -> complaint.contains("404")); // no measured curves here
  }

  @Test
  void neutralWordsAreExactlyAsManyAsAskedFor() {
    @SuppressWarnings("unchecked")
    List<String> texts =
        (List<String>)
            page.evaluate(
                """
                async () => {
                  const { neutralWords } = await import('./js/neutral.js');
                  return Array.from({ length: 101 }, (_, count) => neutralWords(count));
                }
                """);
    for (int count = 0; count < texts.size(); count++) {
      assertEquals(count, wordsOf(texts.get(count)), texts.get(count));
    }
  }

  /** As the models count: tokens with a letter or digit. */
  private static long wordsOf(String text) {
    return new Tokenizer()
        .sentences(text).stream()
            .flatMap(sentence -> sentence.words().stream())
            .filter(Truecaser::isWord)
            .count();
  }

  @Test
  void theAddressHoldsAllOfTheView() {
    String view =
        "#ghost=rnn&theme=dark&panel=swap&words=30&expected=French&caret=20&swap=10&for=Spain&text="
            + SPLIT.replace(" ", "+");
    go(view);
    assertThat(page.locator("#panel tbody tr")).hasCount(4);
    assertEquals("dark", page.locator("html").getAttribute("data-theme"));
    assertEquals(20, area().evaluate("area => area.selectionStart"));
    page.getByRole(AriaRole.BUTTON, named("Theme: dark"))
        .click(); // a change, so that it is written
    page.waitForURL(url -> !url.contains("theme="));
    page.getByRole(AriaRole.BUTTON, named("Theme: automatic")).click();
    page.getByRole(AriaRole.BUTTON, named("Theme: light")).click();
    page.waitForURL(url -> url.contains("theme=dark"));
    assertEquals(view, page.url().substring(page.url().indexOf('#')).replace("%2C", ","));
  }

  @Test
  void damagedAddressesShowThePageAsItStarts() {
    for (String hash :
        List.of(
            "#panel=no&words=999&lesson=99&theme=x&caret=-1&swap=9e9",
            "#%E0%A4%A&expected=%",
            "#=&&=")) {
      go(hash);
      assertThat(words("lstm")).hasCount(5);
      assertThat(page.locator(".lesson")).hasCount(0);
    }
  }
}
