import { html, useState } from "../../vendor/htm/preact/standalone.module.js";
import { duration } from "../../js/format.js";
import { ask } from "../../js/owner.js";
import { PHASES, isOver, isResumable, secondsLeft, shareDone } from "../../js/training.js";
import { Cells } from "./cells.js";
import { Comparison } from "./comparison.js";
import { Confirm } from "./confirm.js";
import { GradientByLag } from "./lags.js";
import { beginningOf, stateOf } from "./said.js";
import { Use, typingPage } from "./use.js";

/** One training: where it stands, what its networks have learnt, and what came of it. */
export function Training({ training, connected, owned, theme }) {
  const { id, order, text, notes, state, message, comparison } = training;
  const { refresh, sets } = owned;
  const made = sets.find(({ name }) => name === order.name);
  return html`
    <article class="training" data-training=${id} data-state=${state} aria-labelledby="training-name">
      <header class="training-head">
        <div>
          <h3 id="training-name">${order.name}</h3>
          <p class="quiet">
            ${order.corpus}, ${beginningOf(order)}${text &&
            vocabularyOf(text)}
          </p>
        </div>
        <${Actions} training=${training} refresh=${refresh} made=${made} />
      </header>
      <${Progress} training=${training} connected=${connected} />
      ${(message || notes.length > 0) &&
      html`<ul class="warnings">
        ${message && html`<li><b>${message}</b></li>`}
        ${notes.map((note) => html`<li>${note}</li>`)}
      </ul>`}
      ${state === "finished" &&
      made &&
      html`<p class="line finished">
        ${made.active
          ? html`<b>These models serve.</b>
              <a class="primary" href=${typingPage(theme, `${order.prompt} `)}>Type with them</a>
              <${Use} set="shipped" refresh=${refresh} className="plain">Back to the shipped ones<//>`
          : html`<${Use} set=${made.name} refresh=${refresh} className="primary">Use these models<//>
              <span class="quiet">All four columns are exchanged at once, and come back as easily.</span>`}
      </p>`}
      ${comparison && html`<${Comparison} comparison=${comparison} order=${order} />`}
      <${Cells} training=${training} />
      <${GradientByLag} cells=${training.cells} />
    </article>
  `;
}

function vocabularyOf({ vocabulary, newWords }) {
  if (!vocabulary) return "";
  const fresh = newWords ? `, ${newWords.toLocaleString("en")} of them new` : "";
  return `; a vocabulary of ${vocabulary.toLocaleString("en")} words${fresh}`;
}

/** Cancel, go on, forget: what can be done with it now. */
function Actions({ training, refresh, made }) {
  const [problem, setProblem] = useState(null);
  const { id, order } = training;
  const act = async (method, path) => {
    setProblem(null);
    try {
      await ask(method, path);
    } catch (refused) {
      setProblem(refused.message);
    }
    refresh();
  };
  const forget = async () => {
    await ask("DELETE", `training/${id}`);
    refresh();
  };
  return html`
    <p class="line actions">
      ${!isOver(training) &&
      html`<button type="button" class="secondary" onClick=${() => act("DELETE", `training/${id}`)}>
        Cancel
      </button>`}
      ${isResumable(training) &&
      html`<button type="button" class="primary" onClick=${() => act("POST", `training/${id}/resume`)}>
        Go on
      </button>`}
      ${isOver(training) &&
      html`<${Confirm}
        label="Forget"
        question=${made ? `Forget the curves of ${order.name}? Its models stay.` : `Forget ${order.name} and its checkpoints?`}
        yes="Forget"
        onYes=${forget}
      />`}
      ${problem && html`<span class="problem" role="alert">${problem}</span>`}
    </p>
  `;
}

function Progress({ training, connected }) {
  if (training.state === "queued") {
    return html`<p class="stage"><b>It waits for its turn.</b> One training runs at a time.</p>`;
  }
  if (training.state !== "running") return html`<p class="stage"><b>It ${stateOf(training)}.</b></p>`;
  const at = PHASES.findIndex(({ name }) => name === training.phase);
  const done = shareDone(training);
  const left = secondsLeft(training);
  return html`
    <div class="stage">
      <ol class="phases">
        ${PHASES.map(
          ({ title }, i) =>
            html`<li aria-current=${i === at ? "step" : null} data-done=${i < at}>${title}</li>`,
        )}
      </ol>
      <div class="line">
        <progress
          aria-label="Updates done"
          max="1"
          ...${done > 0 && done < 1 ? { value: done } : {}}
        ></progress>
        <span>
          ${Math.round(100 * done)}%${left !== null && `, at most ${duration(left)} left`}
        </span>
        ${!connected && html`<span class="problem" role="status">The connection is lost; trying again …</span>`}
      </div>
    </div>
  `;
}
