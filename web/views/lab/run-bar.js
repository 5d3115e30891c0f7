import { html } from "../../vendor/htm/preact/standalone.module.js";
import { isOver } from "../../js/lab/run.js";
import { percent } from "../../js/format.js";
import { small } from "../../js/numbers.js";

/** Run and cancel, how far it is, and what went wrong. */
export function RunBar({ runs, onRun, onCancel, disabled, title = "Run" }) {
  const busy = runs.some((run) => run && !isOver(run));
  return html`
    <div class="run-bar">
      ${busy
        ? html`<button type="button" class="primary" onClick=${onCancel}>Cancel</button>`
        : html`<button type="button" class="primary" disabled=${disabled} onClick=${onRun}>${title}</button>`}
      <p class="run-state" role="status">${runs.map((run, i) => run && html`<${State} key=${i} run=${run} />`)}</p>
    </div>
    ${runs.map((run, i) => run?.trouble && html`<${Trouble} key=${i} ...${{ run, many: runs.length > 1 }} />`)}
  `;
}

function State({ run }) {
  const name = run.side && html`<b data-model=${run.side.model}>${run.side.title}</b>${" "}`;
  return html`<span>${name}${progress(run)}</span>`;
}

function progress({ state, steps, network, finished, message, settings }) {
  const last = steps.at(-1);
  if (state === "failed") return html`<span class="run-failed">${message}</span>`;
  if (state === "queued") return "waits for a place …";
  if (!last) return state === "cancelled" ? "cancelled" : "builds its network …";
  const so = [
    `update ${last.update} of ${settings.updates}: loss ${small(last.loss)}`,
    `right ${percent(last.accuracy)} (by chance ${percent(network.chance)})`,
  ];
  if (state === "cancelled") so.push("cancelled");
  if (!finished) return so.join(", ");
  return html`${so.join(", ")}, <b>${outcome(finished)}</b> · ${(finished.millis / 1000).toFixed(1)} s`;
}

function outcome({ diverged, learnedAt }) {
  if (diverged) return "not a number";
  return learnedAt === null ? "not learned" : `learned after ${learnedAt} updates`;
}

/** Where a number first was not a number: said in the place where people look for the curve. */
function Trouble({ run, many }) {
  return html`
    <p class="trouble-box" role="status">
      <b>${run.trouble.value}${many ? ` (${run.side.title})` : ""}.</b> ${run.trouble.message}
    </p>
  `;
}
