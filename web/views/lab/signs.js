import { html, useEffect, useState } from "../../vendor/htm/preact/standalone.module.js";
import { ask } from "../../js/owner.js";
import { useRun, isOver } from "../../js/lab/run.js";
import { BROKEN } from "../../js/lab/remedies.js";
import { Signs as Found, Findings } from "./findings.js";
import { Question } from "./question.js";
import { RunBar } from "./run-bar.js";

/** Healthy and broken runs to examine; the doctor is told none of this, only the log. */
const CASES = [
  ...BROKEN.map(({ title, kind, settings }) => ({ title, kind, settings })),
  {
    title: "a healthy one",
    kind: "depth",
    settings: { layers: 4, activation: "relu", initialisation: "he", learningRate: 0.1, updates: 600 },
  },
];

const OPTIONS = [
  { value: "vanishing-gradient", title: "the gradient vanishes" },
  { value: "exploding-gradient", title: "it explodes" },
  { value: "not-finite", title: "a number is not finite" },
  { value: "dead-units", title: "dead units" },
  { value: "saturated", title: "saturated units" },
  { value: "other", title: "something else" },
  { value: "none", title: "nothing" },
];

/** Panel 6: what the doctor sees in a log; of a run of the lab, or of a training of the visitor's own. */
export function Signs({ fields, change, open }) {
  const { run, start, cancel } = useRun();
  const [said, setSaid] = useState(null);
  const chosen = Math.min(Math.max(0, Number(fields.case ?? 0) || 0), CASES.length - 1);
  const patient = CASES[chosen];
  const seed = Number(fields.seed ?? 1) || 1;
  const verdict = run?.finished ? judge(run.finished.signs ?? []) : null;
  return html`
    <p class="presets" role="group" aria-label="Which run">
      <span class="quiet">Examine</span>
      ${CASES.map(
        ({ title }, i) => html`<button type="button" class="chip" aria-pressed=${i === chosen} onClick=${() => change({ case: i })}>
          ${title}
        </button>`,
      )}
    </p>
    <${Question}
      ask="what will the doctor find first? It sees the log of the run alone, not how it was broken."
      options=${OPTIONS}
      said=${said}
      onSay=${setSaid}
      found=${verdict?.found ?? null}
      because=${verdict?.because}
    />
    <${RunBar}
      runs=${[run]}
      title="Run and examine"
      onRun=${() => start(patient.kind, { ...patient.settings, seed })}
      onCancel=${cancel}
    />
    ${run && isOver(run) && run.finished && html`<${Findings} run=${run} open=${open} />`}
    <${OwnTrainings} />
  `;
}

function judge(signs) {
  const [first] = signs;
  if (!first) return { found: "none", because: "No sign in the log." };
  const known = OPTIONS.some(({ value }) => value === first.sign);
  return { found: known ? first.sign : "other", because: first.text };
}

/** The trainings of the visitor's own models, examined by the same doctor. */
function OwnTrainings() {
  const [trainings, setTrainings] = useState(null);
  const [problem, setProblem] = useState(null);
  const [examined, setExamined] = useState(null);
  useEffect(() => {
    let over = false;
    ask("GET", "training").then(
      ({ trainings: found }) => over || setTrainings(found),
      ({ message, status }) => over || setProblem(status === 404 ? "This server does not train models." : message),
    );
    return () => (over = true);
  }, []);
  const examine = (training) => {
    setExamined({ training });
    ask("POST", "lab/doctor", { training: training.id }).then(
      (found) => setExamined({ training, ...found }),
      ({ message }) => setExamined({ training, problem: message }),
    );
  };
  return html`
    <section class="findings">
      <h3>Your own trainings</h3>
      ${trainings === null || trainings.length === 0
        ? html`<p class="quiet">
            ${problem ?? (trainings ? "None yet: train on a text of your own, then its log can be examined here." : "Looking …")}
          </p>`
        : html`<p class="presets">
            <span class="quiet">Examine</span>
            ${trainings.map(
              (training) => html`<button type="button" class="chip" aria-pressed=${examined?.training.id === training.id} onClick=${() => examine(training)}>
                ${training.order?.name ?? training.order?.corpus ?? training.id} (${training.state})
              </button>`,
            )}
          </p>`}
      <div role="status">
        ${examined?.problem && html`<p>${examined.problem}</p>`}
        ${examined?.read && html`<p class="quiet">Read ${examined.read}.</p>`}
      </div>
      ${examined?.signs && html`<${Found} signs=${examined.signs} run=${null} />`}
    </section>
  `;
}
