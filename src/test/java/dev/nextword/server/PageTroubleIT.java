package dev.nextword.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers that go away, models that are missing, texts that are too long. */
class PageTroubleIT extends OpenPage {
  @Test
  void comesBackWhenTheServerDoes() {
    type("I speak ");
    assertShows("I speak ");
    server.close();
    type("fluent ");
    assertThat(page.getByText("The server does not answer.")).isVisible();
    assertThat(words("lstm")).hasCount(0);
    screenshot("server-away");
    type("It");
    server = serve(home.getPort());
    assertThat(page.getByText("The server does not answer.")).isHidden();
    assertThat(area()).hasValue("I speak fluent It");
    assertShows("I speak fluent It");
    // The browser itself reports connections that fail; nothing else may be reported.
    complaints.removeIf(complaint -> complaint.startsWith("Failed to load resource"));
  }

  @Test
  void aMissingModelIsNamedAndComesByItself() {
    ModelSnapshot all = MODELS.get();
    MODELS.set(
        new ModelSnapshot(
            all.serving().subList(0, 3),
            List.of(
                new ModelSnapshot.Absent("lstm", "network.zip is cut short. Train it again."))));
    page.reload();
    assertThat(column("lstm").getByText("network.zip is cut short.")).isVisible();
    assertThat(words("gru")).hasCount(5);
    assertThat(page.locator(".editor")).hasAttribute("data-model", "gru");
    screenshot("model-missing");
    MODELS.set(all);
    assertThat(words("lstm")).hasCount(5);
  }

  @Test
  void withoutModelsThePageSaysWhatToDo() {
    MODELS.set(ModelSnapshot.of(List.of()));
    page.reload();
    assertThat(page.getByText("No model serves yet.")).isVisible();
    assertThat(page.getByText("train --corpus sample")).isVisible();
  }

  @Test
  void aTextThatIsTooLongIsRefusedCalmly() {
    area().evaluate("area => { area.value = 'word '.repeat(210000) }");
    area().dispatchEvent("input");
    assertThat(page.getByText("No suggestions for this text.")).isVisible();
    area().fill("I speak fluent ");
    assertThat(page.getByText("No suggestions for this text.")).isHidden();
    assertShows("I speak fluent ");
    complaints.removeIf(complaint -> complaint.contains("413"));
  }
}
