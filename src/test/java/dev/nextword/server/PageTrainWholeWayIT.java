package dev.nextword.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way in a browser, with the real program: a person brings a text, watches real networks
 * learn it, types with them, and goes back to the shipped ones.
 */
@Timeout(600)
class PageTrainWholeWayIT {
  private static final int MOST_MILLIS_OF_TRAINING = 120_000;

  @TempDir Path data;
  private Browser browser;
  private Page page;
  private Process program;

  @AfterEach
  void end() {
    if (page != null) {
      page.screenshot(picture("train-real-end"));
    }
    if (browser != null) {
      browser.close();
    }
    if (program != null) {
      program.descendants().forEach(ProcessHandle::destroyForcibly);
      program.destroyForcibly();
    }
  }

  @Test
  void aPersonsWordsAreLearnedWatchedAndTypedWith() throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000); // a busy machine is no failure
    browser = Browser.launchOrSkip();
    String home = serve();
    BrowserContext context = browser.get().newContext();
    context.setDefaultTimeout(60_000);
    page = context.newPage();
    List<String> complaints = new ArrayList<>();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.onPageError(complaints::add);

    page.navigate(home);
    page.getByText("Train on your own text").click();
    page.getByLabel("Files")
        .setInputFiles(
            new FilePayload("zoo.txt", "text/plain", text().getBytes(StandardCharsets.UTF_8)));
    page.getByText("Add this text").click();
    assertThat(page.locator(".report")).hasAttribute("data-report", "zoo", soon());
    page.getByLabel("with nothing, small").check();
    page.getByLabel("After each round, they complete").fill("We fed the hungry");
    page.getByText("More settings").click();
    page.getByLabel("Weave in passages").uncheck();
    page.getByLabel("Rounds at most").fill("6");
    page.getByLabel("Learning rate").fill("0.02");
    page.locator(".train .primary").click();

    Locator training = page.locator("article.training");
    assertThat(page.locator(".cell[data-model=lstm] .said").first()).isVisible(visibly());
    page.screenshot(picture("train-real-running"));
    assertThat(training)
        .hasAttribute(
            "data-state",
            "finished",
            new LocatorAssertions.HasAttributeOptions().setTimeout(MOST_MILLIS_OF_TRAINING));
    assertThat(page.locator(".comparison tbody tr")).hasCount(4);
    assertThat(page.locator("[data-model=lstm] [data-measure='top-3']"))
        .hasAttribute("data-verdict", "better");
    assertThat(page.locator(".cell [data-line]")).hasCount(6);
    page.screenshot(picture("train-real-finished"));

    page.getByText("Use these models").click();
    page.locator(".finished").getByText("Type with them").click();
    assertThat(page.getByText("Your models serve: zoo")).isVisible(visibly());
    page.locator("textarea").fill("We fed the hungry p");
    for (String model : List.of("ngram", "rnn", "gru", "lstm")) {
      assertThat(page.locator(".column[data-model=" + model + "] .word").first())
          .hasText("pangolin");
    }
    page.getByText("Your models serve: zoo").click();
    page.locator(".serving button").click();
    assertThat(page.locator(".serving")).hasAttribute("data-serving", "shipped", soon());
    page.getByText("Type with the models").click();
    assertThat(page.locator("textarea")).hasValue("We fed the hungry p");
    assertThat(page.locator(".column[data-model=lstm] .word").first()).not().hasText("pangolin");
    assertEquals(List.of(), complaints);
  }

  private static LocatorAssertions.HasAttributeOptions soon() {
    return new LocatorAssertions.HasAttributeOptions().setTimeout(60_000);
  }

  private static LocatorAssertions.IsVisibleOptions visibly() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(MOST_MILLIS_OF_TRAINING);
  }

  private static Page.ScreenshotOptions picture(String name) {
    return new Page.ScreenshotOptions()
        .setFullPage(true)
        .setPath(OpenPage.SCREENSHOTS.resolve(name + ".png"));
  }

  /** Sentences about animals that no other text names. */
  private static String text() {
    String[] animals = {"pangolin", "okapi", "axolotl", "quokka", "tapir"};
    String[] verbs = {"fed", "washed", "greeted", "weighed"};
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      text.append("We ")
          .append(verbs[random.nextInt(verbs.length)])
          .append(" the hungry ")
          .append(animals[random.nextInt(animals.length)])
          .append(" at ")
          .append(1 + random.nextInt(9))
          .append(" o'clock.\n");
    }
    return text.toString();
  }

  /** Starts the program as a person does, on a free port; gives its address. */
  private String serve() throws Exception {
    program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dnextword.nice=0", // a machine that tests has other work
                "-cp",
                System.getProperty("java.class.path"),
                "dev.nextword.cli.Main",
                "serve",
                "--port=0",
                "--data=" + data)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = program.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    assertTrue(line != null && line.startsWith("nextword is ready at "), line);
    return line.substring(line.indexOf("http"));
  }
}
