package dev.nextword.bench.worker;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Matrix products of libtorch. */
final class LibtorchGemm {
  private LibtorchGemm() {}

  static Runnable square(int size) {
    Libtorch.start();
    Tensor a = torch.rand(size, size);
    Tensor b = torch.rand(size, size);
    Tensor c = torch.zeros(size, size);
    return () -> Libtorch.withoutGradient(() -> torch.mm_out(c, a, b));
  }
}
