// The state of the page lives in the fragment of its address, so that any view is a link.

import { DEFAULT_GHOST, MODELS } from "./models.js";
import { keepView } from "./last-view.js";
import { PANELS } from "./panels.js";
import { STEPS } from "./lesson.js";

/** Longer texts stay out of the address: some programs cut longer links. */
const MAX_TEXT = 16_000;

/** The most neutral words that the slider puts in. */
export const MAX_DISTANCE = 100;

const THEMES = ["light", "dark"];

/**
 * @typedef {object} State what a link to the page holds
 * @property {string} text
 * @property {number} caret in UTF-16 units
 * @property {string} expected the word whose rank is shown; empty for none
 * @property {string} ghostModel whose ghost text stands behind the caret
 * @property {boolean} suggestionsOn
 * @property {?string} panel one of PANELS
 * @property {?{at: number, to: ?string}} flip the word that begins at `at`, and what stands in its place
 * @property {number} distance neutral words put between cue and trigger
 * @property {?number} lessonStep from 1
 * @property {?string} theme light, dark, or null: as the system has it
 */

/** @returns {State} */
export function readAddress(hash = location.hash) {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  const text = fields.get("text") ?? "";
  const oneOf = (name, values) => (values.includes(fields.get(name)) ? fields.get(name) : null);
  const whole = (name, low, high) => {
    const value = fields.get(name);
    return /^\d{1,6}$/.test(value ?? "") && value >= low && value <= high ? Number(value) : null;
  };
  const flipAt = whole("swap", 0, text.length);
  return {
    text,
    caret: whole("caret", 0, text.length) ?? text.length,
    expected: (fields.get("expected") ?? "").trim().split(/\s+/)[0].slice(0, 100),
    ghostModel: oneOf("ghost", MODELS.map(({ name }) => name)) ?? DEFAULT_GHOST,
    suggestionsOn: fields.get("suggestions") !== "off",
    panel: oneOf("panel", PANELS.map(({ name }) => name)),
    flip: flipAt === null ? null : { at: flipAt, to: fields.get("for") },
    distance: whole("words", 0, MAX_DISTANCE) ?? 0,
    lessonStep: whole("lesson", 1, STEPS.length),
    theme: oneOf("theme", THEMES),
  };
}

/** What stands behind the `#`; empty for the page as it starts. */
export function toFragment(state) {
  const fields = new URLSearchParams();
  const put = (name, value) => value !== null && value !== "" && fields.set(name, value);
  if (state.lessonStep) put("lesson", state.lessonStep);
  if (state.ghostModel !== DEFAULT_GHOST) put("ghost", state.ghostModel);
  if (!state.suggestionsOn) put("suggestions", "off");
  put("theme", state.theme ?? null);
  put("panel", state.panel ?? null);
  if (state.distance) put("words", state.distance);
  put("expected", state.expected ?? "");
  if (state.text && state.text.length <= MAX_TEXT) {
    if (state.caret !== state.text.length) put("caret", state.caret);
    if (state.flip) {
      put("swap", state.flip.at);
      if (state.flip.to !== null) fields.set("for", state.flip.to);
    }
    put("text", state.text);
  }
  return fields.toString();
}

/** Replaces the address without a new entry in the history: a key is not a step to go back to. */
export function writeAddress(state) {
  const fragment = toFragment(state);
  keepView(fragment);
  if (fragment !== location.hash.replace(/^#/, "")) {
    history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
  }
}
