import { html } from "../../vendor/htm/preact/standalone.module.js";
import { Theme } from "../theme.js";
import { Use, typingPage } from "./use.js";

/** The title, which models serve, and the way back to the page that types with them. */
export function Head({ state, setState, sets, refresh }) {
  const serving = sets.find(({ active }) => active);
  return html`
    <header class="masthead">
      <div>
        <h1>Train on your own text</h1>
        <p>
          Bring your mails, stories or notes. Four models learn them side by side, on the machine that
          serves this page; then you type with them. Your text goes nowhere else.
        </p>
        ${serving &&
        html`<div class="serving" data-serving=${serving.name}>
          ${serving.shipped
            ? html`<span>The <b>shipped</b> models serve.</span>`
            : html`<span>Your models <b>${serving.name}</b> serve.</span>
                <${Use} set="shipped" refresh=${refresh} className="plain">Back to the shipped ones<//>`}
        </div>`}
      </div>
      <div class="masthead-tools">
        <a class="primary" href=${typingPage(state.theme)}>Type with the models</a>
        <${Theme} theme=${state.theme} onTheme=${(theme) => setState({ theme })} />
      </div>
    </header>
  `;
}
