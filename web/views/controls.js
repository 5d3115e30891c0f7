import { html } from "../vendor/htm/preact/standalone.module.js";
import { MODELS } from "../js/models.js";
import { ExpectedBox } from "./expected.js";
import { Mark } from "./mark.js";

/** The keys, the word expected, whose ghost it is, and the switch. */
export function Controls({ state, ghostModel, models, setState }) {
  const on = state.suggestionsOn;
  return html`
    <div class="controls">
      <p class="keys" id="keys">
        <span><kbd>Tab</kbd> accepts the ghost text</span>
        <span><kbd>Esc</kbd> dismisses it</span>
      </p>
      <${ExpectedBox}
        expected=${state.expected}
        onExpected=${(expected) => setState({ expected })}
      />
      <fieldset class="choice" disabled=${!on}>
        <legend>Ghost text by</legend>
        ${MODELS.map(
          ({ name, title, shape }) => html`
            <label data-model=${name}>
              <input
                type="radio"
                name="ghost"
                value=${name}
                checked=${name === ghostModel}
                disabled=${models?.some((m) => m.name === name && !m.serving)}
                onChange=${() => setState({ ghostModel: name })}
              />
              <${Mark} shape=${shape} />${title}
            </label>
          `,
        )}
      </fieldset>
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          checked=${on}
          onChange=${(event) => setState({ suggestionsOn: event.target.checked })}
        />
        Suggestions
      </label>
    </div>
  `;
}
