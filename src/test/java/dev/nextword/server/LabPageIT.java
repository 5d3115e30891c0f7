package dev.nextword.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.nextword.lab.Descent;
import dev.nextword.lab.InsuranceData;
import dev.nextword.lab.InsuranceNetwork;
import dev.nextword.lab.InsurancePass;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The lab's page: its frame, and the panels that need no run, descent and chain rule. */
class LabPageIT extends OpenPage {
  private static final long MOST_SCRIPT = 200_000;

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, named(name).setExact(true));
  }

  private Locator ball() {
    return page.getByRole(AriaRole.SLIDER, named("Where the ball begins"));
  }

  private Locator number(String name) {
    return page.locator("[data-number=" + name + "]");
  }

  @Test
  void oneStepIsTheFormula() {
    go("lab.html#curve=plateau&rate=2&start=-1");
    Descent.Step step = new Descent(Descent.Curve.PLATEAU).descend(-1, 2, 0).steps().get(0);
    assertThat(number("loss")).hasText(written(step.loss()));
    assertThat(number("slope")).hasText(written(step.slope()));
    assertThat(number("change")).hasText(written(step.change()));
    button("One step").click();
    assertThat(number("weight")).hasText(written(step.weight() + step.change()));
    page.waitForURL(url -> url.contains("steps=1"));
    screenshot("lab-descent");
  }

  /** Four significant digits, as the page writes them. */
  private static String written(double value) {
    String digits =
        new java.math.BigDecimal(value)
            .round(new java.math.MathContext(4))
            .stripTrailingZeros()
            .toPlainString();
    return digits.replace('-', '\u2212');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Left of the minimum | in the lowest minimum",
        "Right of it         | in the lowest minimum",
        "Too large a rate    | further away than before",
        "A plateau           | almost where it was",
        "Two minima: left    | in the lowest minimum",
        "Two minima: right   | in a minimum that is not the lowest",
      })
  void aRunSaysWhatBecameOfTheBall(String preset, String outcome) {
    go("lab.html");
    page.getByLabel("almost where it was").check();
    button(preset).click();
    button("Run").click();
    Locator verdict = page.locator(".question-verdict");
    assertThat(verdict).containsText(outcome + ".");
    assertThat(verdict)
        .containsText(outcome.equals("almost where it was") ? "as you said" : "you said:");
  }

  @Test
  void theBallIsPutAnywhereByMouseAndKeys() {
    go("lab.html#curve=valley&start=6&rate=0.1");
    assertThat(ball()).hasAttribute("aria-valuenow", "6");
    ball().press("ArrowLeft");
    assertThat(ball()).hasAttribute("aria-valuenow", "5.9");
    ball().press("Home");
    assertThat(ball()).hasAttribute("aria-valuenow", "-3");
    BoundingBox box = ball().boundingBox();
    page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    page.mouse().down();
    page.mouse().move(box.x + 200, box.y + 30);
    page.mouse().move(box.x + 300, box.y + 30);
    page.mouse().up();
    double now = Double.parseDouble(ball().getAttribute("aria-valuenow"));
    assertTrue(now > -2 && now < 3, "at " + now);
    String start = String.valueOf(now).replaceAll("\\.0$", "");
    page.waitForURL(url -> url.contains("start=" + start));
    String address = page.url();
    go("");
    page.navigate(address);
    assertThat(ball()).hasAttribute("aria-valuenow", start);
  }

  @Test
  void thePassGoesForwardAndBackStepByStep() {
    go("lab.html#panel=chain&updates=100&rate=2&age=58&education=16&income=66&savings=67");
    InsuranceNetwork network = new InsuranceNetwork(1, 2);
    network.train(InsuranceData.people(400, 1), 100, 1);
    InsurancePass pass = network.pass(new InsuranceData.Person(58, 16, 66, 67, true));
    Locator nodes = page.locator(".chain-node .chain-value");
    assertThat(nodes.nth(0)).hasText("0.5");
    assertThat(nodes.nth(4)).hasText("?");
    for (int stage = 1; stage <= 7; stage++) {
      page.locator(".stages .primary").click();
    }
    assertThat(page.locator(".weights tbody tr")).hasCount(10);
    for (InsurancePass.Weight weight : pass.weights()) {
      assertEquals(weight.gradient(), weight.product(), 1e-12);
    }
    page.locator(".weights [data-weight=w9] button").click();
    assertThat(page.locator(".product .factor")).hasCount(2);
    page.locator(".weights [data-weight=w1] button").click();
    assertThat(page.locator(".product .factor"))
        .hasText(
            new String[] {
              "(\u0177 \u2212 y)", "w9", "decision\u2032", "w7", "awareness\u2032", "age"
            });
    double shown =
        Double.parseDouble(
            page.locator(".weights [data-weight=w10] [data-number=gradient]")
                .textContent()
                .replace('\u2212', '-'));
    double measured = pass.weights().get(9).gradient();
    assertEquals(measured, shown, Math.abs(measured) * 0.005);
    screenshot("lab-chain");
    page.waitForURL(url -> url.contains("stage=7") && url.contains("weight=w1"));
    String address = page.url();
    go("");
    page.navigate(address);
    assertThat(page.locator(".weights tbody tr")).hasCount(10);
    assertThat(page.locator(".product")).hasAttribute("data-weight", "w1");
    assertThat(page.locator(".question-verdict")).containsText("w1 moves by");
  }

  @Test
  void theCoursesProductIsAsInTheCourse() {
    go("lab.html#panel=chain");
    assertThat(page.locator(".product-value")).hasText("0.000022869");
    page.getByLabel("Factor 1").press("ArrowRight");
    assertThat(page.locator(".factors-product")).containsText("0.22 \u00d7 0.11");
    button("One factor more").click();
    page.waitForURL(url -> url.contains("factors=0.22"));
    assertThat(page.getByLabel(Pattern.compile("^Factor \\d"))).hasCount(6);
    assertThat(page.locator(".slopes li")).hasCount(6);
    assertThat(page.locator(".slopes li").first()).containsText("at most 0.25");
  }

  @Test
  void theFiguresAreSaved() throws IOException {
    go("lab.html#start=6&steps=3");
    assertThat(number("weight")).not().isEmpty();
    Locator figure = page.locator("[data-figure=descent]");
    Download csv = page.waitForDownload(() -> figure.getByText("Save as CSV").click());
    assertEquals(5, Files.readAllLines(csv.path()).size());
    Download svg = page.waitForDownload(() -> figure.getByText("Save as SVG").click());
    assertTrue(Files.readString(svg.path()).startsWith("<svg"));
  }

  @Test
  void theTwoPagesLeadToEachOtherAndTheScriptIsSmall() {
    List<String> scripts = new ArrayList<>();
    long[] size = {0};
    page.onResponse(
        (Response response) -> {
          if (response.url().endsWith(".js")) {
            scripts.add(response.url());
          }
        });
    go("lab");
    assertThat(page.locator("h1")).hasText("The gradient lab");
    assertThat(ball()).isVisible();
    for (String script : scripts) {
      size[0] += page.request().get(script).body().length;
    }
    assertTrue(size[0] < MOST_SCRIPT, size[0] + " bytes of script");
    page.getByText("Back to the four models").click();
    assertThat(page.locator(".columns")).isVisible();
    page.getByRole(AriaRole.LINK, named("The gradient lab")).click();
    assertThat(ball()).isVisible();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void noRuleOfAccessibilityIsViolated(ColorScheme scheme) throws IOException {
    open(1280, 900, scheme);
    for (String view :
        List.of("", "#start=6&rate=0.3&steps=4", "#panel=chain", "#panel=chain&stage=7")) {
      go("lab.html" + view);
      assertThat(page.locator(".figure svg").first()).isVisible();
      assertThat(page.locator(".figure[aria-busy=true]")).hasCount(0);
      assertEquals(List.of(), violations(), view + " in " + scheme);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "360, 740, LIGHT",
    "360, 740, DARK",
    "1280, 800, LIGHT",
    "1280, 800, DARK",
    "3840, 2160, LIGHT",
  })
  void fitsEveryScreen(int width, int height, ColorScheme scheme) {
    open(width, height, scheme);
    for (String panel : List.of("descent", "chain")) {
      go("lab.html#panel=" + panel + "&stage=7&start=6&steps=4&rate=0.3");
      assertThat(page.locator(".figure svg").first()).isVisible();
      assertEquals(width, page.evaluate("() => document.documentElement.scrollWidth"));
      page.screenshot(
          new com.microsoft.playwright.Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(
                  SCREENSHOTS.resolve(
                      "lab-%s-%d-%s.png"
                          .formatted(panel, width, scheme.name().toLowerCase(Locale.ROOT)))));
    }
  }
}
