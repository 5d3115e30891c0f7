import { html, useEffect, useRef, useState } from "../../vendor/htm/preact/standalone.module.js";
import { numberIn, oneOf } from "../../js/lab/address.js";
import { useAnswer } from "../../js/lab/ask.js";
import { CURVES, outcome, OUTCOMES, PRESETS, restsAt } from "../../js/lab/descent.js";
import { bracketed, short } from "../../js/lab/written.js";
import { Choice, Figure } from "../figures/figure.js";
import { DescentPlot } from "./descent-plot.js";
import { Question } from "./question.js";

/** Steps of a run; the server computes all of them at once. */
const MOST_STEPS = 100;

/** Between two steps of a run. */
const STEP_MILLIS = 100;

/** The learning rates of the slider, as powers of ten. */
const RATES = [-2, 1.5];

/** One weight, a cost curve, a ball: w_new = w - n dL/dw. */
export function Descent({ fields, change }) {
  const curve = oneOf(fields, "curve", CURVES.map(({ value }) => value));
  const rate = numberIn(fields, "rate", [0.001, 100], 0.1);
  const steps = numberIn(fields, "steps", [0, MOST_STEPS], 0);
  const drawn = useAnswer("lab/descent", undefined);
  const picture = drawn.answer?.curves.find((one) => one.curve === curve);
  const [left, right] = picture ? [picture.points[0].weight, picture.points.at(-1).weight] : [-3, 7];
  const start = numberIn(fields, "start", [left, right], Math.round((left + 0.9 * (right - left)) * 10) / 10);
  const asked = { curve, weight: start, rate, steps: MOST_STEPS };
  const { answer, error, loading } = useAnswer("lab/descent", picture ? asked : null);
  const path = loading ? null : answer;
  const running = useRun({ path, steps, change, width: right - left });
  const [said, setSaid] = useState(null);
  const before = useRef(null);

  const shown = path ? path.steps.slice(0, steps + 1) : [];
  const now = shown.at(-1);
  if (now) before.current = { now, step: shown.length - 1 };
  const over = path !== null && steps >= restsAt(path.steps, right - left);
  const begin = (wanted) => {
    running.stop();
    change({ steps: null, ...wanted });
  };
  const place = (weight) => begin({ start: Number(Math.max(left, Math.min(right, weight)).toFixed(2)) });

  return html`
    <p class="formula">
      <i>w</i><sub>new</sub> = <i>w</i> − <i>n</i> · d<i>L</i>/d<i>w</i>
    </p>
    <${Question}
      ask="where will the ball be in the end?"
      options=${OUTCOMES}
      said=${said}
      onSay=${setSaid}
      found=${over && steps > 0 && picture ? outcome({ ...path, steps: shown }, picture.points) : null}
      because=${now && `After ${shown.length - 1} steps w = ${short(now.weight)} and L = ${short(now.loss)}; it began at w = ${short(shown[0].weight)} with L = ${short(shown[0].loss)}.`}
    />
    <div class="presets" role="group" aria-label="What to try">
      ${PRESETS.map(
        ({ title, fields: preset }) => html`
          <button
            type="button"
            class="chip"
            aria-pressed=${preset.curve === curve && preset.start === start && preset.rate === rate}
            onClick=${() => begin(preset)}
          >
            ${title}
          </button>
        `,
      )}
    </div>
    <${Figure}
      name="descent"
      title="One weight on its cost curve"
      how=${html`${picture ? described(picture) : ""} Drag the ball to where it shall begin, or move it with the
      arrow keys. The straight line is the slope under the ball; the arrow on the floor is the next step.`}
      explanation=${{ error: drawn.error ?? error }}
      wants=${drawn.error || error ? "" : "Computing …"}
      table=${picture && {
        head: ["step", "w", "L", "dL/dw", "change of w"],
        // Never empty: a figure without numbers is not drawn, and the ball would slip from the hand.
        rows: now
          ? shown.map((step, i) => [i, step.weight, step.loss, step.slope, step.change])
          : [[0, start, null, null, null]],
        show: (value, column) => (column ? short(value, 6) : value),
      }}
    >
      <div class="descent-controls" data-save="no">
        <${Choice}
          legend="Curve"
          name="curve"
          options=${CURVES}
          chosen=${curve}
          onChoose=${(chosen) => begin({ curve: chosen, start: null })}
        />
        <label class="slider">
          <span>Learning rate <i>n</i></span>
          <input
            type="range"
            min=${RATES[0]}
            max=${RATES[1]}
            step="0.05"
            value=${Math.log10(rate)}
            aria-valuetext=${short(rate)}
            onInput=${(event) => begin({ rate: Number((10 ** event.target.value).toPrecision(2)) })}
          />
          <output>${short(rate)}</output>
        </label>
        <p class="run-buttons">
          <button type="button" class="primary" disabled=${!path || (over && !running.on)} onClick=${running.toggle}>
            ${running.on ? "Pause" : "Run"}
          </button>
          <button
            type="button"
            class="chip"
            disabled=${!path || steps >= path.steps.length - 1}
            onClick=${() => (running.stop(), change({ steps: steps + 1 }))}
          >
            One step
          </button>
          <button type="button" class="chip" disabled=${steps === 0} onClick=${() => begin({})}>Back to the start</button>
        </p>
      </div>
      <${DescentPlot} picture=${picture} start=${start} steps=${shown} onPlace=${place} />
    <//>
    <${Numbers} ...${before.current} busy=${!now} rate=${rate} escaped=${path?.escaped && over} />
  `;
}

