package dev.nextword.batches;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Documents to windows for truncated backpropagation through time. Every lane reads documents one
 * after the other and goes on in the next window where it stopped in this one; a lane that has come
 * to the end of its document takes the next from the queue. With two lanes, windows of four steps
 * and the documents {@code abcdef}, {@code ABC}, {@code uvwxyz} and {@code mno}:
 *
 * <pre>
 *            window 1    window 2
 *   lane 0   a b c d     e m n .     inputs
 *            b c d e     f n o .     labels
 *            ^ . . .     . ^ . .     restarts
 *   lane 1   A B u v     w x y .
 *            B C v w     x y z .
 *            ^ . ^ .     . . . .
 * </pre>
 *
 * <p>Where a lane restarts, the state is zero before the word. A dot among the words is padding.
 *
 * <p>The last word of a document is a label only: nothing is predicted across a boundary. Lanes of
 * whole documents, for woven passages, begin a document only where it fits into what is left of the
 * window, so that the gradient of its answer can reach its cue; what is left over is padding.
 */
public final class BatchStream {
  private final Lane[] lanes;
  private final int time;

  private static final class Lane {
    final DocumentQueue queue;
    final boolean whole;
    int document = DocumentQueue.NONE;
    int position;

    Lane(DocumentQueue queue, boolean whole) {
      this.queue = queue;
      this.whole = whole;
    }

    int left() {
      return document == DocumentQueue.NONE ? 0 : queue.file().length(document) - 1 - position;
    }

    void take() {
      document = queue.next();
      position = 0;
    }
  }

  private double freshStates;
  private long seed;

  private final DocumentQueue text;
  private final DocumentQueue woven;

  /**
   * @param text queue of the ordinary lanes
   * @param textLanes how many there are
   * @param woven queue of the lanes of whole documents
   * @param wovenLanes how many there are; may be 0
   * @param time steps of a window
   */
  BatchStream(DocumentQueue text, int textLanes, DocumentQueue woven, int wovenLanes, int time) {
    this.text = text;
    this.woven = woven;
    this.time = time;
    this.lanes = new Lane[textLanes + wovenLanes];
    for (int b = 0; b < lanes.length; b++) {
      lanes[b] = b < textLanes ? new Lane(text, false) : new Lane(woven, true);
    }
  }

  /** Training text in a new random order each epoch. */
  public static BatchStream training(IdsFile text, int lanes, int time, long seed) {
    DocumentQueue queue = DocumentQueue.shuffled(text, seed);
    return new BatchStream(queue, lanes, queue, 0, time);
  }

  /** Training text, and beside it lanes of woven passages. */
  public static BatchStream training(
      IdsFile text, int lanes, WovenCurriculum woven, int wovenLanes, int time, long seed) {
    return new BatchStream(
        DocumentQueue.shuffled(text, seed), lanes, woven.queue(), wovenLanes, time);
  }

  /**
   * Lets lanes begin a window from the zero state now and then, in mid-document. A network that
   * reads one long document meets that state hardly ever, learns to lean on what states have in
   * common in mid-text, and is at a loss where a text begins (Melis, Dyer and Blunsom 2018, "On the
   * state of the art of evaluation in neural language models", do the same in one window of 100).
   *
   * @param share of the windows of each lane
   * @param seed of the draw, which follows from where a lane stands: a training goes on as it would
   *     have
   */
  public BatchStream withFreshStates(double share, long seed) {
    this.freshStates = share;
    this.seed = seed;
    return this;
  }

  private boolean isFresh(Lane lane, int b) {
    if (freshStates == 0) {
      return false;
    }
    long place = (text.taken() * lanes.length + b << 32) + lane.position;
    return new SplittableRandom(seed * 0x9e3779b97f4a7c15L ^ place).nextDouble() < freshStates;
  }

  /** Every document once, for measuring: the stream ends, and each label has occurred once. */
  public static BatchStream measuring(IdsFile text, int lanes, int time) {
    DocumentQueue queue = DocumentQueue.once(text);
    return new BatchStream(queue, lanes, queue, 0, time);
  }

  /** The next window, or null at the end. */
  public @Nullable Batch next() {
    int batch = lanes.length;
    int[] inputs = new int[batch * time];
    int[] labels = new int[batch * time];
    Arrays.fill(labels, -1);
    BitSet answers = new BitSet();
    boolean[][] restarts = new boolean[time][batch];
    for (int b = 0; b < batch; b++) {
      Lane lane = lanes[b];
      for (int t = 0; t < time; t++) {
        if (lane.left() == 0) {
          lane.take();
        }
        boolean tooLong = lane.whole && lane.position == 0 && t > 0 && lane.left() > time - t;
        if (lane.document == DocumentQueue.NONE || tooLong) {
          break; // what is left of this lane is padding
        }
        IdsFile file = lane.queue.file();
        int at = t * batch + b;
        restarts[t][b] = lane.position == 0 || t == 0 && isFresh(lane, b);
        inputs[at] = file.id(lane.document, lane.position);
        labels[at] = file.id(lane.document, ++lane.position);
        answers.set(at, file.isAnswer(lane.document, lane.position));
      }
    }
    Batch next = new Batch(batch, time, inputs, labels, answers, restarts);
    return next.labelled() == 0 ? null : next;
  }

  /** Where the stream stands, for a checkpoint. */
  public long[] position() {
    long[] position = new long[2 + 2 * lanes.length];
    position[0] = text.taken();
    position[1] = woven.taken();
    for (int b = 0; b < lanes.length; b++) {
      position[2 + 2 * b] = lanes[b].document;
      position[3 + 2 * b] = lanes[b].position;
    }
    return position;
  }

  /** Goes to where {@link #position} was. */
  public void position(long[] position) {
    if (position.length != 2 + 2 * lanes.length) {
      throw new IllegalArgumentException("a position of another number of lanes");
    }
    text.taken(position[0]);
    woven.taken(position[1]);
    for (int b = 0; b < lanes.length; b++) {
      lanes[b].document = (int) position[2 + 2 * b];
      lanes[b].position = (int) position[3 + 2 * b];
    }
  }
}
