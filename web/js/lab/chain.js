// The insurance network as it is drawn and told: where its parts stand, and in which order they are met.
// No DOM here, and no numbers: those come from the server.

/** Places in the drawing, of 900 x 400. */
export const NODES = [
  { name: "age", title: "age", x: 70, y: 50 },
  { name: "education", title: "education", x: 70, y: 130 },
  { name: "income", title: "income", x: 70, y: 265 },
  { name: "savings", title: "savings", x: 70, y: 345 },
  { name: "awareness", title: "awareness", x: 330, y: 100 },
  { name: "affordability", title: "affordability", x: 330, y: 300 },
  { name: "decision", title: "decision", x: 570, y: 200 },
  { name: "buys", title: "buys", x: 790, y: 200 },
];

/** Where the constant 1 of a bias is drawn. */
export const ONES = {
  w3: { x: 425, y: 22 },
  w6: { x: 425, y: 385 },
  w10: { x: 680, y: 320 },
};

/** The four facts: what a person may be, and how it is said. */
export const FACTS = [
  { name: "age", title: "Age", unit: "years", least: 18, most: 90, usual: 45 },
  { name: "education", title: "Education", unit: "years", least: 6, most: 22, usual: 16 },
  { name: "income", title: "Income", unit: "thousand a year", least: 0, most: 150, usual: 60 },
  { name: "savings", title: "Savings", unit: "thousand", least: 0, most: 200, usual: 40 },
];

const WITHIN = {
  forward: ["awareness", "affordability", "decision", "buys"],
  weights: ["w10", "w9", "w8", "w7", "w6", "w5", "w4", "w3", "w2", "w1"],
};

/**
 * The steps of a pass. `units`: how many of the forward pass are known; `weights`: how many derivatives, from
 * the loss backwards; `updated`: whether the weights have moved.
 */
export const STAGES = [
  { title: "Inputs", units: 0, weights: 0 },
  { title: "Hidden units", units: 2, weights: 0 },
  { title: "Decision", units: 3, weights: 0 },
  { title: "Output and loss", units: 4, weights: 0 },
  { title: "Back to w9, w10", units: 4, weights: 2 },
  { title: "Back to w7, w8", units: 4, weights: 4 },
  { title: "Back to w1 … w6", units: 4, weights: 10 },
  { title: "Update", units: 4, weights: 10, updated: true },
];

/** Names of what is known at a stage. */
export function known(stage) {
  const { units, weights } = STAGES[stage];
  return { units: WITHIN.forward.slice(0, units), weights: WITHIN.weights.slice(0, weights) };
}

/** How a factor is written: "ŷ − y", "w9", "decision′", "age". */
export function symbol({ kind, of }) {
  if (kind === "error") return "(ŷ − y)";
  return kind === "slope" ? `${of}′` : of;
}

/** Products to try on the sliders. */
export const PRODUCTS = [
  { title: "Five of a course", factors: [0.21, 0.11, 0.06, 0.11, 0.15] },
  { title: "Sigmoid at its best, 10 layers", factors: Array(10).fill(0.25) },
  { title: "Tanh at 0.8, 10 layers", factors: Array(10).fill(0.8) },
  { title: "Always 1", factors: Array(10).fill(1) },
  { title: "A little over 1", factors: Array(10).fill(1.6) },
];

export const MOST_FACTORS = 12;
export const LARGEST_FACTOR = 2;

/** "0.21,0.11" to numbers; what is no factor counts as absent. */
export function readFactors(text) {
  const factors = (text ?? "")
    .split(",")
    .map(Number)
    .filter((factor) => factor >= 0 && factor <= LARGEST_FACTOR);
  return text && factors.length ? factors.slice(0, MOST_FACTORS) : PRODUCTS[0].factors;
}
