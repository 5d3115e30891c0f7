package dev.nextword.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of axe-core, on every state of the page that looks different, in both themes. */
class PageAccessibilityIT extends OpenPage {
  private static final List<String> VIEWS =
      List.of(
          "",
          "#expected=Italian&text=I+speak+fluent+",
          "#suggestions=off",
          "#panel=remember&text=I+speak+fluent+",
          "#panel=swap&expected=French&text=I+went+to+France.+So+I+speak+fluent+",
          "#panel=distance&words=20&expected=French&text=I+went+to+France.+So+I+speak+fluent+",
          "#panel=gradient&text=I+speak+fluent+",
          "#panel=gates&text=I+speak+fluent+",
          "#panel=fairness&text=I+speak+fluent+",
          "#lesson=1",
          "#lesson=3");

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void noRuleIsViolated(ColorScheme scheme) throws IOException {
    open(1280, 900, scheme);
    for (String view : VIEWS) {
      go(view);
      assertThat(page.locator(".columns")).hasAttribute("aria-busy", "false");
      page.waitForTimeout(300); // a panel asks and draws
      assertEquals(List.of(), violations(), view + " in " + scheme);
      if (view.startsWith("#lesson")) {
        page.getByText("Show me").click();
        page.waitForTimeout(300);
        assertEquals(List.of(), violations(), view + " answered, in " + scheme);
      }
    }
    complaints.removeIf(complaint -> complaint.startsWith("Failed to load resource"));
  }
}
