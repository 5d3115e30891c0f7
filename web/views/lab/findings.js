import { html } from "../../vendor/htm/preact/standalone.module.js";
import { small } from "../../js/numbers.js";

/** Names of the signs, for people. */
const TITLES = {
  "vanishing-gradient": "The gradient vanishes",
  "exploding-gradient": "The gradient explodes",
  "not-finite": "Not a number",
  "dead-units": "Dead units",
  saturated: "Saturated units",
  "weights-shrink": "Weights shrink to zero",
  stalled: "Learning crawls or has stopped",
  "loss-jumps": "The loss jumps",
  overfitting: "Learned by heart",
};

/**
 * What the doctor sees in a run's log, with the figures, and the remedies that fit; each of them opens the
 * comparison of this run with the same run and that remedy.
 */
export function Findings({ run, open }) {
  return html`
    <section class="findings">
      <h3>What the log shows</h3>
      <${Signs} signs=${run.finished.signs ?? []} run=${run} open=${open} />
    </section>
  `;
}

/** @param {object[]} props.signs as the doctor gives them */
export function Signs({ signs, run, open }) {
  if (signs.length === 0) return html`<p class="healthy">The doctor finds nothing wrong with this run.</p>`;
  return html`
    <ul class="signs">
      ${signs.map(
        ({ sign, strength, text, figures, remedies }) => html`
          <li data-sign=${sign}>
            <h4>${TITLES[sign] ?? sign} <span class="quiet">${strong(strength)}</span></h4>
            <p>${text}</p>
            <p class="quiet">
              ${Object.entries(figures ?? {}).map(([name, value]) => html`<span class="figure-of">${name} ${small(value)}</span> `)}
            </p>
            ${remedies?.length > 0 &&
            html`<p class="presets">
              <span class="quiet">${run ? "Try" : "What helps"}</span>
              ${remedies.map((remedy) =>
                run
                  ? html`<button type="button" class="chip" title=${remedy.paper} onClick=${() => open("remedies", compared(run, remedy))}>
                      ${remedy.title}
                    </button>`
                  : html`<span class="chip-like" title=${remedy.paper}>${remedy.title}</span>`,
              )}
            </p>`}
          </li>
        `,
      )}
    </ul>
  `;
}

function strong(strength) {
  return strength > 0.66 ? "strong" : strength > 0.33 ? "clear" : "slight";
}

/** The fields of the comparison: this run, and the same with a remedy. */
function compared({ kind, settings }, remedy) {
  const fields = { kind };
  for (const [name, value] of Object.entries(settings)) fields[`a.${name}`] = String(value);
  for (const [name, value] of Object.entries(remedy.settings)) fields[`b.${name}`] = String(value);
  return fields;
}
