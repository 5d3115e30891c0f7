package dev.nextword.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures, drawn from what the shipped models say of themselves. */
class PageFiguresIT extends OpenPage {
  private static final String FAR =
      "I went to France when I was young. It rained all through the spring, and the summer came"
          + " late. So I speak fluent ";

  @TempDir static Path folder;
  private static ModelSnapshot shipped;

  @BeforeAll
  static void startWithCurves() throws IOException {
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000); // to explain takes long on a busy one
    shipped = ShippedModels.snapshot();
    MeasuredCurves.write(folder.resolve("experiment-distance.json"));
    String speed = "benchmark-training.json";
    Files.copy(Path.of("models", speed), folder.resolve(speed));
    server.close();
    server =
        NextWordServer.create(
                ServerOptions.defaults().withPort(0), MODELS::get, Path.of("web"), folder)
            .start();
    home = server.uri();
  }

  @BeforeEach
  void serveShippedModels() {
    MODELS.set(shipped);
    context.setDefaultTimeout(60_000);
  }

  @Test
  void wordsAreShadedOnOneScaleAndSayTheirValues() {
    Locator figure = show("remember", FAR);
    assertThat(figure.locator(".remember")).hasCount(4);
    Locator france = word("lstm", "France");
    assertTrue(
        shade(france) > shade(word("rnn", "France")), "the LSTM remembers, the RNN does not");
    assertThat(word("ngram", "France")).not().hasAttribute("data-shade", Pattern.compile(".*"));
    assertThat(word("ngram", "France")).not().hasAttribute("data-reach", "true");
    assertThat(word("ngram", "fluent")).hasAttribute("data-reach", "true");

    france.hover();
    Locator readout = figure.locator(".readout");
    assertThat(readout).hasText(Pattern.compile("France, 20 words back: .*RNN .*GRU .*LSTM \\d.*"));
    assertThat(word("rnn", "France")).hasAttribute("data-hovered", "true");

    // One stop of the Tab key for each column; arrow keys inside.
    assertThat(figure.locator(".remember-word[tabindex='0']")).hasCount(4);
    word("gru", "fluent").focus();
    page.keyboard().press("ArrowLeft");
    assertThat(word("gru", "speak")).isFocused();
    assertThat(readout).containsText("speak, 2 words back");
    page.keyboard().press("Home");
    assertThat(readout).not().containsText("speak");
  }

  @Test
  void anyPredictedWordCanBeTheTarget() {
    Locator figure = show("remember", FAR);
    Locator lstm = figure.locator(".remember[data-model=lstm] .remember-target b");
    String own = lstm.innerText();
    Locator other = figure.locator(".target button").first(); // the n-gram model's
    String word = other.innerText();
    assertFalse(word.equals(own), word);
    other.click();
    for (String model : List.of("rnn", "gru", "lstm")) {
      assertThat(figure.locator(".remember[data-model=" + model + "] .remember-target b"))
          .hasText(word);
    }
    figure.getByRole(AriaRole.BUTTON, button("each column’s own first")).click();
    assertThat(lstm).hasText(own);
  }

  @Test
  void theGradientVanishesInTheRnnAndHoldsInTheGatedCells() {
    Locator figure = show("gradient", FAR);
    assertThat(figure.locator(".plot")).hasCount(2);
    assertThat(figure.locator(".summary tr[data-model=rnn]")).containsText("vanishes");
    assertTrue(factor(figure, "lstm") > 0.9, "the LSTM holds");
    assertTrue(factor(figure, "rnn") < factor(figure, "gru"), "the RNN does not");
    for (String model : List.of("rnn", "gru", "lstm")) {
      Locator line = figure.locator(".plot").nth(1).locator("[data-line=" + model + "]");
      assertTrue(line.locator(".plot-line").getAttribute("d").contains("L"), model);
      assertTrue(line.locator(".plot-sign").count() > 2, "known without its colour: " + model);
    }
    assertThat(figure.getByText("0.25 a step (sigmoid)")).isVisible();

    Locator plot = figure.locator(".plot").first();
    plot.focus();
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowRight");
    assertThat(plot)
        .hasAttribute("aria-valuetext", Pattern.compile("2 steps back, “I”: RNN .*, LSTM c .*"));
    assertThat(plot.locator(".readout")).containsText("2 steps back");

    figure.getByText("The numbers").click();
    assertThat(figure.locator(".numbers tbody tr")).hasCount(tokens(FAR));
  }

  @Test
  void gatesSayWhatTheirNumbersMean() {
    Locator figure = show("gates", FAR);
    assertThat(figure.locator(".bars"))
        .hasCount(5); // GRU reset, update; LSTM input, forget, output
    assertThat(figure.locator(".bars").first().locator("[data-shade]")).hasCount(tokens(FAR));
    figure.locator(".token-grid").focus();
    page.keyboard().press("End");
    page.keyboard().press("ArrowDown");
    assertThat(figure.locator(".readout"))
        .hasText(
            Pattern.compile(
                "At “fluent”, 1 word back, the GRU’s update gate \\(over all units\\) is"
                    + " 0\\.\\d\\d: it keeps \\d+% of the old state and replaces the rest\\."));
    assertThat(figure.locator(".summary tr[data-model=lstm]")).containsText("(forget)");
  }

  @Test
  void everyUnitOfAGateCanBeSeenAndSorted() {
    Locator figure = show("gates", FAR);
    figure.getByText("every unit", exactly()).click();
    Locator units = figure.locator("canvas");
    assertThat(units).hasAttribute("width", String.valueOf(tokens(FAR)));
    String byMean = picture(units);
    figure.getByText("variance", exactly()).click();
    assertThat(figure.locator("input[value=variance]")).isChecked();
    page.waitForTimeout(200);
    assertFalse(byMean.equals(picture(units)), "another order is another picture");
    figure.locator(".token-grid").focus();
    page.keyboard().press("End");
    assertThat(figure.locator(".readout"))
        .hasText(
            Pattern.compile("At “fluent”.* gate \\(unit \\d+\\) is .* Its mean over the text .*"));
    figure.getByText("GRU update").click();
    assertThat(figure.locator(".token-label")).containsText("GRU");
  }

  @Test
  void theFairnessCardSaysWhatEachCostsAndWhereTheRnnWins() {
    Locator figure = show("fairness", "");
    assertThat(figure.locator(".fairness thead th")).hasCount(4);
    for (String row : List.of("parameters", "learning rate", "seed", "perplexity", "top-1")) {
      assertThat(figure.locator("tbody tr:has(th:text('" + row + "')) td")).hasCount(4);
    }
    assertThat(figure.locator("tbody tr:has(th:text('perplexity')) .best")).hasCount(1);
    assertThat(figure.locator("tbody tr:has(th:text('time a key')) td")).hasCount(4);
    Locator wins = figure.locator(".rnn-wins");
    assertThat(wins).containsText("parameters: RNN");
    assertThat(wins).containsText("With 0 words between cue and trigger it is right in 80%");
    assertThat(wins).containsText("the intervals overlap");
    Locator speeds = figure.locator(".speeds");
    assertThat(speeds.locator("tbody tr")).hasCount(4);
    assertThat(speeds.locator("tbody tr").first()).containsText("10,134");
    assertThat(speeds.locator("tbody tr").first()).containsText("1.00 [0.97, 1.03]");
  }

  @Test
  void measuredCurvesHaveIntervalsKindsAndSizes() {
    Locator figure = show("distance", FAR, "curves");
    assertThat(figure.locator("[data-line]")).hasCount(4);
    assertThat(figure.locator(".plot-band")).hasCount(4);
    assertThat(figure.locator(".plot-flag-name")).containsText("your text");
    Locator plot = figure.locator(".plot");
    plot.focus();
    page.keyboard().press("End");
    assertThat(plot)
        .hasAttribute(
            "aria-valuetext", Pattern.compile("40 words between: n-gram 10%, RNN <?0.*LSTM 81%"));
    figure.getByText("subject and verb").click();
    figure.getByText(MeasuredCurves.SIZES.get(1)).click();
    assertThat(figure.locator("[data-line]")).hasCount(4);
  }

  @Test
  void aFigureIsSavedAsADrawingOfItsOwnAndAsNumbers() throws Exception {
    for (String panel : List.of("remember", "gradient", "gates", "fairness")) {
      Locator figure = show(panel, FAR);
      assertThat(figure.getByText("Save as CSV")).isVisible();
      Path drawing = save(figure, "Save as SVG");
      var svg =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(drawing.toFile())
              .getDocumentElement();
      assertEquals("svg", svg.getNodeName());
      assertTrue(svg.getElementsByTagName("text").getLength() > 20, panel);
      assertFalse(Files.readString(drawing).contains("class="), "needs no style sheet: " + panel);
      List<String> rows = Files.readAllLines(save(figure, "Save as CSV"));
      int width = rows.get(0).split(",", -1).length;
      assertTrue(rows.size() > 10 && width >= 5, panel + ": " + rows.get(0));
      if (!panel.equals("fairness")) {
        assertEquals(1 + tokens(FAR), rows.size(), panel);
        assertTrue(rows.get(3).matches(".*\\d\\.\\d{9,}.*"), "all digits: " + rows.get(3));
      }
    }
  }

  /** The first text's explanation comes last, and is never seen. */
  @Test
  void anExplanationThatWasOvertakenIsNeverDrawn() {
    Locator figure = show("remember", "We grew up in Italy. ");
    area().pressSequentially("So ");
    page.waitForTimeout(300);
    area().pressSequentially("we ");
    assertThat(word("lstm", "we")).isVisible();
    assertThat(figure).hasAttribute("aria-busy", "false");
    assertEquals("We grew up in Italy. So we", plain(figure));
  }

  @Test
  void whatAModelDoesNotKnowIsSaid() {
    show("remember", FAR);
    page.getByLabel("Expected word").fill("zyzzyva");
    assertThat(page.locator(".figure-error")).isVisible();
    page.getByLabel("Expected word").fill("");
    assertThat(page.locator(".figure-error")).hasCount(0);
    complaints.removeIf(complaint -> complaint.startsWith("Failed to load resource"));
  }

  @ParameterizedTest
  @CsvSource({"360, 800, DARK", "1280, 900, LIGHT", "1280, 900, DARK", "3840, 2160, LIGHT"})
  void figuresFitEveryScreen(int width, int height, ColorScheme scheme) {
    for (String panel : List.of("remember", "gradient", "gates", "distance", "fairness")) {
      open(width, height, scheme);
      context.setDefaultTimeout(60_000);
      Locator figure = show(panel, FAR, panel.equals("distance") ? "curves" : panel);
      assertThat(figure.getByText("Save as SVG")).isVisible();
      assertEquals(width, page.evaluate("() => document.documentElement.scrollWidth"), panel);
      figure.screenshot(
          new Locator.ScreenshotOptions()
              .setPath(SCREENSHOTS.resolve("figure-%s-%d-%s.png".formatted(panel, width, scheme))));
    }
  }

  /** The drawing alone, and in processor time of the page's thread: others compute meanwhile. */
  @ParameterizedTest
  @ValueSource(strings = {"remember", "gradient", "gates"})
  void sixtyWordsAreDrawnWithin300Milliseconds(String panel) {
    show(panel, "It rained all through the spring, and the summer came late. ".repeat(6));
    CDPSession session = context.newCDPSession(page);
    JsonObject ticks = new JsonObject();
    ticks.addProperty("timeDomain", "threadTicks");
    session.send("Performance.enable", ticks);
    int times = 5;
    double before = seconds(session);
    page.evaluate(
        """
        async times => {
          const button = document.querySelector('.panel-nav [aria-expanded=true]');
          const drawn = async there => {
            button.click(); // closes it, and opens it again with the answer that is known
            while (Boolean(document.querySelector('.figure-tools')) !== there) {
              await new Promise(requestAnimationFrame);
            }
          };
          for (let i = 0; i < times; i++) {
            await drawn(false);
            await drawn(true);
          }
        }
        """,
        times);
    double millis = 1000 * (seconds(session) - before) / times;
    System.out.printf("%s of 60 words: %.0f ms%n", panel, millis);
    assertTrue(millis < 300, panel + " took " + millis + " ms");
  }

  private static double seconds(CDPSession session) {
    for (var metric : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      if (metric.getAsJsonObject().get("name").getAsString().equals("TaskDuration")) {
        return metric.getAsJsonObject().get("value").getAsDouble();
      }
    }
    throw new AssertionError("the browser does not tell its processor time");
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void noRuleOfAccessibilityIsViolated(ColorScheme scheme) throws IOException {
    open(1280, 900, scheme);
    context.setDefaultTimeout(60_000);
    for (String panel : List.of("remember", "gradient", "gates", "fairness")) {
      Locator figure = show(panel, FAR);
      figure.getByText("The numbers").click();
      assertEquals(List.of(), violations(), panel + " in " + scheme);
    }
    Locator figure = show("gates", FAR);
    figure.getByText("every unit", exactly()).click();
    assertThat(figure.locator("canvas")).isVisible();
    assertEquals(List.of(), violations(), "units in " + scheme);
  }

  private Locator show(String panel, String text) {
    return show(panel, text, panel);
  }

  private Locator show(String panel, String text, String name) {
    go("#panel=" + panel + "&text=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    Locator figure = page.locator("[data-figure=" + name + "]");
    assertThat(figure.locator(".figure-tools")).isVisible();
    return figure;
  }

  private Locator word(String model, String word) {
    return page.locator(
        ".remember[data-model=%s] .remember-word:text-is('%s')".formatted(model, word));
  }

  private static double factor(Locator figure, String model) {
    Locator row = figure.locator(".summary tr[data-model=" + model + "] td");
    return Double.parseDouble(row.first().innerText());
  }

  private static int shade(Locator word) {
    return Integer.parseInt(word.getAttribute("data-shade"));
  }

  /** Tokens of a text of which every mark stands alone, one sentence start each included. */
  private static int tokens(String text) {
    return text.replaceAll("[^.,]", "").length() // marks
        + text.split(" ").length
        + 1
        + text.replaceAll("[^.]", "").length(); // starts of sentences
  }

  private static String plain(Locator figure) {
    return figure
        .locator(".remember[data-model=lstm] .remember-words")
        .innerText()
        .replace("¶", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String picture(Locator canvas) {
    return (String) canvas.evaluate("canvas => canvas.toDataURL()");
  }

  private Path save(Locator figure, String name) {
    Download download = page.waitForDownload(() -> figure.getByText(name).click());
    assertTrue(download.suggestedFilename().startsWith("nextword-"), download.suggestedFilename());
    return download.path();
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  private static Locator.GetByRoleOptions button(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }
}
