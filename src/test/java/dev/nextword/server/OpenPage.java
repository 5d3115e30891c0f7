package dev.nextword.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.nextword.prediction.Completion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/**
 * The page in a real browser, before each test. Screenshots are kept in {@code target/screenshots}.
 */
abstract class OpenPage {
  static final Path SCREENSHOTS = Path.of("target/screenshots");
  static final String FRANCE =
      "I went to France when I was young and stayed for six years, so I speak fluent ";

  static final AtomicReference<ModelSnapshot> MODELS = new AtomicReference<>();
  static Browser browser;
  static NextWordServer server;
  static URI home;

  final List<String> complaints = new ArrayList<>();
  BrowserContext context;
  Page page;

  @BeforeAll
  static void start() {
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000); // a busy machine is no failure
    browser = Browser.launchOrSkip();
    server = serve(0);
    home = server.uri();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  static NextWordServer serve(int port) {
    return NextWordServer.create(
            ServerOptions.defaults().withPort(port), MODELS::get, Path.of("web"))
        .start();
  }

  @BeforeEach
  void open() {
    MODELS.set(SmallModels.snapshot());
    open(1280, 800, ColorScheme.LIGHT);
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
    page.onRequest(
        request -> {
          if (!request.url().startsWith(home.toString())) {
            complaints.add("a request to the outside: " + request.url());
          }
        });
  }

  @AfterEach
  void nothingWasComplainedOf(TestInfo test) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve(test.getTestMethod().orElseThrow().getName() + ".png")));
    context.close();
    assertEquals(List.of(), complaints);
  }

  void go(String fragment) {
    page.navigate("about:blank");
    page.navigate(home + "/" + fragment);
  }

  void type(String text) {
    area().pressSequentially(text);
  }

  Locator area() {
    return page.getByLabel("Your text", new Page.GetByLabelOptions().setExact(true));
  }

  Locator ghost() {
    return page.locator(".ghost");
  }

  Locator column(String model) {
    return page.locator(".column[data-model=" + model + "]");
  }

  Locator words(String model) {
    return column(model).locator(".words [data-completion]");
  }

  /** Waits until every column shows what its model says to exactly this text. */
  void assertShows(String text) {
    assertThat(page.locator(".columns")).hasAttribute("aria-busy", "false");
    for (ServedModel model : MODELS.get().serving()) {
      Completion right = model.column().complete(text, 5);
      assertThat(words(model.name()).locator(".word"))
          .hasText(right.suggestions().stream().map(s -> s.word()).toArray(String[]::new));
    }
  }

  void assertInSight(Locator element) {
    assertTrue(
        (Boolean)
            element.evaluate(
                """
                e => {
                  const box = e.getBoundingClientRect();
                  const sheet = e.closest('.editor').getBoundingClientRect();
                  return box.top >= sheet.top && box.bottom <= sheet.bottom;
                }
                """));
  }

  /** What axe-core, which knows the rules of WCAG, has to say of the page as it is now. */
  List<?> violations() throws IOException {
    return violations(page);
  }

  static List<?> violations(Page page) throws IOException {
    page.evaluate(axe());
    return (List<?>)
        page.evaluate(
            """
            async () => (await axe.run()).violations.map(({ id, nodes }) =>
              id + ': ' + nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary).join('; '))
            """);
  }

  private static String axe() throws IOException {
    try (InputStream script =
        Objects.requireNonNull(OpenPage.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  void screenshot(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
