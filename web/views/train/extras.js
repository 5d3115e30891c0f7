import { html } from "../../vendor/htm/preact/standalone.module.js";

const NUMBERS = [
  { key: "epochs", field: "epochs", title: "Rounds at most", least: 1, most: 100, step: 1 },
  { key: "rate", field: "learningRate", title: "Learning rate", least: 0, most: 1, step: "any" },
  { key: "seed", field: "seed", title: "Seed", least: 0, most: 2147483647, step: 1 },
];

/** Settings that most people leave alone; open where the address holds one. */
export function Extras({ state, setState, field }) {
  const set = NUMBERS.some(({ key }) => state[key] !== "") || !state.woven;
  return html`
    <details class="extras" open=${set}>
      <summary>More settings</summary>
      ${NUMBERS.map(
        ({ key, field: its, title, least, most, step }) => html`
          <p class="field">
            <label for=${key}>${title}</label>
            <input
              type="number"
              id=${key}
              min=${least}
              max=${most}
              step=${step}
              placeholder="as suits it"
              value=${state[key]}
              aria-invalid=${field === its}
              onInput=${(event) => setState({ [key]: event.target.value })}
            />
          </p>
        `,
      )}
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          checked=${state.woven}
          onChange=${(event) => setState({ woven: event.target.checked })}
        />
        Weave in passages that need a long memory
      </label>
    </details>
  `;
}
