// The panels below the columns, in the order of the questions one asks.

/** `draws` only the text box changes it; `explains`: it needs the answer of POST /explain. */
export const PANELS = [
  { name: "remember", title: "What does it remember?", explains: true },
  { name: "swap", title: "Swap a word" },
  { name: "distance", title: "How far?" },
  { name: "gradient", title: "Gradient through time", explains: true },
  { name: "gates", title: "Gates", explains: true, units: true },
  { name: "fairness", title: "Is it fair?" },
];
