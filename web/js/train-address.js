// The state of the training page lives in the fragment of its address, as that of the first page does.

import { CELLS } from "./training.js";

/** What the networks complete where the person says nothing else; as the server has it. */
export const PROMPT = "I would like to";

export const SIZES = ["small", "medium", "large"];

/**
 * @typedef {object} State
 * @property {string} text name of the text that is chosen; empty for none
 * @property {string} from set of models to go on from; empty for random weights
 * @property {?string} size of networks that begin anew; null for the one that suits the text
 * @property {string} prompt
 * @property {string} name of the models that are made; empty for the text's
 * @property {string[]} cells
 * @property {string} epochs as typed; empty for the default, as are the next two
 * @property {string} rate
 * @property {string} seed
 * @property {boolean} woven whether passages that need a long memory are woven in
 * @property {?string} training id of the one that is shown; null for the newest
 * @property {?string} theme light, dark, or null: as the system has it
 */
const START = {
  text: "",
  from: "shipped",
  size: null,
  prompt: PROMPT,
  name: "",
  cells: CELLS,
  epochs: "",
  rate: "",
  seed: "",
  woven: true,
  training: null,
  theme: null,
};

/** @returns {State} */
export function readAddress(hash = location.hash) {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  const given = (name) => (fields.get(name) ?? START[name]).slice(0, 500);
  const oneOf = (name, values) => (values.includes(fields.get(name)) ? fields.get(name) : null);
  const cells = CELLS.filter((cell) => fields.get("cells")?.split(",").includes(cell));
  return {
    ...Object.fromEntries(
      ["text", "from", "prompt", "name", "epochs", "rate", "seed"].map((name) => [name, given(name)]),
    ),
    size: oneOf("size", SIZES),
    cells: cells.length ? cells : CELLS,
    woven: fields.get("woven") !== "no",
    training: fields.get("training"),
    theme: oneOf("theme", ["light", "dark"]),
  };
}

/** What stands behind the `#`: what differs from the start. */
export function toFragment(state) {
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) {
    if (String(value) === String(START[name])) continue;
    fields.set(name, name === "woven" ? "no" : (value ?? ""));
  }
  return fields.toString();
}

/** Replaces the address without a new entry in the history. */
export function writeAddress(state) {
  const fragment = toFragment(state);
  if (fragment !== location.hash.replace(/^#/, "")) {
    history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
  }
}

/** What to ask POST /training for; a field that is empty is left to the server. */
export function orderOf({ text, from, size, prompt, name, cells, epochs, rate, seed, woven }) {
  const number = (typed) => (typed.trim() === "" ? undefined : Number(typed));
  return {
    corpus: text,
    cells,
    prompt: prompt.trim() || PROMPT,
    woven,
    ...(from ? { from } : size && { size }),
    ...(name.trim() && { name: name.trim() }),
    epochs: number(epochs),
    learningRate: number(rate),
    seed: number(seed),
  };
}
