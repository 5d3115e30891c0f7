// Ways to break a network, and what is known against each. These are settings of runs: whether they help is
// measured when they are run.

/** `mended`: what "what fits best" switches on. */
export const BROKEN = [
  {
    title: "vanishing, in depth",
    kind: "depth",
    settings: { layers: 30, activation: "sigmoid", initialisation: "xavier" },
    mended: { activation: "relu", initialisation: "he", residual: true, normalisation: "batch" },
  },
  {
    title: "exploding, in depth",
    kind: "depth",
    settings: { layers: 30, activation: "relu", initialisation: "large" },
    mended: { initialisation: "he", clip: 1, optimiser: "adam", learningRate: 0.003 },
  },
  {
    title: "dead ReLUs",
    kind: "depth",
    settings: { layers: 10, activation: "relu", initialisation: "he", learningRate: 3 },
    mended: { learningRate: 0.03, activation: "leaky-relu" },
  },
  {
    title: "saturated sigmoids",
    kind: "depth",
    settings: { layers: 5, activation: "sigmoid", initialisation: "large" },
    mended: { initialisation: "xavier", normalisation: "batch", learningRate: 1 },
  },
  {
    title: "vanishing, in time",
    kind: "time",
    settings: { cell: "rnn", length: 50, initialisation: "uniform" },
    mended: { cell: "lstm", forgetBias: 5 },
  },
  {
    title: "exploding, in time",
    kind: "time",
    settings: { cell: "relu-rnn", initialisation: "orthogonal", gain: 2, optimiser: "sgd", length: 50 },
    mended: { gain: 1, initialisation: "identity", clip: 1, optimiser: "adam", learningRate: 0.001 },
  },
];

/** One switch each; `settings` by the kind of run it is for. */
export const REMEDIES = [
  remedy("LSTM", "Hochreiter and Schmidhuber 1997", { time: { cell: "lstm" } }),
  remedy("LSTM, forget gates open", "Gers, Schmidhuber and Cummins 2000", { time: { cell: "lstm", forgetBias: 5 } }),
  remedy("GRU", "Cho et al. 2014", { time: { cell: "gru" } }),
  remedy("ReLU", "Glorot, Bordes and Bengio 2011", { depth: { activation: "relu" }, time: { cell: "relu-rnn" } }),
  remedy("leaky ReLU", "Maas, Hannun and Ng 2013", { depth: { activation: "leaky-relu" } }),
  remedy("PReLU", "He et al. 2015", { depth: { activation: "prelu" } }),
  remedy("ELU", "Clevert et al. 2016", { depth: { activation: "elu" } }),
  remedy("SELU", "Klambauer et al. 2017", { depth: { activation: "selu" } }),
  remedy("He’s start", "He et al. 2015", { depth: { initialisation: "he" } }),
  remedy("Xavier’s start", "Glorot and Bengio 2010", { depth: { initialisation: "xavier" } }),
  remedy("orthogonal start", "Saxe et al. 2014", {
    depth: { initialisation: "orthogonal" },
    time: { initialisation: "orthogonal", gain: 1 },
  }),
  remedy("identity start", "Le, Jaitly and Hinton 2015", { time: { initialisation: "identity", gain: 1 } }),
  remedy("residual connections", "He et al. 2016", { depth: { residual: true }, time: { cell: "residual-rnn" } }),
  remedy("batch normalisation", "Ioffe and Szegedy 2015", { depth: { normalisation: "batch" } }),
  remedy("layer normalisation", "Ba, Kiros and Hinton 2016", {
    depth: { normalisation: "layer" },
    time: { cell: "layer-norm-rnn" },
  }),
  remedy("layer-wise pre-training", "Schmidhuber 1992; Bengio et al. 2007", { depth: { pretraining: 50 } }),
  remedy("gradient clipping", "Pascanu et al. 2013", { depth: { clip: 1 }, time: { clip: 1 } }),
  remedy("Adam", "Kingma and Ba 2015", {
    depth: { optimiser: "adam", learningRate: 0.003 },
    time: { optimiser: "adam", learningRate: 0.01 },
  }),
];

function remedy(title, paper, settings) {
  return { title, paper, settings, kinds: Object.keys(settings) };
}
