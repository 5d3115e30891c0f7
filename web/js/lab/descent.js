// What gradient descent on a drawn curve has come to. No DOM here.

/** Where a descent may begin, with which learning rate: what is to be seen. */
export const PRESETS = [
  { title: "Left of the minimum", fields: { curve: "valley", start: -2, rate: 0.1 } },
  { title: "Right of it", fields: { curve: "valley", start: 6, rate: 0.1 } },
  { title: "Too large a rate", fields: { curve: "valley", start: 4, rate: 1.05 } },
  { title: "A plateau", fields: { curve: "plateau", start: -8, rate: 1 } },
  { title: "Two minima: left", fields: { curve: "two-minima", start: 0.2, rate: 0.5 } },
  { title: "Two minima: right", fields: { curve: "two-minima", start: 1.2, rate: 0.5 } },
];

export const CURVES = [
  { value: "valley", title: "a valley" },
  { value: "plateau", title: "a plateau" },
  { value: "two-minima", title: "two minima" },
];

/** What may become of the ball. */
export const OUTCOMES = [
  { value: "lowest", title: "in the lowest minimum" },
  { value: "other", title: "in a minimum that is not the lowest" },
  { value: "stuck", title: "almost where it was" },
  { value: "out", title: "further away than before" },
];

/** Shares of the drawn curve's height or width that count as nothing. */
const LOW = 0.02;
const STILL = 0.05;

/**
 * What became of the ball, from the measured steps alone.
 *
 * @param {{steps: {weight, loss, slope, change}[], escaped: boolean}} path
 * @param {{weight, loss}[]} points of the curve
 * @returns {?string} one of OUTCOMES, or null while it is still on its way
 */
export function outcome({ steps, escaped }, points) {
  const [first, last] = [steps[0], steps.at(-1)];
  const losses = points.map(({ loss }) => loss);
  const lowest = Math.min(...losses);
  const height = Math.max(...losses) - lowest;
  const width = points.at(-1).weight - points[0].weight;
  if (escaped || last.loss > first.loss + LOW * height) return "out";
  if (last.loss - lowest < LOW * height) return "lowest";
  if (Math.abs(last.weight - first.weight) < STILL * width && last.loss > lowest + 0.3 * height) return "stuck";
  return Math.abs(last.change) < 0.01 * width ? "other" : null;
}

/** The loss at a weight, between two measured points on a straight line. */
export function lossAt(points, weight) {
  const after = points.findIndex((point) => point.weight >= weight);
  if (after <= 0) return points[after === 0 ? 0 : points.length - 1].loss;
  const [a, b] = [points[after - 1], points[after]];
  return a.loss + ((b.loss - a.loss) * (weight - a.weight)) / (b.weight - a.weight);
}

/**
 * Where a descent has come to rest: from there on nobody would see a step. On a plateau it never has: its
 * steps are small from the first on.
 *
 * @returns {number} place in steps; the last where it does not rest
 */
export function restsAt(steps, width) {
  const small = Math.min(width * 2e-4, Math.abs(steps[0].change) * 0.05);
  const at = steps.findIndex(({ change }) => Math.abs(change) < small);
  return at < 0 ? steps.length - 1 : at;
}
