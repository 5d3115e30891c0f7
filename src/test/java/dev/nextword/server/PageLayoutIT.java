package dev.nextword.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the page looks: alignment, screens, print. */
class PageLayoutIT extends OpenPage {
  /** Every line of the copy that carries the ghost lies exactly on the same line of the text. */
  @ParameterizedTest
  @ValueSource(ints = {360, 700, 1280})
  void ghostIsAlignedWithTheText(int width) throws IOException {
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
      BufferedImage drawn = picture("area");
      BufferedImage copied = picture("copy");
      assertTrue(difference(drawn, copied) < 16, "at width " + width + ": " + text);
    }
  }

  private BufferedImage picture(String shown) throws IOException {
    page.evaluate(
        """
        shown => {
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
        shown);
    return ImageIO.read(new ByteArrayInputStream(page.locator(".editor").screenshot()));
  }

  /** The largest difference of any pixel in any colour, 0 to 255. Letters that moved give 255. */
  private static int difference(BufferedImage a, BufferedImage b) {
    assertEquals(a.getHeight(), b.getHeight());
    int largest = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        for (int shift = 0; shift < 24; shift += 8) {
          int left = (a.getRGB(x, y) >> shift) & 255;
          int right = (b.getRGB(x, y) >> shift) & 255;
          largest = Math.max(largest, Math.abs(left - right));
        }
      }
    }
    return largest;
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
    screenshot("page-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
  }

  @Test
  void printsTheTextAndTheColumns() {
    type(FRANCE);
    assertThat(ghost()).hasText("French.");
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator(".examples")).isHidden();
    assertThat(words("lstm")).hasCount(5);
  }
}
