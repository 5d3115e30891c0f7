package dev.nextword.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.nextword.prediction.Column;
import dev.nextword.prediction.Completion;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser. Screenshots are kept in {@code target/screenshots}. */
class PageIT {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final String FRANCE =
      "I went to France when I was young and stayed for six years, so I speak fluent ";

  private static final AtomicReference<ModelSnapshot> MODELS = new AtomicReference<>();
  private static Browser browser;
  private static NextWordServer server;

  private final List<String> complaints = new ArrayList<>();
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void start() {
    browser = Browser.launchOrSkip();
    server = serve(0);
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

  private static NextWordServer serve(int port) {
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

  private void open(int width, int height, ColorScheme scheme) {
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
    context.setDefaultTimeout(10_000);
    page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.onPageError(complaints::add);
    page.onRequest(
        request -> {
          if (!URI.create(request.url()).getAuthority().equals(server.uri().getAuthority())) {
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
    Locator examples = page.getByRole(AriaRole.GROUP).locator("button");
    assertThat(examples).hasCount(4);
    for (int i = 0; i < 4; i++) {
      examples.nth(i).click();
      assertThat(area()).isFocused();
      assertShows(area().inputValue());
    }
    page.getByRole(AriaRole.BUTTON, named("France, near")).click();
    assertThat(area()).hasValue(FRANCE);
    assertThat(ghost()).hasText("French.");
  }

  /**
   * The answers overtake each other on purpose; what is shown last must belong to what is typed.
   */
  @Test
  void typingAtMachineSpeedShowsNothingStale() {
    Random random = new Random(5);
    page.route(
        "**/complete",
        route -> {
          int delay = random.nextInt(4);
          for (int i = 0; i < delay; i++) {
            Thread.onSpinWait();
          }
          route.resume();
        });
    page.evaluate(
        """
        () => {
          window.sequences = [];
          const columns = document.querySelector('.columns');
          new MutationObserver(() => window.sequences.push(Number(columns.dataset.sequence)))
            .observe(columns, {attributes: true, attributeFilter: ['data-sequence']});
        }
        """);
    for (int run = 0; run < 20; run++) {
      area().fill("");
      type("Can you please send me the rep");
      assertShows("Can you please send me the rep");
      for (int i = 0; i < 4; i++) {
        page.keyboard().press("Backspace");
      }
      assertShows("Can you please send me the");
    }
    @SuppressWarnings("unchecked")
    List<Integer> sequences = (List<Integer>) page.evaluate("() => window.sequences");
    assertEquals(sequences.stream().sorted().toList(), sequences);
  }

  @Test
  void aSlowModelNeverBlocksTyping() {
    Column slow = new SlowColumn("lstm", 300);
    List<ServedModel> models = new ArrayList<>(SmallModels.snapshot().serving().subList(0, 3));
    models.add(new ServedModel(slow, SmallModels.snapshot().serving().get(3).card(), null, null));
    MODELS.set(ModelSnapshot.of(models));
    String text = "Can you please send me";
    long start = System.nanoTime();
    type(text);
    assertThat(area()).hasValue(text);
    assertTrue((System.nanoTime() - start) / 1e9 < 3, "22 keys must not wait for 22 answers");
    assertShows(text);
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
  void comesBackWhenTheServerDoes() {
    type("I speak ");
    assertShows("I speak ");
    int port = server.port();
    server.close();
    type("fluent ");
    assertThat(page.getByText("The server does not answer.")).isVisible();
    assertThat(words("lstm")).hasCount(0);
    screenshot("server-away");
    type("It");
    server = serve(port);
    assertThat(page.getByText("The server does not answer.")).isHidden();
    assertThat(area()).hasValue("I speak fluent It");
    assertShows("I speak fluent It");
    // The browser itself reports the refused connections; nothing else may be reported.
    complaints.removeIf(complaint -> complaint.contains("ERR_CONNECTION_REFUSED"));
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

  /** Every line of the copy that carries the ghost lies exactly on the same line of the text. */
  @ParameterizedTest
  @ValueSource(ints = {360, 700, 1280})
  void ghostIsAlignedWithTheText(int width) {
    open(width, 800, ColorScheme.LIGHT);
    go("");
    assertThat(ghost()).not().isEmpty();
    Random random = new Random(width);
    for (int run = 0; run < 12; run++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 15 + random.nextInt(30); i++) {
        text.append("incomprehensibilities".substring(random.nextInt(21)));
        text.append(random.nextInt(12) == 0 ? ",\n" : random.nextInt(9) == 0 ? "  " : " ");
      }
      text.setLength(text.length() - random.nextInt(6));
      area().fill(text.toString());
      area().blur();
      area().evaluate("area => { area.style.caretColor = 'transparent' }");
      byte[] drawn = picture("area", "copy");
      byte[] copied = picture("copy", "area");
      assertArrayEquals(drawn, copied, "at width " + width + ": " + text);
    }
  }

  private byte[] picture(String shown, String hidden) {
    page.evaluate(
        """
        ([shown]) => {
          const parts = {
            area: document.querySelector('.editor textarea'),
            copy: document.querySelector('.editor-copy'),
          };
          for (const [name, part] of Object.entries(parts)) {
            part.style.color = name === shown ? 'black' : 'transparent';
          }
          document.querySelector('.ghost').style.color = 'transparent';
        }
        """,
        List.of(shown, hidden));
    return page.locator(".editor").screenshot();
  }

  @ParameterizedTest
  @CsvSource({
    "360, 740, LIGHT",
    "360, 740, DARK",
    "768, 1024, LIGHT",
    "1280, 800, DARK",
    "1920, 1080, LIGHT",
    "1920, 1080, DARK",
    "3840, 2160, LIGHT",
  })
  void fitsEveryScreen(int width, int height, ColorScheme scheme) {
    open(width, height, scheme);
    go("#text=" + FRANCE.replace(" ", "+"));
    assertThat(ghost()).hasText("French.");
    assertEquals(width, page.evaluate("() => document.documentElement.scrollWidth"));
    screenshot("page-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void printsTheTextAndTheColumns() {
    type(FRANCE);
    assertThat(ghost()).hasText("French.");
    page.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
    assertThat(page.locator(".examples")).isHidden();
    assertThat(words("lstm")).hasCount(5);
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

  // Helpers.

  private void go(String fragment) {
    page.navigate("about:blank");
    page.navigate(server.uri() + "/" + fragment);
  }

  private void type(String text) {
    area().pressSequentially(text);
  }

  private Locator area() {
    return page.getByLabel("Your text");
  }

  private Locator ghost() {
    return page.locator(".ghost");
  }

  private Locator column(String model) {
    return page.locator(".column[data-model=" + model + "]");
  }

  private Locator words(String model) {
    return column(model).locator(".words button");
  }

  /** Waits until every column shows what its model says to exactly this text. */
  private void assertShows(String text) {
    assertThat(page.locator(".columns")).hasAttribute("aria-busy", "false");
    for (ServedModel model : MODELS.get().serving()) {
      Completion right = model.column().complete(text, 5);
      assertThat(words(model.name()).locator(".word"))
          .hasText(right.suggestions().stream().map(s -> s.word()).toArray(String[]::new));
    }
  }

  private void assertInSight(Locator element) {
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

  private void screenshot(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  /** Answers as the small models do, later. */
  private record SlowColumn(String name, int millis) implements Column {
    @Override
    public Completion complete(String text, int k) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return SmallModels.snapshot().serving().get(3).column().complete(text, k);
    }

    @Override
    public double[] score(String context, List<String> candidates) {
      return new double[candidates.size()];
    }
  }
}
