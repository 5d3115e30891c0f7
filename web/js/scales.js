// From values to places and back: the mathematics of a plot. No DOM here.

import { power } from "./numbers.js";

/** Places from `start` to `end` for values from `low` to `high`; values outside go on past the ends. */
export function linear([low, high], [start, end]) {
  const slope = (end - start) / (high - low || 1);
  return (value) => start + (value - low) * slope;
}

/** The same for the logarithms: every factor of ten takes the same room. Both ends above 0. */
export function logarithmic([low, high], [start, end]) {
  const place = linear([Math.log(low), Math.log(high)], [start, end]);
  return (value) => place(Math.log(value));
}

/** At most about `most` round values from low to high: steps of 1, 2 or 5 times a power of ten. */
export function roundTicks([low, high], most, format = String) {
  const rough = (high - low) / most || 1;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * size).find((candidate) => candidate >= rough * 0.999);
  const ticks = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
    const value = Number((i * step).toPrecision(12));
    ticks.push({ value, label: format(value) });
  }
  return ticks;
}

/** Powers of ten from low to high, every one or every second, third, ... so that at most `most` stay. */
export function powerTicks([low, high], most) {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const every = Math.max(1, Math.ceil((last - first + 1) / most));
  const ticks = [];
  for (let exponent = first; exponent <= last; exponent++) {
    if (exponent % every === 0) ticks.push({ value: 10 ** exponent, label: power(exponent) });
  }
  return ticks;
}

/**
 * Whole powers of ten around all values above 0, at most so many: what lies lower leaves the plot
 * through its floor.
 */
export function powersAround(values, most) {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  if (positive.length === 0) return [0.1, 1];
  const high = Math.ceil(Math.log10(Math.max(...positive)) + 1e-9);
  const low = Math.floor(Math.log10(Math.min(...positive)) - 1e-9);
  return [10 ** Math.max(Math.min(low, high - 1), high - most), 10 ** high];
}

/**
 * Moves labels apart, in place, so that two have at least `gap` between them and none leaves low..high;
 * their order stays.
 */
export function spread(labels, gap, low, high) {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  let above = -Infinity;
  for (const label of sorted) {
    label.y = Math.max(label.y, low, above + gap);
    above = label.y;
  }
  let below = high + gap;
  for (const label of sorted.reverse()) {
    label.y = Math.min(label.y, below - gap);
    below = label.y;
  }
  return labels;
}
