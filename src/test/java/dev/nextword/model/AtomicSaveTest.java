package dev.nextword.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ends a save before each of its steps, as a power cut would, and looks at what is left. */
class AtomicSaveTest {
  private static final class PowerCut extends Error {
    private static final long serialVersionUID = 1L;
  }

  @TempDir Path temp;

  @Test
  void aCrashAtAnyStepLeavesTheOldModelOrTheNewOne() throws IOException {
    List<String> steps = new ArrayList<>();
    new ModelStore(temp.resolve("all"), steps::add).save(TestModels.bundle("lstm", 20, 1));
    new ModelStore(temp.resolve("all"), steps::add).save(TestModels.bundle("lstm", 21, 2));
    List<String> second = steps.subList(steps.size() / 2, steps.size());
    assertTrue(second.contains("set aside") && second.contains("rename"), steps.toString());

    for (String step : second) {
      Path models = temp.resolve("crash before " + step);
      new ModelStore(models).save(TestModels.bundle("lstm", 20, 1));
      ModelStore crashing =
          new ModelStore(
              models,
              next -> {
                if (next.equals(step)) {
                  throw new PowerCut();
                }
              });
      assertThrows(PowerCut.class, () -> crashing.save(TestModels.bundle("lstm", 21, 2)));

      ModelStore after = new ModelStore(models);
      assertEquals(List.of("lstm"), after.names(), step);
      assertEquals(step.equals("delete") ? 21 : 20, after.load("lstm").vocabulary().size(), step);
      after.save(TestModels.bundle("lstm", 22, 3));
      assertEquals(22, after.load("lstm").vocabulary().size(), step);
      assertNoLeftovers(models);
    }
  }

  @Test
  void aHalfWrittenFirstModelIsNoModel() throws IOException {
    ModelStore crashing =
        new ModelStore(
            temp,
            next -> {
              if (next.equals("write card.json")) {
                throw new PowerCut();
              }
            });
    assertThrows(PowerCut.class, () -> crashing.save(TestModels.bundle("lstm", 20, 1)));
    assertTrue(Files.isDirectory(temp.resolve(".lstm.new")));
    assertEquals(List.of(), crashing.names());
    assertEquals(List.of(), new ModelStore(temp).names());
    assertNoLeftovers(temp);
  }

  private static void assertNoLeftovers(Path models) throws IOException {
    try (var files = Files.list(models)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        assertFalse(name.endsWith(".new") || name.endsWith(".old"), name);
      }
    }
  }
}
