import { html } from "../vendor/htm/preact/standalone.module.js";
import { toFragment } from "../js/address.js";
import { EXAMPLES } from "../js/examples.js";

/** Texts to try: links, so that one can be sent or opened beside. A plain click can be undone with Ctrl+Z. */
export function Examples({ state, onChoose }) {
  const follow = (event, example) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    onChoose(example);
  };
  return html`
    <nav class="examples" aria-label="Examples">
      ${EXAMPLES.map(({ title, hint, text, expected }) => {
        const link = { ...state, text, expected, caret: text.length, flip: null, lessonStep: null };
        return html`
          <a href=${`#${toFragment(link)}`} onClick=${(event) => follow(event, { text, expected })}>
            <b>${title}</b> <span>${hint}</span>
          </a>
        `;
      })}
    </nav>
  `;
}
