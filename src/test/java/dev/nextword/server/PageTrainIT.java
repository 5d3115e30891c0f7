package dev.nextword.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.ColorScheme;
import dev.nextword.text.CorpusConversion;
import dev.nextword.text.CorpusSource;
import dev.nextword.text.ProgressListener;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person does on the page to train on, and what it says when something is wrong. */
class PageTrainIT extends OpenTrainPage {
  private static final String TOKEN = "0123456789abcdef";

  private final CountDownLatch download = new CountDownLatch(1);

  /** A public text, downloaded in two steps. */
  @Override
  Retraining.Tools tools() {
    return new NoTools() {
      private boolean here;

      @Override
      public List<CorpusSource> catalogue() {
        return List.of(
            new CorpusSource(
                "plays",
                "Three plays",
                "For tests.",
                URI.create("http://127.0.0.1/"),
                "CC0",
                4_000_000,
                CorpusConversion.values()[0],
                List.of()));
      }

      @Override
      public List<String> ready() {
        return here ? List.of("plays") : List.of();
      }

      @Override
      public void fetch(String name, ProgressListener listener) {
        listener.progressed("plays.txt", 1_000_000, 4_000_000);
        try {
          download.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        here = true;
      }
    };
  }

  @Test
  void aDroppedFileIsNamedCountedShownAndDeleted() {
    drop("My Mails (2024).txt", TEXT.getBytes(StandardCharsets.UTF_8));
    assertThat(page.locator(".files")).containsText("My Mails (2024).txt");
    assertThat(page.getByLabel("Name", exactly())).hasValue("my-mails-2024");
    page.getByLabel("Or paste a text").fill("One line more, she said.");
    button("Add this text").click();
    assertThat(page.locator(".counts")).containsText("687");
    assertThat(page.locator(".warnings").first()).containsText("Too little text");
    assertThat(page.locator(".preview .token").first()).hasText("I");
    assertThat(page.locator("[data-option=on] .estimate")).hasText("at most 12 s");
    page.locator(".cells label[data-model=rnn]").click();
    assertThat(page.locator("[data-option=on] .estimate")).hasText("at most 9 s");
    button("Measure the time of all").click();
    assertThat(page.locator("[data-option=large] .estimate")).hasText("at most 9 s");
    assertTrue(page.url().contains("text=my-mails-2024"), page.url());
    page.reload();
    assertThat(page.locator(".report")).hasAttribute("data-report", "my-mails-2024");
    button("Delete").click();
    assertThat(button("Keep")).isFocused();
    page.keyboard().press("Escape");
    assertThat(button("Delete")).isFocused();
    button("Delete").click();
    page.locator(".confirm .danger").click();
    assertThat(page.locator(".text-row[data-text=my-mails-2024]")).hasCount(0);
  }

  @Test
  void whatIsRefusedIsSaidAndNothingEnteredIsLost() {
    addText("mine");
    drop("mine.exe", new byte[9]);
    assertThat(problem()).containsText("mine.exe is not a .txt");
    drop("large.txt", new byte[LIMIT + 1]);
    assertThat(problem()).containsText("a text may have 195 KB");
    drop("old.txt", new byte[] {'h', 'i', (byte) 0xe4});
    button("Add this text").click();
    assertThat(problem()).containsText("old.txt: line 1");
    assertThat(problem()).containsText("UTF-8");
    assertThat(page.locator(".files")).containsText("old.txt");
    page.getByLabel("Leave out old.txt").click();
    page.getByLabel("Or paste a text").fill(TEXT);
    page.getByLabel("Name", exactly()).fill("mine");
    button("Add this text").click();
    assertThat(problem()).containsText("has this name already");
    assertThat(page.getByLabel("Name", exactly())).hasAttribute("aria-invalid", "true");
    assertThat(page.getByLabel("Or paste a text")).hasValue(TEXT);
    page.getByLabel("Name", exactly()).fill("yours");
    button("Add this text").click();
    assertThat(page.locator(".report")).hasAttribute("data-report", "yours");
    assertThat(page.getByLabel("Or paste a text")).hasValue("");
    expectComplaints("422", "409");
  }

  @Test
  void aPublicTextIsFetchedWhileOneWatchesAndWhileOneDoesNot() {
    assertThat(page.locator("[data-text=plays] input")).isDisabled();
    button("Fetch it (3.8 MB)").click();
    assertThat(page.locator("[data-text=plays]")).containsText("977 KB of 3.8 MB");
    page.reload();
    assertThat(page.locator("[data-text=plays]")).containsText("977 KB of 3.8 MB");
    download.countDown();
    assertThat(page.locator("[data-text=plays] input")).isEnabled();
  }

  @Test
  void aTrainingIsWatchedComparedUsedAndTakenBack() throws Exception {
    addText("mine");
    train("waits");
    assertThat(shown()).hasAttribute("data-state", "running");
    assertThat(page.locator(".cell[data-model=rnn] .cell-now")).containsText("900 words a second");
    assertThat(page.locator(".stage")).containsText("at most 3 s left");
    assertThat(page.locator(".warnings").last()).containsText("Too little text.");
    screenshot("train-running");
    page.reload(); // whoever leaves and comes back finds everything
    assertThat(page.locator(".cell[data-model=rnn] .cell-now")).containsText("900 words a second");
    letGo();
    assertThat(shown()).hasAttribute("data-state", "finished");
    assertThat(page.locator(".cell[data-model=rnn] .said")).hasText("see");
    assertThat(page.locator(".cell[data-model=rnn] [data-line=rnn]")).hasCount(2);
    assertThat(page.locator("[data-figure=gradient-by-lag] [data-line=rnn]")).hasCount(1);
    assertThat(page.locator(".comparison [data-measure='top-3']"))
        .hasText(Pattern.compile("20.0% → 40.0% better"));
    button("Use these models").click();
    assertThat(page.locator(".serving")).hasAttribute("data-serving", "mine");
    page.locator(".finished").getByText("Type with them").click();
    assertThat(page.getByText("Your models serve: mine")).isVisible();
    assertThat(page.locator(".words [data-completion]").first()).isVisible();
    page.getByLabel("Your text", exactly()).fill("Can you please ");
    page.getByText("Your models serve: mine").click();
    page.locator(".serving").getByText("Back to the shipped ones").click();
    assertThat(page.locator(".serving")).hasAttribute("data-serving", "shipped");
    assertThat(button("Use these models")).isVisible();
    page.getByText("Type with the models").click(); // where one was
    assertThat(page.getByLabel("Your text", exactly())).hasValue("Can you please ");
  }

  @Test
  void aCancelledTrainingGoesOnAndAnotherWaitsForIt() throws Exception {
    addText("mine");
    train("waits");
    assertThat(shown()).hasAttribute("data-state", "running");
    page.getByLabel("Name of the new models").fill("second");
    train("ends");
    assertThat(page.locator(".queue .chip")).hasCount(2);
    assertThat(shown()).hasAttribute("data-state", "queued");
    assertThat(page.locator(".stage")).containsText("waits for its turn");
    page.getByLabel("Name of the new models").fill("second");
    button("Train").click();
    assertThat(page.locator("#train-problem")).containsText("Name: A training makes models");
    assertThat(page.getByLabel("Name of the new models")).hasValue("second");
    page.locator(".queue .chip").last().click();
    button("Cancel").click();
    assertThat(shown()).hasAttribute("data-state", "cancelled");
    assertThat(page.locator(".queue .chip").first()).hasAttribute("data-state", "finished");
    letGo();
    button("Go on").click();
    assertThat(shown()).hasAttribute("data-state", "finished");
    button("Forget").click();
    page.locator(".confirm .danger").click();
    assertThat(page.locator(".queue")).hasCount(0);
    expectComplaints("409", "404");
  }

  @Test
  void aFailureIsSaidInWords() {
    addText("mine");
    train("fails");
    assertThat(shown()).hasAttribute("data-state", "failed");
    assertThat(shown().locator(".warnings").first()).containsText("not finite any more");
    assertThat(button("Go on")).isVisible();
  }

  @Test
  void aServerThatIsStartedAnewInTheMiddleLosesNothing() throws Exception {
    addText("mine");
    train("waits");
    assertThat(shown()).hasAttribute("data-state", "running");
    assertThat(page.locator(".cell[data-model=rnn] .cell-now")).containsText("900 words a second");
    int port = server.port();
    server.close();
    assertThat(page.getByText("The server does not answer.")).isVisible();
    page.getByLabel("Name of the new models").fill("typed-meanwhile");
    server = create(ServerOptions.defaults().withPort(port)).start();
    assertThat(page.getByText("The server does not answer.")).isHidden();
    assertThat(shown()).hasAttribute("data-state", "interrupted");
    assertThat(shown()).containsText("The server was ended.");
    assertThat(page.getByLabel("Name of the new models")).hasValue("typed-meanwhile");
    letGo();
    button("Go on").click();
    assertThat(shown()).hasAttribute("data-state", "finished");
    expectComplaints("503", "net::ERR_");
  }

  @Test
  void setsAreRenamedDownloadedAndDeleted() {
    addText("mine");
    train("ends");
    assertThat(shown()).hasAttribute("data-state", "finished");
    var row = page.locator("[data-set=mine]");
    row.getByText("Rename").click();
    page.getByLabel("New name of mine").fill("../x");
    page.keyboard().press("Enter");
    assertThat(row.locator(".problem")).isVisible();
    page.getByLabel("New name of mine").fill("yours");
    page.keyboard().press("Enter");
    row = page.locator("[data-set=yours]");
    assertThat(row).isVisible();
    Download bundle =
        page.waitForDownload(page.locator("[data-set=yours]").getByText("Download")::click);
    assertEquals("nextword-yours.zip", bundle.suggestedFilename());
    row.getByText("Delete").click();
    row.locator(".danger").click();
    assertThat(row).hasCount(0);
    assertThat(page.locator("[data-set=shipped] .danger")).hasCount(0);
    expectComplaints("400");
  }

  @Test
  void aServerWithATokenAsksForIt() throws Exception {
    page.navigate("about:blank");
    server.close();
    server = create(ServerOptions.defaults().withPort(0).withToken(Token.of(TOKEN))).start();
    go("");
    page.getByLabel("Token").fill("0123456789abcdeX");
    button("Open").click();
    assertThat(page.getByText("That is not the token of this server.")).isVisible();
    screenshot("train-token");
    page.getByLabel("Token").fill(TOKEN);
    button("Open").click();
    addText("mine");
    page.reload();
    train("ends");
    assertThat(shown()).hasAttribute("data-state", "finished");
    Download bundle =
        page.waitForDownload(page.locator("[data-set=mine]").getByText("Download")::click);
    assertEquals("nextword-mine.zip", bundle.suggestedFilename());
    expectComplaints("401");
  }

  @Test
  void aServerThatIsOpenToOthersWithoutATokenSaysSo() throws Exception {
    page.navigate("about:blank");
    server.close();
    server = create(new ServerOptions("0.0.0.0", 0, Set.of(), 1)).start();
    go("");
    assertThat(page.getByText("Nobody may train on this server")).isVisible();
    assertThat(page.getByText("started without --token")).isVisible();
    assertThat(page.locator(".add-text")).hasCount(0);
    expectComplaints("403");
  }

  @Test
  void fromTheFirstLetterToTheFinishedModelsByKeysAlone() {
    assertThat(page.locator(".serving")).isVisible();
    page.getByLabel("Or paste a text").focus();
    page.keyboard().insertText(TEXT);
    tabTo("Name");
    page.keyboard().press("Control+A");
    page.keyboard().type("typed");
    tabTo("Add this text");
    page.keyboard().press("Enter");
    assertThat(page.locator(".report")).hasAttribute("data-report", "typed");
    assertThat(page.locator("#texts")).isFocused(); // the button has gone, the place has not
    tabTo("Train");
    page.keyboard().press("Enter");
    assertThat(shown()).hasAttribute("data-state", "finished");
    assertThat(button("Use these models")).isVisible();
    tabTo("Use these models");
    page.keyboard().press("Enter");
    assertThat(page.locator(".serving")).hasAttribute("data-serving", "typed");
  }

  /** Goes from control to control; each must have a name. */
  private void tabTo(String wanted) {
    for (int i = 0; i < 60; i++) {
      page.keyboard().press("Tab");
      String name =
          String.valueOf(
              page.evaluate(
                  """
                  () => {
                    const e = document.activeElement;
                    return e.getAttribute('aria-label') ?? e.labels?.[0]?.innerText ?? e.innerText;
                  }
                  """));
      assertTrue(!name.isBlank(), "a control has no name");
      if (name.strip().equals(wanted)) {
        return;
      }
    }
    throw new AssertionError("no way by Tab to " + wanted);
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void noRuleOfAccessibilityIsViolated(ColorScheme scheme) throws Exception {
    open(1280, 900, scheme);
    go("");
    assertThat(page.locator("[data-text=plays]")).isVisible();
    assertEquals(List.of(), OpenPage.violations(page), "empty, " + scheme);
    addText("mine");
    page.locator(".extras summary").click();
    train("waits");
    assertThat(page.locator(".cell[data-model=rnn] .cell-now")).containsText("900 words a second");
    assertEquals(List.of(), OpenPage.violations(page), "running, " + scheme);
    letGo();
    assertThat(button("Use these models")).isVisible();
    page.locator("[data-set=mine]").getByText("Delete").click();
    page.locator("[data-set=mine]").getByText("Rename").click();
    drop("a.exe", new byte[1]);
    assertEquals(List.of(), OpenPage.violations(page), "finished, " + scheme);
    page.getByText("Type with the models").click();
    assertThat(page.getByText("Train on your own text")).isVisible();
    assertEquals(List.of(), OpenPage.violations(page), "first page, " + scheme);
  }

  @ParameterizedTest
  @CsvSource({"360, 740, LIGHT", "360, 740, DARK", "1280, 900, DARK", "3840, 2160, LIGHT"})
  void fitsEveryScreen(int width, int height, ColorScheme scheme) throws Exception {
    paste("mine", TEXT, 201);
    String id =
        json("POST", "/training", "{\"corpus\": \"mine\", \"prompt\": \"pretend ends\"}", 202)
            .get("id")
            .asText();
    while (!get("/training/" + id, 200).has("ended")) {
      Thread.sleep(20);
    }
    open(width, height, scheme);
    go("#text=mine");
    assertThat(button("Use these models")).isVisible();
    assertThat(page.locator(".counts")).isVisible();
    assertEquals(width, page.evaluate("() => document.documentElement.scrollWidth"));
    screenshot("train-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
    page.getByText("Type with the models").click();
    assertThat(page.getByText("Train on your own text")).isVisible();
    assertEquals(width, page.evaluate("() => document.documentElement.scrollWidth"));
  }

  private com.microsoft.playwright.Locator problem() {
    return page.locator("#add-problem");
  }

  private static com.microsoft.playwright.Page.GetByLabelOptions exactly() {
    return new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true);
  }
}
