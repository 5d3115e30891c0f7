import { html } from "../../vendor/htm/preact/standalone.module.js";
import { known } from "../../js/lab/chain.js";
import { short } from "../../js/lab/written.js";

/** How much each weight would move: the derivatives that are known so far, beside each other. */
export function ChainWeights({ pass, stage, chosen, onChoose }) {
  const { weights } = known(stage);
  if (weights.length === 0) return null;
  const shown = pass.weights.filter(({ name }) => weights.includes(name));
  const largest = Math.max(...shown.map(({ change }) => Math.abs(change)));
  return html`
    <div class="table-frame" tabindex="0" role="region" aria-label="The weights and how far they move">
      <table class="weights">
        <thead>
          <tr>
            <th scope="col">weight</th>
            <th scope="col">multiplies</th>
            <th scope="col">factors</th>
            <th scope="col">∂L/∂w</th>
            <th scope="col">moves by −n · ∂L/∂w</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            ({ name, from, value, factors, gradient, change }) => html`
              <tr data-weight=${name} class=${name === chosen ? "chosen" : ""}>
                <th scope="row">
                  <button type="button" aria-pressed=${name === chosen} onClick=${() => onChoose(name)}>${name}</button>
                </th>
                <td>${from === "1" ? "the constant 1" : from}</td>
                <td>${factors.length}</td>
                <td data-number="gradient">${short(gradient)}</td>
                <td class="moves">
                  <span class="bar" style=${{ "--share": largest ? Math.abs(change) / largest : 0 }}></span>
                  ${short(change)} <span class="quiet">(${short(value)} → ${short(value + change)})</span>
                </td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}
