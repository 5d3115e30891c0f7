// The panels below the columns, in the order of the questions one asks.

/** `explains`: it needs the answer of POST /explain; `jacobian`: and the part that takes most of its time. */
export const PANELS = [
  { name: "remember", title: "What does it remember?", explains: true },
  { name: "swap", title: "Swap a word" },
  { name: "distance", title: "How far?" },
  { name: "gradient", title: "Gradient through time", explains: true, jacobian: true },
  { name: "gates", title: "Gates", explains: true },
  { name: "fairness", title: "Is it fair?" },
];
