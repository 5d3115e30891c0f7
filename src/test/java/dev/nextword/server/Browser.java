package dev.nextword.server;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * A real browser for tests, whatever this machine has: Chromium, Chrome, or the one that Playwright
 * fetched for itself earlier. Nothing is downloaded. With none the tests that need one are skipped.
 */
final class Browser implements AutoCloseable {
  private static final List<Path> CHROMIUM =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/snap/bin/chromium"));

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;

  private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts a browser, or skips the calling test with the reasons why there is none. */
  static Browser launchOrSkip() {
    Playwright playwright = null;
    List<String> reasons = new ArrayList<>();
    try {
      playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      for (BrowserType.LaunchOptions options : candidates()) {
        try {
          return new Browser(playwright, playwright.chromium().launch(options));
        } catch (PlaywrightException e) {
          reasons.add(firstLine(e));
        }
      }
    } catch (RuntimeException e) { // Playwright's driver does not run on this machine
      reasons.add(firstLine(e));
    }
    if (playwright != null) {
      playwright.close();
    }
    return Assumptions.abort(
        "no browser could be started; install Chromium or Chrome. Tried: " + reasons);
  }

  com.microsoft.playwright.Browser get() {
    return browser;
  }

  @Override
  public void close() {
    playwright.close();
  }

  private static List<BrowserType.LaunchOptions> candidates() {
    List<BrowserType.LaunchOptions> candidates = new ArrayList<>();
    CHROMIUM.stream()
        .filter(Files::isExecutable)
        .forEach(path -> candidates.add(options().setExecutablePath(path)));
    candidates.add(options().setChannel("chrome"));
    candidates.add(options());
    return candidates;
  }

  private static BrowserType.LaunchOptions options() {
    // As root, in a container, Chromium's own sandbox cannot start.
    boolean root = "root".equals(System.getProperty("user.name"));
    return new BrowserType.LaunchOptions().setArgs(root ? List.of("--no-sandbox") : List.of());
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("?");
  }
}
