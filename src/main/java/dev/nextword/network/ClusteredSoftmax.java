package dev.nextword.network;

import static dev.nextword.network.WordSoftmaxConfiguration.BIAS;
import static dev.nextword.network.WordSoftmaxConfiguration.PROJECTION;
import static dev.nextword.network.WordSoftmaxConfiguration.WEIGHTS;
import static dev.nextword.network.WordSoftmaxConfiguration.ofCluster;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The adaptive softmax (Grave, Joulin, Cisse, Grangier and Jegou, "Efficient softmax approximation
 * for GPUs", 2017), in which most labels need the scores of few words:
 *
 * <pre>
 *   p(w) = head(w)                        for the frequent words of the shortlist
 *   p(w) = head(c) softmax_c(w)           for a word of cluster c
 *
 *   head      = softmax(W^T h + b)        over the shortlist's words, then the clusters
 *   softmax_c = softmax(W_c^T P_c h + b_c)      over the words of cluster c alone
 * </pre>
 *
 * <p>Each probability is exact, and all together add up to one. A cluster is computed for those
 * labels only that lie in it, all of a window side by side, and with features that {@code P_c}
 * makes narrower (see {@link Clusters}). As in libtorch's {@code AdaptiveLogSoftmaxWithLoss}; the
 * biases are ours. Without clusters the head is the full softmax.
 */
final class ClusteredSoftmax {
  private final Clusters clusters;
  private final EntrySoftmax head;
  private final List<Tail> tails;
  private final INDArray room;

  /** One cluster's parameters. */
  private record Tail(int cluster, INDArray projection, EntrySoftmax softmax) {}

  /**
   * @param parameters by the names of {@link WordSoftmaxConfiguration}
   * @param room at least {@link #room} numbers
   */
  ClusteredSoftmax(Clusters clusters, Map<String, INDArray> parameters, INDArray room) {
    this.clusters = clusters;
    this.room = room;
    this.head = new EntrySoftmax(parameters.get(WEIGHTS), parameters.get(BIAS));
    this.tails =
        IntStream.range(0, clusters.count())
            .mapToObj(
                c ->
                    new Tail(
                        c,
                        parameters.get(ofCluster(PROJECTION, c)),
                        new EntrySoftmax(
                            parameters.get(ofCluster(WEIGHTS, c)),
                            parameters.get(ofCluster(BIAS, c)))))
            .toList();
  }

  /** How many numbers a pass needs room for. */
  static long room(Clusters clusters) {
    long room = EntrySoftmax.room(clusters.head());
    for (int c = 0; c < clusters.count(); c++) {
      room = Math.max(room, EntrySoftmax.room(clusters.size(c)));
    }
    return room;
  }

  /**
   * Every word's probability, {@code [words, n]}, into {@code out}; features {@code [width, n]}.
   */
  void probabilities(INDArray h, INDArray out) {
    double[] ones = new double[h.columns()];
    Arrays.fill(ones, 1);
    if (tails.isEmpty()) {
      head.probabilities(h, ones, out);
      return;
    }
    INDArray ofHead = like(h, clusters.head(), h.columns());
    head.probabilities(h, ones, ofHead);
    rows(out, 0, clusters.shortlist()).assign(rows(ofHead, 0, clusters.shortlist()));
    for (Tail tail : tails) {
      int c = tail.cluster;
      INDArray ofWords = like(h, clusters.size(c), h.columns());
      double[] ofCluster = ofHead.getRow(clusters.shortlist() + c).toDoubleVector();
      tail.softmax.probabilities(narrow(tail, h), ofCluster, ofWords);
      rows(out, clusters.from(c), clusters.size(c)).assign(ofWords);
    }
  }

  /**
   * Natural log probability of each label.
   *
   * @param h {@code [width, labels]}, 'f' order
   * @param labels word ids, negative for padding, which gives 0
   */
  double[] logProbabilities(INDArray h, int[] labels) {
    double[] sum = head.logProbabilities(h, headEntries(labels), room);
    for (Tail tail : tails) {
      int[] members = members(tail, labels);
      if (members.length > 0) {
        INDArray narrow = narrow(tail, gather(h, members));
        add(
            tail.softmax.logProbabilities(narrow, entries(tail, labels, members), room),
            members,
            sum);
      }
    }
    return sum;
  }

  /**
   * The same, and the gradient of {@code sum of factor * -ln p(label)}.
   *
   * @param factors by label, 0 for padding
   * @param gradients of the parameters, by name; overwritten
   * @param ofH receives the gradient of {@code h}
   */
  double[] gradient(
      INDArray h, int[] labels, double[] factors, Map<String, INDArray> gradients, INDArray ofH) {
    double[] sum =
        head.gradient(
            h,
            headEntries(labels),
            factors,
            room,
            gradients.get(WEIGHTS),
            gradients.get(BIAS),
            ofH);
    for (Tail tail : tails) {
      INDArray ofProjection = gradients.get(ofCluster(PROJECTION, tail.cluster));
      INDArray ofWeights = gradients.get(ofCluster(WEIGHTS, tail.cluster));
      INDArray ofBias = gradients.get(ofCluster(BIAS, tail.cluster));
      int[] members = members(tail, labels);
      if (members.length == 0) {
        List.of(ofProjection, ofWeights, ofBias).forEach(gradient -> gradient.assign(0));
        continue;
      }
      double[] theirs = Arrays.stream(members).mapToDouble(i -> factors[i]).toArray();
      INDArray wide = gather(h, members);
      INDArray narrow = narrow(tail, wide);
      INDArray ofNarrow = like(h, narrow.rows(), members.length);
      add(
          tail.softmax.gradient(
              narrow, entries(tail, labels, members), theirs, room, ofWeights, ofBias, ofNarrow),
          members,
          sum);
      Nd4j.gemm(ofNarrow, wide, ofProjection, false, true, 1, 0);
      Nd4j.gemm(tail.projection, ofNarrow, wide, true, false, 1, 0); // the gradient of wide
      scatter(wide, members, ofH);
    }
    return sum;
  }

  private int[] headEntries(int[] labels) {
    return Arrays.stream(labels).map(clusters::headEntry).toArray();
  }

  /** Which labels lie in a cluster. */
  private int[] members(Tail tail, int[] labels) {
    return IntStream.range(0, labels.length)
        .filter(i -> labels[i] >= 0 && clusters.clusterOf(labels[i]) == tail.cluster)
        .toArray();
  }

  /** The members' words, counted from the cluster's first. */
  private int[] entries(Tail tail, int[] labels, int[] members) {
    return Arrays.stream(members).map(i -> labels[i] - clusters.from(tail.cluster)).toArray();
  }

  private static void add(double[] ofMembers, int[] members, double[] sum) {
    for (int i = 0; i < members.length; i++) {
      sum[members[i]] += ofMembers[i];
    }
  }

  private static INDArray narrow(Tail tail, INDArray h) {
    INDArray narrow = like(h, tail.projection.rows(), h.columns());
    return Nd4j.gemm(tail.projection, h, narrow, false, false, 1, 0);
  }

  /** Copies of some columns, side by side. */
  private static INDArray gather(INDArray h, int[] columns) {
    INDArray gathered = like(h, h.rows(), columns.length);
    // both seen as 'c' order, one label a row
    Nd4j.pullRows(h.transpose(), gathered.transpose(), 1, columns);
    return gathered;
  }

  /** Adds each column to the one that it was copied from. */
  private static void scatter(INDArray gathered, int[] columns, INDArray into) {
    INDArray rows = into.transpose();
    Nd4j.exec(
        DynamicCustomOp.builder("scatter_add")
            .addInputs(rows, Nd4j.createFromArray(columns), gathered.transpose())
            .addOutputs(rows)
            .build());
  }

  private static INDArray rows(INDArray matrix, int from, int count) {
    return matrix.get(NDArrayIndex.interval(from, from + count), NDArrayIndex.all());
  }

  private static INDArray like(INDArray h, long rows, long columns) {
    return Nd4j.createUninitialized(h.dataType(), new long[] {rows, columns}, 'f');
  }
}
