import { html } from "../vendor/htm/preact/standalone.module.js";
import { EXAMPLES } from "../js/examples.js";

/** Texts to try. */
export function Examples({ onChoose }) {
  return html`
    <div class="examples" role="group" aria-label="Examples">
      ${EXAMPLES.map(
        ({ title, hint, text }) => html`
          <button type="button" onClick=${() => onChoose(text)}>
            <b>${title}</b> <span>${hint}</span>
          </button>
        `,
      )}
    </div>
  `;
}
