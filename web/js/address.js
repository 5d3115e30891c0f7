// The state of the page lives in the fragment of its address, so that any view is a link.

import { DEFAULT_GHOST, MODELS } from "./models.js";

/** Longer texts stay out of the address: some programs cut longer links. */
const MAX_TEXT = 16_000;

/** @returns {{text: string, ghost: string, on: boolean}} */
export function readAddress(hash = location.hash) {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  const ghost = fields.get("ghost");
  return {
    text: fields.get("text") ?? "",
    ghost: MODELS.some((model) => model.name === ghost) ? ghost : DEFAULT_GHOST,
    on: fields.get("suggestions") !== "off",
  };
}

/** What stands behind the `#`; empty for the page as it starts. */
export function toFragment({ text, ghost, on }) {
  const fields = new URLSearchParams();
  if (ghost !== DEFAULT_GHOST) fields.set("ghost", ghost);
  if (!on) fields.set("suggestions", "off");
  if (text && text.length <= MAX_TEXT) fields.set("text", text);
  return fields.toString();
}

/** Replaces the address without a new entry in the history: a key is not a step to go back to. */
export function writeAddress(state) {
  const fragment = toFragment(state);
  if (fragment !== location.hash.replace(/^#/, "")) {
    history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
  }
}
