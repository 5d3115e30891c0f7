import { html } from "../vendor/htm/preact/standalone.module.js";

/** A model's sign: its shape, in its colour. */
export function Mark({ shape }) {
  return html`<svg class="mark" viewBox="0 0 16 16" aria-hidden="true"><path d=${shape} /></svg>`;
}
