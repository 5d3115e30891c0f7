package dev.nextword.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.nextword.lab.LabRuns;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lab's panels of real runs: depth, time, remedies, signs, and the table. */
class LabRunsIT extends OpenPage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SMALL = "a.layers=4&a.width=4&a.updates=8";

  @TempDir static Path folder;
  private static Path table;

  @BeforeAll
  static void startWithLab() {
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000); // a process starts, on a busy machine
    table = folder.resolve("experiment-remedies.json");
    List<String> worker =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator),
            "dev.nextword.cli.Main",
            "lab-worker");
    server.close();
    server =
        NextWordServer.create(
                ServerOptions.defaults().withPort(0),
                MODELS::get,
                Path.of("web"),
                folder,
                null,
                new LabRoutes(
                    new LabRuns(worker, Map.of("OMP_NUM_THREADS", "1")), id -> Optional.empty()))
            .start();
    home = server.uri();
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, named(name).setExact(true));
  }

  private Locator state() {
    return page.locator(".run-state");
  }

  private Locator plot(String title) {
    return page.locator(".measured")
        .filter(
            new Locator.FilterOptions().setHas(page.locator("h4", hasText("^" + title + "\\b"))));
  }

  private static com.microsoft.playwright.Page.LocatorOptions hasText(String pattern) {
    return new com.microsoft.playwright.Page.LocatorOptions().setHasText(Pattern.compile(pattern));
  }

  private void noFileIsNoComplaint() {
    complaints.removeIf(complaint -> complaint.startsWith("Failed to load resource"));
  }

  @Test
  void everyLayersGradientIsThatOfTheRun() throws IOException {
    go("lab.html#panel=depth&layers=4&width=4&updates=8&seed=3");
    page.getByLabel("about the same").check();
    Response begun = page.waitForResponse("**/api/v1/lab/depth", () -> button("Run").click());
    JsonNode run = JSON.readTree(begun.text());
    assertEquals(4, run.at("/settings/layers").asInt());
    assertEquals(3, run.at("/settings/seed").asInt());
    assertThat(state()).containsText("update 8 of 8");
    assertThat(plot("Gradient").locator("[data-line=a]")).hasCount(2); // now, and at the start
    assertThat(page.locator(".question-verdict")).containsText(Pattern.compile("[✓✗]"));

    JsonNode log =
        JSON.readTree(page.request().get(home + "/api/v1/lab/" + run.at("/id").asText()).text());
    JsonNode first = null;
    for (JsonNode event : log.get("events")) {
      first = first == null && event.at("/event").asText().equals("step") ? event : first;
    }
    Download csv = page.waitForDownload(() -> button("Save as CSV").click());
    List<String> rows = Files.readAllLines(csv.path());
    String row = rows.get(1); // update 0, the first layer
    assertTrue(row.contains("," + first.at("/gradient/0").asText() + ","), row + " of " + first);
    assertTrue(row.contains(",0,") && row.contains("hidden 1"), row);
    screenshot("lab-depth");
  }

  @Test
  void theSliderGoesBackToTheStartAndTheAddressKeepsIt() {
    go("lab.html#panel=depth&layers=3&width=4&updates=8");
    button("Run").click();
    assertThat(state()).containsText("update 8 of 8");
    Locator slider = page.getByRole(AriaRole.SLIDER, named("Update").setExact(true));
    slider.focus();
    page.keyboard().press("Home");
    assertThat(page.locator(".slider output")).hasText("0");
    page.waitForURL(url -> url.contains("update=0"));
    page.keyboard().press("End");
    assertThat(page.locator(".slider output")).hasText("8");
    page.waitForURL(url -> !url.contains("update=0"));
  }

  @Test
  void everyStepOfARecurrentNetwork() {
    go("lab.html#panel=time&cell=lstm&length=8&hidden=4&updates=4");
    button("Run").click();
    assertThat(state()).containsText("update 4 of 4");
    assertThat(plot("Gradient").locator(".dashed")).hasCount(1); // of the memory cell
    assertThat(plot("Gates")).containsText("forget");
    assertThat(page.locator(".summary tbody tr")).hasCount(1);
    assertThat(page.locator(".source .tokens")).not().isEmpty();
    // The plot is read by keys.
    plot("Product").locator(".plot").focus();
    page.keyboard().press("End");
    assertThat(plot("Product").locator(".readout")).containsText("step 8, 0 before the end");
    screenshot("lab-time");
  }

  @Test
  void aRunIsCancelledAndItsPlaceIsFree() throws Exception {
    go("lab.html#panel=depth&layers=20&width=16&updates=2000");
    Response begun = page.waitForResponse("**/api/v1/lab/depth", () -> button("Run").click());
    String id = JSON.readTree(begun.text()).at("/id").asText();
    assertThat(state()).containsText("of 2000");
    page.waitForResponse(
        response -> response.request().method().equals("DELETE"), () -> button("Cancel").click());
    assertThat(state()).containsText("cancelled");
    assertThat(button("Run")).isVisible();
    String state = page.request().get(home + "/api/v1/lab/" + id).text();
    assertEquals("cancelled", JSON.readTree(state).at("/state").asText());
  }

  @Test
  void whoeverLeavesThePanelLeavesNoWorkBehind() {
    go("lab.html#panel=depth&layers=20&width=16&updates=2000");
    button("Run").click();
    assertThat(state()).containsText("of 2000");
    page.waitForResponse(
        response -> response.request().method().equals("DELETE"), () -> button("4. Time").click());
  }

  @Test
  void notANumberIsSaidWhereItArises() {
    go("lab.html#panel=depth&activation=relu&initialisation=large&layers=100&width=16&updates=8");
    button("Run").click();
    Locator trouble = page.locator(".trouble-box");
    assertThat(trouble).containsText(Pattern.compile("update|layer"));
    assertThat(state()).containsText("not a number");
    assertThat(page.locator("[data-sign=not-finite]")).isVisible();
    screenshot("lab-not-a-number");
  }

  @Test
  void twoRunsStandOnOneScale() {
    go("lab.html#panel=remedies&kind=depth&" + SMALL);
    assertThat(button("Run both")).isDisabled();
    page.getByRole(AriaRole.GROUP, named("Mend it").setExact(true))
        .getByLabel("residual connections")
        .check();
    page.waitForURL(url -> url.contains("b.residual=true"));
    button("Run both").click();
    assertThat(state())
        .containsText(Pattern.compile("broken update 8 of 8.*treated update 8 of 8"));
    Locator right = plot("Right answers");
    assertThat(right.locator("[data-line=a]")).hasCount(1);
    assertThat(right.locator("[data-line=b]")).hasCount(1);
    assertThat(page.locator(".question-verdict")).containsText("It counts as learned from 95%");
    screenshot("lab-remedies");
  }

  @Test
  void brokenAndMendedByAPreset() {
    go("lab.html#panel=remedies");
    button("exploding, in time").click();
    assertThat(page.getByLabel("cell")).hasValue("relu-rnn");
    button("what fits best").click();
    page.waitForURL(url -> url.contains("kind=time") && url.contains("b.clip=1"));
    assertThat(page.locator(".compared")).containsText("clipping at 1");
    assertThat(button("Run both")).isEnabled();
  }

  @Test
  void aFindingLeadsToItsRemedy() {
    go("lab.html#panel=depth&activation=relu&initialisation=large&layers=100&updates=4");
    button("Run").click();
    Locator finding = page.locator("[data-sign=not-finite]");
    assertThat(finding).isVisible();
    Locator remedy = finding.locator(".chip").first();
    String title = remedy.innerText();
    remedy.click();
    assertThat(page.locator("#panel")).hasAttribute("data-panel", "remedies");
    assertThat(page.getByLabel("layers")).hasValue("100");
    assertThat(page.locator(".compared")).not().containsText("nothing is switched on");
    assertTrue(page.locator(".compared").innerText().contains("but"), title);
  }

  @Test
  void theDoctorExaminesARun() {
    go("lab.html#panel=signs&case=1");
    page.getByLabel("it explodes").check();
    button("Run and examine").click();
    assertThat(page.locator(".findings").first().locator("[data-sign], .healthy").first())
        .isVisible();
    assertThat(page.locator(".question-verdict")).containsText(Pattern.compile("[✓✗]"));
    assertThat(page.getByText("This server does not train models.")).isVisible();
    screenshot("lab-signs");
    noFileIsNoComplaint();
  }

  @Test
  void theTableSaysThatItIsNotThereAndThenShowsWhatWasMeasured() throws IOException {
    Files.deleteIfExists(table);
    go("lab.html#panel=table");
    assertThat(page.getByText("experiment remedies --out")).isVisible();
    noFileIsNoComplaint();
    Files.writeString(
        table,
        """
        {"provenance": {"seeds": 10, "started": "2026-01-02T03:04:05Z", "version": "1"},
         "rows": [
          {"kind": "depth", "remedy": "residual", "title": "residual connections",
           "settings": {"residual": true}, "runs": 10,
           "learned": {"share": 0.8, "from": 0.49, "to": 0.94},
           "updates": {"median": 140, "least": 110, "most": 210},
           "firstOverLast": {"median": 0.4, "least": 0.2, "most": 0.9, "atStart": 0.5},
           "seconds": {"median": 1.9, "least": 1.8, "most": 2.4}, "diverged": 1, "note": "A note."},
          {"kind": "time", "remedy": "lstm", "title": "LSTM", "settings": {"cell": "lstm"},
           "runs": 10, "learned": {"share": 0, "from": 0, "to": 0.28}, "updates": null,
           "firstOverLast": null, "seconds": null, "diverged": 0, "note": ""}]}
        """);
    go("lab.html#panel=table");
    Locator row = page.locator(".remedies-table tbody tr");
    assertThat(row).hasCount(1);
    assertThat(row).containsText("80% [49%, 94%]");
    assertThat(row).containsText("1 of 10 ended in not-a-number. A note.");
    page.getByLabel("all of them").check();
    assertThat(page.locator(".question-verdict"))
        .containsText("all of them. 1 of 1. ✓ as you said");
    page.getByText("many steps").click();
    assertThat(row).containsText("LSTM");
    screenshot("lab-table");
    button("LSTM").click();
    assertThat(page.locator(".compared")).containsText("cell LSTM");
    Files.delete(table);
  }

  @Test
  void theAddressHoldsAllSettingsAndWhatIsWrongIsIgnored() {
    String view = "#panel=time&theme=dark&cell=gru&length=20&seed=7";
    go("lab.html" + view);
    assertThat(page.getByLabel("cell")).hasValue("gru");
    assertThat(page.getByLabel("steps")).hasValue("20");
    page.getByLabel("seed").fill("8");
    page.keyboard().press("Tab");
    page.waitForURL(url -> url.contains("seed=8") && url.contains("cell=gru"));
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    go("lab.html#panel=depth&layers=999999&activation=no&seed=x&update=-1&%E0%A4%A=1");
    assertThat(page.getByLabel("layers")).hasValue("30");
    assertThat(page.getByLabel("activation")).hasValue("sigmoid");
  }

  @Test
  void whatTheServerRefusesIsSaid() {
    go("lab.html#panel=depth&layers=100&updates=2000");
    button("Run").click();
    assertThat(state()).containsText("too much for one run");
    noFileIsNoComplaint(); // 422
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void noRuleOfAccessibilityIsViolatedAndAllFitsASmallScreen(ColorScheme scheme)
      throws IOException {
    for (String panel : List.of("depth", "time", "remedies", "signs", "table")) {
      open(1280, 900, scheme);
      go("lab.html#panel=" + panel + "&layers=3&width=4&length=6&updates=3&b.clip=1&" + SMALL);
      if (!panel.equals("table") && !panel.equals("signs")) {
        button(panel.equals("remedies") ? "Run both" : "Run").click();
        assertThat(page.locator(".measured").first()).isVisible();
        assertThat(state()).containsText(Pattern.compile("update (3 of 3|8 of 8.*8 of 8)"));
      }
      page.waitForTimeout(300);
      assertEquals(List.of(), violations(), panel + " in " + scheme);
      page.setViewportSize(360, 800);
      page.waitForTimeout(300);
      Object over =
          page.evaluate(
              "document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertEquals(0, over, panel + " is wider than 360 px");
    }
    noFileIsNoComplaint();
  }
}
