import { html } from "../vendor/htm/preact/standalone.module.js";
import { STEPS } from "../js/lesson.js";
import { Theme } from "./theme.js";

/**
 * The title, what this is, and where to begin.
 *
 * @param {?string} props.set name of the models that serve; null where the server has but one set
 */
export function Masthead({ state, setState, set, onLesson }) {
  return html`
    <header class="masthead">
      <div>
        <h1>nextword</h1>
        <p>
          Four models trained on the same text guess how your sentence goes on. See which of them still
          knows how it began.
        </p>
      </div>
      <div class="masthead-tools">
        <a class="plain" href=${`lab.html${state.theme ? `#theme=${state.theme}` : ""}`}>The gradient lab</a>
        ${!state.lessonStep &&
        html`<button type="button" class="primary" onClick=${onLesson}>
          A lesson in ${STEPS.length} steps
        </button>`}
        ${set &&
        html`<a class="plain" href=${`train.html${state.theme ? `#theme=${state.theme}` : ""}`}>
          ${set === "shipped" ? "Train on your own text" : html`Your models serve: <b>${set}</b>`}
        </a>`}
        <${Theme} theme=${state.theme} onTheme=${(theme) => setState({ theme })} />
      </div>
    </header>
  `;
}
