package dev.nextword.bench.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What all of libtorch's contestants share. */
final class Libtorch {
  private Libtorch() {}

  /** One thread, as all contestants have. */
  static void start() {
    torch.set_num_threads(1);
    torch.manual_seed(Trainee.SEED);
  }

  /** Frees every tensor that {@code work} makes, except what it copies out. */
  @SuppressWarnings({
    "try",
    "unchecked"
  }) // the scope works by being open; a generic array of JavaCPP
  static <T> T scoped(Supplier<T> work) {
    try (PointerScope scope = new PointerScope()) {
      return work.get();
    }
  }

  /** Without recording for autograd. */
  @SuppressWarnings("try")
  static void withoutGradient(Runnable work) {
    try (NoGradGuard none = new NoGradGuard()) {
      work.run();
    }
  }

  /** Writes the numbers into a tensor, row by row. */
  static void fill(Tensor tensor, float[] numbers) {
    scoped(() -> tensor.copy_(torch.from_blob(new FloatPointer(numbers), tensor.shape())));
  }

  /** Class ids as libtorch wants labels, {@code int64}. */
  static Tensor longs(int[] ids) {
    long[] wide = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      wide[i] = ids[i];
    }
    return torch.tensor(wide);
  }

  /** What it was built with and what it found in this processor. */
  static String description() {
    String config = torch.show_config().getString();
    List<String> parts = new ArrayList<>();
    for (String pattern :
        new String[] {
          "TORCH_VERSION=([^,]+)",
          "BLAS_INFO=([^,]+)",
          "MKL-DNN (v[\\d.]+)",
          "capability usage: (\\S+)"
        }) {
      Matcher found = Pattern.compile(pattern).matcher(config);
      if (found.find()) {
        parts.add(found.group(0));
      }
    }
    return "libtorch: " + String.join(", ", parts) + ", threads " + torch.get_num_threads();
  }
}
