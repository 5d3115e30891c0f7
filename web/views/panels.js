import { html } from "../vendor/htm/preact/standalone.module.js";
import { PANELS } from "../js/panels.js";
import { Distance } from "./distance.js";
import { Fairness } from "./figures/fairness.js";
import { Gates } from "./figures/gates.js";
import { GradientThroughTime } from "./figures/gradient.js";
import { Remember } from "./figures/remember.js";
import { Swap } from "./swap.js";

const VIEWS = {
  remember: Remember,
  swap: Swap,
  distance: Distance,
  gradient: GradientThroughTime,
  gates: Gates,
  fairness: Fairness,
};

/**
 * The questions one may ask the models, one of them open at a time.
 *
 * @param props.veiled what stands there while the lesson waits for a prediction, or null
 * @param props.evidence what a panel found, by the panel's name, for the lesson
 */
export function Panels({ state, setState, models, away, explanation, target, veiled, onEvidence }) {
  const open = PANELS.find(({ name }) => name === state.panel);
  const View = open && VIEWS[open.name];
  return html`
    <section class="why" aria-labelledby="why">
      <h2 id="why">Look inside</h2>
      <div class="panel-nav">
        ${PANELS.map(
          ({ name, title }) => html`
            <button
              type="button"
              aria-expanded=${name === state.panel}
              aria-controls="panel"
              onClick=${() => setState({ panel: name === state.panel ? null : name })}
            >
              ${title}
            </button>
          `,
        )}
      </div>
      <div class="panel" id="panel" data-panel=${open?.name}>
        ${open &&
        (veiled
          ? html`<p class="veil">${veiled}</p>`
          : html`<${View}
              key=${open.name}
              state=${state}
              setState=${setState}
              models=${models}
              away=${away}
              explanation=${explanation}
              target=${target}
              onWord=${({ start }) => setState({ panel: "swap", flip: { at: start, to: null } })}
              onResult=${(found) => onEvidence(open.name, found)}
            />`)}
      </div>
    </section>
  `;
}
