// What a gate's values over a text say about its units. No DOM here.

/** What a gate does, in a sentence that begins "it". `share` is 0 to 1 as a percentage. */
export const MEANINGS = {
  lstm: {
    forget: (share) => `keeps ${share} of what the memory cell holds`,
    input: (share) => `lets in ${share} of what this word would write`,
    output: (share) => `shows ${share} of the memory to the next step`,
  },
  gru: {
    update: (share) => `keeps ${share} of the old state and replaces the rest`,
    reset: (share) => `uses ${share} of the old state to draft the new one`,
  },
};

/** In which order units can be shown. `at` is the place of a token. */
export const ORDERS = [
  { value: "unit", title: "as they are" },
  { value: "mean", title: "mean" },
  { value: "variance", title: "variance" },
  { value: "response", title: "response at the chosen word" },
];

/**
 * The units of a gate in an order; the greatest comes first.
 *
 * @param {number[][]} values by token and unit
 * @param {"unit"|"mean"|"variance"|"response"} by the response is how far the gate, at a token, is from
 *     its own mean over the text, either way
 * @param {number} at the token
 * @returns {number[]} places of units
 */
export function ordered(values, by, at) {
  const units = Array.from({ length: values[0]?.length ?? 0 }, (_, unit) => unit);
  if (by === "unit") return units;
  const key = units.map((unit) => {
    const { mean, variance } = statistics(values, unit);
    if (by === "mean") return mean;
    return by === "variance" ? variance : Math.abs(values[at][unit] - mean);
  });
  return units.sort((a, b) => key[b] - key[a] || a - b);
}

/** Mean and variance of one unit over all tokens. */
export function statistics(values, unit) {
  const mean = values.reduce((sum, row) => sum + row[unit], 0) / values.length;
  const variance = values.reduce((sum, row) => sum + (row[unit] - mean) ** 2, 0) / values.length;
  return { mean, variance };
}

/** The mean over tokens. */
export function average(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The token that moves the target most, the last three left out: they always do. */
export function cueOf(tokens, connectivity) {
  let best = 0;
  tokens.forEach((token, i) => {
    const candidate = token.isWord && token.steps >= 3;
    if (candidate && (connectivity[i] > connectivity[best] || !tokens[best].isWord)) best = i;
  });
  return best;
}
