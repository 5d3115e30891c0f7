package dev.nextword.lab;

/** What makes each layer's sums alike in size, whatever the weights. */
public enum Normalisation implements Labelled {
  NONE,
  /** Each unit over the examples of a batch (Ioffe and Szegedy 2015). */
  BATCH,
  /** Each example over the units of a layer (Ba, Kiros and Hinton 2016). */
  LAYER
}
