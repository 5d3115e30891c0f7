package dev.nextword.prediction;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockListTest {
  @TempDir Path folder;

  @Test
  void blocksInAnyCaseAndInsideHyphens() throws IOException {
    Path file = folder.resolve("list.txt");
    Files.writeString(file, "# words\nBarn # why\n\n  shed  \n#hut\n");
    BlockList list = BlockList.load(file);
    for (String blocked : new String[] {"barn", "BARN", "Shed", "barn-door", "old-barn"}) {
      assertTrue(list.blocks(blocked), blocked);
    }
    for (String fine : new String[] {"barns", "hut", "", "-", "why", "door"}) {
      assertFalse(list.blocks(fine), fine);
    }
  }

  @Test
  void aListThatCannotBeReadIsAnErrorAndNotAnEmptyList() {
    Path missing = folder.resolve("missing.txt");
    IOException error = assertThrows(IOException.class, () -> BlockList.load(missing));
    assertTrue(error.getMessage().contains("missing.txt"));
  }
}
