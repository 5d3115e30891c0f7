// What a fair comparison has to say of each model, from its card and what was timed. No DOM here.

import { count, figure, millis } from "./format.js";

/** Keys that are timed. */
export const KEYS = 12;

/**
 * The rows of the comparison. `less` or `more` is better, where either is; `networks` compares these alone.
 *
 * @type {Array<{label: string, note?: string, of: (facts: {card: object, millis: ?number}) => any,
 *     show: (value) => string, better?: "less"|"more", networks?: boolean}>}
 */
export const ROWS = [
  {
    label: "parameters",
    note: "numbers learned; for the n-gram model, n-grams stored",
    of: ({ card }) => card.parameters,
    show: count,
    better: "less",
    networks: true,
  },
  { label: "hidden units", of: ({ card }) => card.settings.hidden, show: String },
  {
    label: "learning rate",
    note: "each cell’s own, chosen on validation",
    of: ({ card }) => card.settings.learningRate,
    show: String,
  },
  {
    label: "recurrent weights start",
    of: ({ card }) => card.settings.initialisation?.toLowerCase(),
    show: String,
  },
  {
    label: "weight of long-memory answers",
    note: "each cell’s own: what suits it",
    of: ({ card }) => card.settings.answerWeight,
    show: String,
  },
  {
    label: "updates",
    note: "about; from passes over the text, batch and window",
    of: updates,
    show: (value) => count(Math.round(value / 100) * 100),
  },
  { label: "seed", of: ({ card }) => (card.kind === "network" ? card.seed : null), show: String },
  { label: "training time", of: ({ card }) => card.trainingSeconds, show: duration, better: "less" },
  {
    label: "perplexity",
    note: "on text that no model was trained on",
    of: ({ card }) => card.evaluation.perplexity,
    show: figure,
    better: "less",
  },
  { label: "top-1", of: ({ card }) => card.evaluation.top1, show: share, better: "more" },
  { label: "top-3", of: ({ card }) => card.evaluation.top3, show: share, better: "more" },
  { label: "top-5", of: ({ card }) => card.evaluation.top5, show: share, better: "more" },
  {
    label: "keystroke savings",
    note: "keys that three suggestions save",
    of: ({ card }) => card.evaluation.keystrokeSavings,
    show: share,
    better: "more",
  },
  {
    label: "time a key",
    note: `median of ${KEYS} keys, on this machine, just now`,
    of: ({ millis: time }) => time,
    show: millis,
    better: "less",
  },
  { label: "file", of: ({ card }) => card.bytes, show: megabytes, better: "less" },
];

/** The best of a row's values, or undefined where none is: with one value, or all alike. */
export function bestOf({ better }, values) {
  const known = values.filter((value) => typeof value === "number");
  if (!better || known.length < 2) return undefined;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (least === most) return undefined;
  return better === "less" ? least : most;
}

/** The middle one of values in any order. */
export function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** Passes times tokens, divided by the tokens of an update: cards need not count updates. */
function updates({ card: { settings, corpus } }) {
  if (settings.updates) return settings.updates;
  if (!settings.epochs || !settings.batch || !settings.bptt) return null;
  const { train, valid, test } = corpus.split;
  const trained = (corpus.words * train) / (train + valid + test);
  return (settings.epochs * trained) / (settings.batch * settings.bptt);
}

function duration(seconds) {
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

function share(value) {
  return `${(value * 100).toFixed(1)}%`;
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
