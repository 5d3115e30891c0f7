package dev.nextword.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lesson, from end to end. */
class PageLessonIT extends OpenPage {
  private static final int STEPS = 8;

  /** Models this small explain nothing; the browser itself reports that. */
  @AfterEach
  void explanationsAreNotExpected() {
    complaints.removeIf(complaint -> complaint.startsWith("Failed to load resource"));
  }

  private Locator lesson() {
    return page.locator(".lesson");
  }

  @Test
  void asksFirstAndThenShows() {
    type("my own words ");
    page.getByRole(AriaRole.BUTTON, named("A lesson in 8 steps")).click();
    assertThat(area()).hasValue(FRANCE);
    assertThat(ghost()).isEmpty();
    assertThat(words("lstm")).hasCount(0);
    assertThat(column("lstm")).containsText("Your prediction first");
    lesson().getByLabel("LSTM").check();
    lesson().getByLabel("GRU").check();
    lesson().getByText("Show me").click();
    assertShows(FRANCE);
    assertThat(lesson().locator(".verdict [data-model=lstm]")).containsText("yes ✓ as you said");
    // These models count pairs of words: all of them know what follows "fluent".
    assertThat(lesson().locator(".verdict [data-model=ngram]"))
        .containsText("yes ✗ you said otherwise");
    assertThat(lesson().locator(".verdict-sum")).containsText("2 of 4");
    screenshot("lesson");
    lesson().getByText("Leave the lesson").click();
    assertThat(lesson()).hasCount(0);
    assertThat(area()).hasValue("my own words ");
  }

  @Test
  void goesThroughAllStepsAndTicksThem() {
    page.getByRole(AriaRole.BUTTON, named("A lesson in 8 steps")).click();
    for (int step = 1; step <= STEPS; step++) {
      assertThat(lesson().locator("h2")).containsText("Lesson, " + step + " of " + STEPS);
      assertThat(lesson().locator("h2")).isFocused();
      lesson().getByText("Show me").click();
      assertThat(lesson().locator("[aria-current=step]")).hasText("✓");
      if (step < STEPS) {
        lesson().getByText("Next: ").click();
      }
    }
    lesson().getByText("Done").click();
    assertThat(lesson()).hasCount(0);
    page.getByRole(AriaRole.BUTTON, named("A lesson in 8 steps")).click();
    assertThat(lesson().locator(".lesson-steps button").nth(4)).hasText("✓");
  }

  @Test
  void aStepCanBeLinkedToAndSkipped() {
    go("#lesson=3");
    assertThat(lesson().locator("h2")).containsText("3 of 8");
    assertThat(area()).not().hasValue("");
    assertThat(page.locator("#panel")).containsText("Your prediction first");
    lesson().getByText("Show me").click();
    assertThat(page.locator("#panel tbody tr")).hasCount(4);
    // One word is all that these models see, so none of them notices.
    assertThat(lesson().locator(".verdict-sum")).containsText("4 of 4");
    lesson().locator(".lesson-steps button").nth(3).click();
    assertThat(page.locator("#panel")).containsText("Your prediction first");
    lesson().getByText("Skip").click();
    assertThat(lesson().locator("h2")).containsText("5 of 8");
  }

  @Test
  void theKeyboardAloneSuffices() {
    page.getByRole(AriaRole.BUTTON, named("A lesson in 8 steps")).focus();
    page.keyboard().press("Enter");
    assertThat(lesson().locator("h2")).isFocused();
    while (!Boolean.TRUE.equals(
        page.evaluate("() => document.activeElement.type === 'checkbox'"))) {
      page.keyboard().press("Tab");
    }
    page.keyboard().press("Space");
    page.keyboard().press("Enter");
    assertThat(lesson().locator(".verdict")).isVisible();
  }
}
