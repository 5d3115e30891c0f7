import { html } from "../../vendor/htm/preact/standalone.module.js";
import { stateOf } from "./said.js";

/** All trainings, newest first; which one is shown is chosen here. Nothing where there is but one. */
export function Queue({ trainings, shown, onShow }) {
  if (trainings.length < 2) return null;
  const waiting = trainings.filter(({ state }) => state === "queued");
  return html`
    <ul class="queue" aria-label="Trainings">
      ${trainings.map(
        (training) => html`
          <li key=${training.id}>
            <button
              type="button"
              class="chip"
              data-state=${training.state}
              aria-pressed=${training.id === shown}
              onClick=${() => onShow(training.id)}
            >
              <b>${training.order.name}</b> ${stateOf(training)}
            </button>
          </li>
        `,
      )}
    </ul>
    ${waiting.length > 0 &&
    html`<p class="quiet">One training runs at a time; ${waiting.length} ${waiting.length === 1 ? "waits" : "wait"}.</p>`}
  `;
}
