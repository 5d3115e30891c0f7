// What the page says about each model that does not come from the server. Colours are in style.css.

export const DEFAULT_GHOST = "lstm";

/** In the order of the columns. `shape` tells the models apart where colour cannot. */
export const MODELS = [
  {
    name: "ngram",
    title: "n-gram",
    what: "Counts which words followed the last few. Blind to anything earlier.",
    shape: "M3 3h10v10H3z",
  },
  {
    name: "rnn",
    title: "RNN",
    what: "One hidden state, written anew at every word. What came early fades.",
    shape: "M8 2.2a5.8 5.8 0 1 1 0 11.6a5.8 5.8 0 1 1 0-11.6z",
  },
  {
    name: "gru",
    title: "GRU",
    what: "Two gates decide what its state keeps and what it replaces.",
    shape: "M8 2l6.6 11.6H1.4z",
  },
  {
    name: "lstm",
    title: "LSTM",
    what: "Three gates guard a memory cell that can carry a word a long way.",
    shape: "M8 1l7 7-7 7-7-7z",
  },
];

export function titleOf(name) {
  return MODELS.find((model) => model.name === name)?.title ?? name;
}

/** Two runs that are compared (web/lab.html) have the shapes of two models that are easily told apart. */
const SIDES = { a: "lstm", b: "rnn" };

/** The shape of a model, or of a side. */
export function shapeOf(name) {
  return (MODELS.find((model) => model.name === (SIDES[name] ?? name)) ?? MODELS[0]).shape;
}
