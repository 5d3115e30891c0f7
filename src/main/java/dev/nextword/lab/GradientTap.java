package dev.nextword.lab;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A vertex that changes nothing and keeps what Deeplearning4j's backward pass hands through it: the
 * gradient with respect to a layer's activations, which Deeplearning4j itself shows nobody.
 */
final class GradientTap extends GraphVertex {
  private static final long serialVersionUID = 1L;

  /**
   * The gradient of the loss with respect to what passes the tap of this name, in the last backward
   * pass: {@code [batch, width]}, not divided by the batch. Only after {@link #keep}.
   */
  static INDArray gradient(ComputationGraph graph, String name) {
    return ((Tap) graph.getVertex(name)).gradient();
  }

  /** Whether the tap of this name keeps what passes it in the backward passes that follow. */
  static void keep(ComputationGraph graph, String name, boolean keeps) {
    Tap tap = (Tap) graph.getVertex(name);
    tap.keeps = keeps;
    tap.gradient = null;
  }

  @Override
  public GraphVertex clone() {
    return new GradientTap();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GradientTap;
  }

  @Override
  public int hashCode() {
    return GradientTap.class.hashCode();
  }

  @Override
  public long numParams(boolean backprop) {
    return 0;
  }

  @Override
  public int minVertexInputs() {
    return 1;
  }

  @Override
  public int maxVertexInputs() {
    return 1;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialise,
      DataType type) {
    return new Tap(graph, name, index, type);
  }

  @Override
  public InputType getOutputType(int layer, InputType... inputs) {
    return inputs[0];
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    return new LayerMemoryReport.Builder(null, getClass(), inputs[0], inputs[0])
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(0, 0)
        .build();
  }

  @SuppressWarnings("overrides") // Deeplearning4j declares setInputs in two ways
  private static final class Tap extends BaseGraphVertex {
    private static final long serialVersionUID = 1L;

    private transient boolean keeps;
    private transient @Nullable INDArray gradient;

    Tap(ComputationGraph graph, String name, int index, DataType type) {
      super(graph, name, index, null, null, type);
    }

    INDArray gradient() {
      INDArray kept = gradient;
      if (kept == null) {
        throw new IllegalStateException("no backward pass yet");
      }
      return kept;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
      return inputs[0];
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
      if (keeps) {
        gradient = epsilon.dup();
      }
      return new Pair<>(null, new INDArray[] {epsilon});
    }

    @Override
    public boolean hasLayer() {
      return false;
    }

    @Override
    public @Nullable Layer getLayer() {
      return null;
    }

    @Override
    public void setBackpropGradientsViewArray(@Nullable INDArray view) {
      if (view != null) {
        throw new IllegalArgumentException("a tap has no parameters");
      }
    }

    @Override
    public @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(
        INDArray @Nullable [] masks, MaskState state, int batch) {
      return masks == null || masks.length == 0 ? null : new Pair<>(masks[0], state);
    }

    @Override
    public String toString() {
      return "GradientTap(" + vertexName + ")";
    }
  }
}
