package dev.nextword.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A name that no model knows, and that the visitor has typed before. */
class PageOwnWordsIT extends OpenPage {
  private static final String TEXT = "I went to the lake with Zorabel. The water was cold. Then ";
  private static ModelSnapshot shipped;

  @BeforeAll
  static void load() throws IOException {
    shipped = ShippedModels.snapshot();
  }

  @BeforeEach
  void serveShippedModels() {
    MODELS.set(shipped);
  }

  @Test
  void isOfferedAgainInEveryColumnAndMarked() {
    type(TEXT + "Zor");
    for (String model : List.of("ngram", "rnn", "gru", "lstm")) {
      Locator word = words(model).filter(new Locator.FilterOptions().setHasText("Zorabel"));
      assertThat(word).hasCount(1);
      assertThat(word.locator(".own")).hasText("yours");
      assertThat(word.locator(".own"))
          .hasAttribute("title", Pattern.compile("A word of your text, .*"));
    }
    assertThat(page.locator("[aria-live=polite].unseen").first())
        .hasText(Pattern.compile(".*Zorabel, yours, \\d+%.*"));
    screenshot("own-1280-light");
    words("gru").filter(new Locator.FilterOptions().setHasText("Zorabel")).click();
    assertThat(area()).hasValue(TEXT + "Zorabel");
  }

  @Test
  void isForgottenWhereItIsDeleted() {
    type("Zorabel went to the lake. Then Zor");
    assertThat(page.locator(".own").first()).isVisible();
    area().fill("She went to the lake. Then Zor");
    assertShows("She went to the lake. Then Zor");
    assertThat(page.locator(".own")).hasCount(0);
  }

  @Test
  void hasRoomOnASmallScreenInTheDark() throws IOException {
    open(360, 700, ColorScheme.DARK);
    go("");
    type(TEXT + "Zo");
    assertThat(column("lstm").locator(".own")).isVisible();
    assertEquals(List.of(), violations());
    column("lstm")
        .screenshot(
            new Locator.ScreenshotOptions().setPath(SCREENSHOTS.resolve("own-360-dark.png")));
  }
}
