package dev.nextword.training;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLockTest {
  @TempDir Path temp;

  @Test
  void onlyOneTrainsInAFolder() throws Exception {
    Path folder = temp.resolve("training");
    TrainingLock first = TrainingLock.take(folder);
    String message =
        assertThrows(TrainingException.class, () -> TrainingLock.take(folder, 1)).getMessage();
    assertTrue(message.contains(folder.toString()) && message.contains("another"), message);
    first.close();
    TrainingLock.take(folder).close();
  }
}
