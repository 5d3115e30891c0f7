package dev.nextword.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/**
 * The page to train on, in a real browser, with trainings that only pretend. How such a one behaves
 * is said by its prompt.
 */
abstract class OpenTrainPage extends RetrainingServer {
  static Browser browser;

  final List<String> complaints = new ArrayList<>();
  BrowserContext context;
  Page page;

  @BeforeAll
  static void launch() {
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000); // a busy machine is no failure
    browser = Browser.launchOrSkip();
  }

  @AfterAll
  static void quit() {
    if (browser != null) {
      browser.close();
    }
  }

  @Override
  Path web() {
    return Path.of("web");
  }

  @BeforeEach
  void open() throws IOException {
    ship("gru");
    ship("lstm");
    open(1280, 900, ColorScheme.LIGHT);
    go("");
  }

  void open(int width, int height, ColorScheme scheme) {
    if (context != null) {
      context.close();
    }
    context =
        browser
            .get()
            .newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setColorScheme(scheme)
                    .setReducedMotion(ReducedMotion.REDUCE));
    context.setDefaultTimeout(30_000);
    page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.onPageError(complaints::add);
  }

  @AfterEach
  void nothingWasComplainedOf(TestInfo test) {
    screenshot("train-" + test.getTestMethod().orElseThrow().getName());
    context.close();
    assertEquals(List.of(), complaints);
  }

  /** The browser itself reports answers with these numbers; nothing else may be reported. */
  void expectComplaints(String... about) {
    for (String one : about) {
      complaints.removeIf(said -> said.startsWith("Failed to load resource") && said.contains(one));
    }
  }

  void go(String fragment) {
    page.navigate("about:blank");
    page.navigate("http://127.0.0.1:" + server.port() + "/train.html" + fragment);
  }

  void drop(String name, byte[] content) {
    JSHandle files =
        page.evaluateHandle(
            """
            ([name, bytes]) => {
              const files = new DataTransfer();
              files.items.add(new File([new Uint8Array(bytes)], name));
              return files;
            }
            """,
            List.of(name, asNumbers(content)));
    page.locator(".drop").dispatchEvent("drop", Map.of("dataTransfer", files));
  }

  private static List<Integer> asNumbers(byte[] bytes) {
    List<Integer> numbers = new ArrayList<>();
    for (byte each : bytes) {
      numbers.add(each & 0xff);
    }
    return numbers;
  }

  void addText(String name) {
    drop(name + ".txt", TEXT.getBytes(StandardCharsets.UTF_8));
    button("Add this text").click();
    assertThat(page.locator(".report")).hasAttribute("data-report", name);
  }

  /** Trains; the prompt says how the training behaves. */
  void train(String behaviour) {
    page.getByLabel("After each round, they complete").fill("pretend " + behaviour);
    button("Train").click();
  }

  /** Lets the training that waits go on. */
  void letGo() throws Exception {
    String id = shown().getAttribute("data-training");
    Files.createFile(folder.resolve("data/training/" + id + "/go"));
  }

  Locator shown() {
    return page.locator("article.training");
  }

  Locator button(String name) {
    return page.getByRole(
        com.microsoft.playwright.options.AriaRole.BUTTON,
        new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  void screenshot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(OpenPage.SCREENSHOTS.resolve(name + ".png")));
  }
}
