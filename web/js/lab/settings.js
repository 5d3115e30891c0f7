// The settings of lab runs. What there is, in which range and with which default, the server says
// (GET /lab); the address holds only what differs.

import { useEffect, useState } from "../../vendor/htm/preact/standalone.module.js";
import { ask } from "../owner.js";

/**
 * @typedef {object} Setting
 * @property {string} name
 * @property {"choice"|"flag"|"integer"|"number"} type
 * @property {string|boolean|number} default
 * @property {number} [least]
 * @property {number} [most]
 * @property {string[]} [choices]
 * @property {string} description
 */

/** What the lab offers: `{depth: Setting[], time: Setting[]}`, or null while that is not known; and why not. */
export function useOffer() {
  const [offer, setOffer] = useState({ depth: null, time: null, problem: null });
  useEffect(() => {
    let over = false;
    ask("GET", "lab").then(
      ({ depth, time }) => over || setOffer({ depth, time, problem: null }),
      ({ message }) => over || setOffer((old) => ({ ...old, problem: message })),
    );
    return () => (over = true);
  }, []);
  return offer;
}

/** A value from the address, or the default where there is none that fits. */
export function valueOf(setting, fields, usual = setting.default) {
  const text = fields[setting.name];
  if (text === undefined) return usual;
  if (setting.type === "flag") return text === "true";
  if (setting.type === "choice") return setting.choices.includes(text) ? text : usual;
  const number = Number(text);
  const fits = text.trim() !== "" && number >= setting.least && number <= setting.most;
  return fits && (setting.type === "number" || Number.isInteger(number)) ? number : usual;
}

/**
 * All settings with their values.
 *
 * @param {Setting[]} offered
 * @param {Object<string, string>} fields of the address
 * @param {object} [usual] other defaults than the server's
 */
export function settingsOf(offered, fields, usual = {}) {
  return Object.fromEntries(
    offered.map((setting) => [setting.name, valueOf(setting, fields, usual[setting.name])]),
  );
}

/** The fields that begin with a prefix, without it: `b.layers` as `layers`. */
export function withPrefix(fields, prefix) {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  );
}

/** What differs between two settings, for people: "ReLU, He". */
export function difference(from, to) {
  return Object.keys(to)
    .filter((name) => to[name] !== from[name])
    .map((name) => (to[name] === true ? named(name) : `${named(name)} ${valueName(to[name])}`))
    .join(", ");
}

const NAMES = {
  clip: "clipping at",
  gain: "start times",
  learningRate: "learning rate",
  forgetBias: "forget bias",
  batch: "examples an update",
  hidden: "hidden units",
  pretraining: "pre-training updates",
  length: "steps",
  residual: "residual connections",
};

/** The name of a setting, for people. */
export function named(name) {
  return NAMES[name] ?? name;
}

const VALUES = {
  relu: "ReLU",
  "leaky-relu": "leaky ReLU",
  prelu: "PReLU",
  elu: "ELU",
  selu: "SELU",
  he: "He",
  xavier: "Xavier",
  sgd: "SGD",
  adam: "Adam",
  lstm: "LSTM",
  gru: "GRU",
  rnn: "tanh RNN",
  "sigmoid-rnn": "sigmoid RNN",
  "relu-rnn": "ReLU RNN",
  "layer-norm-rnn": "layer-normalised RNN",
  "residual-rnn": "residual RNN",
  spirals: "two spirals",
  insurance: "who buys the insurance",
  "first-symbol": "remember the first symbol",
  adding: "add two marked numbers",
  order: "order of two far-apart symbols",
  france: "the France sentence",
  large: "far too large",
  false: "no",
  true: "yes",
};

/** A value, for people. */
export function valueName(value) {
  return VALUES[value] ?? String(value);
}
