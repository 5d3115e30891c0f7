// The state of the lab lives in the fragment of its address, so that any run is a link: the panel, its
// settings, the seed.

import { PANELS } from "./panels.js";

const THEMES = ["light", "dark"];

/** Longer values are none of ours. */
const LONGEST = 200;

/**
 * @typedef {object} LabState
 * @property {string} panel one of PANELS
 * @property {?string} theme light, dark, or null: as the system has it
 * @property {Object<string, string>} fields of the open panel; what is not there has its default
 */

/** @returns {LabState} */
export function readLab(hash = location.hash) {
  const { panel, theme, ...fields } = Object.fromEntries(new URLSearchParams(hash.replace(/^#/, "")));
  const known = PANELS.some(({ name }) => name === panel) ? panel : PANELS[0].name;
  return {
    panel: known,
    theme: THEMES.includes(theme) ? theme : null,
    fields: Object.fromEntries(
      Object.entries(fields).filter(([name, value]) => /^[ab]?\.?\w+$/.test(name) && value.length <= LONGEST),
    ),
  };
}

/** What stands behind the `#`; empty for the lab as it starts. */
export function toLabFragment({ panel, theme, fields }) {
  const all = new URLSearchParams();
  if (panel !== PANELS[0].name || Object.keys(fields).length) all.set("panel", panel);
  if (theme) all.set("theme", theme);
  for (const name of Object.keys(fields).sort()) all.set(name, fields[name]);
  return all.toString();
}

/** Replaces the address without a new entry in the history. */
export function writeLab(state) {
  const fragment = toLabFragment(state);
  if (fragment !== location.hash.replace(/^#/, "")) {
    history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
  }
}

/** A field as a number in a range, or the default. */
export function numberIn(fields, name, [low, high], usual) {
  const value = fields[name] === undefined ? NaN : Number(fields[name]);
  return value >= low && value <= high ? value : usual;
}

/** A field as one of these, or the first. */
export function oneOf(fields, name, choices) {
  return choices.includes(fields[name]) ? fields[name] : choices[0];
}