/** The formula with the numbers of this step in it. */
function Numbers({ now, step, busy, rate, escaped }) {
  if (!now) return html`<div class="step-numbers" aria-busy="true"></div>`;
  const uphill = now.slope > 0 ? "right: the step goes left" : "left: the step goes right";
  return html`
    <div class="step-numbers" aria-busy=${busy}>
      <dl>
        <div><dt>step</dt><dd>${step}</dd></div>
        <div><dt>weight <i>w</i></dt><dd data-number="weight">${short(now.weight, 4)}</dd></div>
        <div><dt>loss <i>L</i></dt><dd data-number="loss">${short(now.loss, 4)}</dd></div>
        <div><dt>slope d<i>L</i>/d<i>w</i></dt><dd data-number="slope">${short(now.slope, 4)}</dd></div>
        <div><dt>step −<i>n</i> · d<i>L</i>/d<i>w</i></dt><dd data-number="change">${short(now.change, 4)}</dd></div>
      </dl>
      <p class="worked">
        <i>w</i><sub>new</sub> = ${short(now.weight, 4)} − ${short(rate)} × ${bracketed(now.slope)} =${" "}
        <b>${short(now.weight + now.change, 4)}</b>
        <span class="quiet">
          ${escaped
            ? " Each step was larger than the one before: the rate is too large for this slope."
            : Math.abs(now.slope) < 1e-3
              ? " Hardly any slope, so hardly any step, however high the loss is."
              : ` It rises to the ${uphill}.`}
        </span>
      </p>
    </div>
  `;
}

function described({ activation, examples }) {
  const pairs = distinct(examples)
    .map(({ example: [x, t], times }) => `x = ${short(x)}, t = ${short(t)}${times > 1 ? ` (${times} times)` : ""}`)
    .join("; ");
  const neuron = activation === "identity" ? "y = w x" : `y = ${activation}(w x)`;
  return `The mean squared error of one neuron, ${neuron}, on ${pairs}. Each point of the curve, and each slope, is a forward and a backward pass of it.`;
}

function distinct(examples) {
  const found = [];
  for (const example of examples) {
    const same = found.find((one) => String(one.example) === String(example));
    if (same) same.times++;
    else found.push({ example, times: 1 });
  }
  return found;
}

/** Steps that follow each other by themselves; all at once for those who want no motion. */
function useRun({ path, steps, change, width }) {
  const [on, setOn] = useState(false);
  useEffect(() => {
    if (!on || !path) return undefined;
    const end = restsAt(path.steps, width);
    if (steps >= end) {
      setOn(false);
      return undefined;
    }
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const timer = setTimeout(() => change({ steps: still ? end : steps + 1 }), still ? 0 : STEP_MILLIS);
    return () => clearTimeout(timer);
  }, [on, path, steps]);
  return { on, stop: () => setOn(false), toggle: () => setOn((old) => !old) };
}
