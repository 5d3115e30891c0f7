package dev.nextword.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a person does with the page. */
class PageIT extends OpenPage {
  @Test
  void completesAnEmptyText() {
    assertThat(words("lstm")).hasCount(5);
    assertThat(column("lstm").getByText("2.4 million parameters")).isVisible();
    assertThat(ghost()).not().isEmpty();
    assertThat(area()).isFocused();
  }

  @Test
  void tabTakesTheGhostAndEscapeHidesIt() {
    type("I speak fluent ");
    assertThat(ghost()).hasText("French.");
    page.keyboard().press("Tab");
    assertThat(area()).hasValue("I speak fluent French.");
    assertThat(area()).isFocused();
    page.keyboard().press("Control+z");
    assertThat(area()).hasValue("I speak fluent ");
    assertThat(ghost()).hasText("French.");
    page.keyboard().press("Escape");
    assertThat(ghost()).isEmpty();
    // With nothing to take, Tab does what it does everywhere.
    page.keyboard().press("Tab");
    assertThat(area()).hasValue("I speak fluent ");
    assertThat(area()).not().isFocused();
  }

  @Test
  void shiftTabAlwaysLeaves() {
    type("I speak fluent ");
    assertThat(ghost()).hasText("French.");
    page.keyboard().press("Shift+Tab");
    assertThat(area()).not().isFocused();
    assertThat(area()).hasValue("I speak fluent ");
  }

  @Test
  void ghostStaysWhileItsOwnWordsAreTyped() {
    type("I speak fluent ");
    assertThat(ghost()).hasText("French.");
    page.route("**/complete", route -> {}); // no answer from here on
    type("Fre");
    assertThat(ghost()).hasText("nch.");
    type("x");
    assertThat(ghost()).isEmpty();
    context.unrouteAll();
  }

  @Test
  void clickTakesAWord() {
    type("so I speak fluent It");
    Locator italian = words("gru").first();
    assertThat(italian.locator(".word")).hasText("Italian");
    italian.click();
    assertThat(area()).hasValue("so I speak fluent Italian");
    assertThat(area()).isFocused();
  }

  @Test
  void completesWhereTheCaretIs() {
    type("fluent  .");
    page.keyboard().press("ArrowLeft");
    page.keyboard().press("ArrowLeft");
    assertShows("fluent ");
    assertThat(ghost()).isEmpty();
    words("lstm").first().click();
    assertThat(area()).hasValue("fluent French .");
  }

  @Test
  void examplesFillTheText() {
    Locator examples = page.getByRole(AriaRole.NAVIGATION, named("Examples")).locator("a");
    assertThat(examples).hasCount(4);
    for (int i = 0; i < 4; i++) {
      examples.nth(i).click();
      assertThat(area()).isFocused();
      assertShows(area().inputValue());
    }
    page.getByRole(AriaRole.LINK, named("France, near")).click();
    assertThat(area()).hasValue(FRANCE);
    assertThat(ghost()).hasText("French.");
    // The same as a link that somebody else opens.
    String link = page.getByRole(AriaRole.LINK, named("Last month")).getAttribute("href");
    page.navigate("about:blank");
    page.navigate(home + "/" + link);
    assertThat(area()).hasValue(Pattern.compile("Last month, due .* I $"));
    assertThat(page.getByLabel("Expected word")).hasValue("had");
  }

  @Test
  void theAddressHoldsTheView() {
    type("Größe & 100% #1\nsecond line ");
    page.getByText("GRU").first().click();
    page.waitForURL(Pattern.compile(".*ghost=gru.*").asPredicate());
    page.waitForURL(Pattern.compile(".*second.*").asPredicate());
    String link = page.url();
    go("");
    assertThat(area()).hasValue("");
    page.navigate(link);
    assertThat(area()).hasValue("Größe & 100% #1\nsecond line ");
    assertThat(page.locator("input[value=gru]")).isChecked();
    assertThat(ghost()).not().isEmpty();
    assertThat(page.locator(".editor")).hasAttribute("data-model", "gru");
    // A reload, and a link followed while the page is open.
    page.reload();
    assertThat(area()).hasValue("Größe & 100% #1\nsecond line ");
    page.evaluate("() => { location.hash = '#text=I+speak+fluent+' }");
    assertThat(area()).hasValue("I speak fluent ");
    assertShows("I speak fluent ");
  }

  @Test
  void suggestionsCanBeSwitchedOff() {
    type("I speak fluent ");
    assertThat(ghost()).hasText("French.");
    page.getByRole(AriaRole.SWITCH).click();
    assertThat(ghost()).isEmpty();
    assertThat(words("lstm")).hasCount(0);
    area().focus();
    page.keyboard().press("Tab");
    assertThat(area()).not().isFocused();
    page.getByRole(AriaRole.SWITCH).click();
    assertThat(ghost()).hasText("French.");
  }

  @Test
  void aScreenReaderHearsTheSuggestionsWhenTypingPauses() {
    type("I speak fluent ");
    assertThat(page.locator("[aria-live=polite]"))
        .hasText(Pattern.compile("LSTM suggests French, \\d+%; Italian, \\d+%; .*"));
  }

  @Test
  void everyControlHasANameAndAVisibleFocus() {
    type("I speak fluent ");
    assertThat(ghost()).hasText("French.");
    page.keyboard().press("Escape");
    for (int i = 0; i < 30; i++) {
      page.keyboard().press("Tab");
      Locator focused = page.locator(":focus");
      if (focused.count() == 0) {
        return; // past the last one
      }
      Object name = focused.evaluate("e => e.labels?.[0]?.innerText || e.innerText");
      assertFalse(String.valueOf(name).isBlank(), "a control has no name");
    }
  }
}
