import { html, useMemo } from "../../vendor/htm/preact/standalone.module.js";
import { duration, percent } from "../../js/format.js";
import { MODELS, titleOf } from "../../js/models.js";
import { small } from "../../js/numbers.js";
import { Plot } from "../../js/plot.js";
import { lossRange } from "../../js/training.js";
import { Figure } from "../figures/figure.js";
import { Mark } from "../mark.js";

/** Of a long training, the rounds whose completions are shown: the first, and the last so many. */
const LAST_ROUNDS = 4;

/** The cells side by side: loss curves on one scale, what each says to the prompt, and its gradient. */
export function Cells({ training }) {
  const { cells, order } = training;
  const shown = MODELS.filter(({ name }) => cells[name]);
  const range = lossRange(cells);
  const far = Math.max(1, ...shown.flatMap(({ name }) => (cells[name].curve ?? []).map(({ epoch }) => epoch)));
  const table = useMemo(() => tableOf(cells), [cells]);
  return html`
    <${Figure}
      name="loss"
      title="How they learn"
      how=${html`Loss a word, in nats, by rounds through the text: solid on text held out for it, dashed on the
      text it learns from. <b>Where the solid line rises while the dashed one falls, it learns by heart.</b> All on
      one scale; below, how each completes “${order.prompt}”.`}
      explanation=${null}
      table=${table}
    >
      <div class="cells-side-by-side">
        ${shown.map((model) => html`<${Cell} key=${model.name} ...${{ model, cell: cells[model.name], range, far }} />`)}
      </div>
    <//>
  `;
}

function Cell({ model, cell, range, far }) {
  const curve = cell.curve ?? [];
  const line = (title, key, dashed) => ({
    model: model.name,
    title,
    dashed,
    points: curve.map((point) => ({ x: point.epoch, y: point[key] })),
  });
  return html`
    <section class="cell" data-model=${model.name} data-event=${cell.event} aria-labelledby=${`cell-${model.name}`}>
      <h4 id=${`cell-${model.name}`}><${Mark} shape=${model.shape} />${model.title}</h4>
      <p class="cell-now">${now(cell)}</p>
      <${Plot}
        name=${`Loss of the ${model.title}, by rounds through the text`}
        x=${{ label: "rounds", domain: [0, far] }}
        y=${{ label: "loss", domain: range }}
        lines=${[line("held out", "validationLoss"), line("learnt", "trainingLoss", true)]}
        place=${(epoch) => `round ${epoch.toFixed(1)}`}
        value=${(loss) => loss.toFixed(2)}
        height=${230}
      />
      <ol class="rounds" aria-label=${`What the ${model.title} says`}>
        ${rounds(curve).map(
          ({ epoch, suggestions, phrase }) => html`
            <li>
              <span class="quiet">round ${epoch.toFixed(1)}</span>
              <span class="said">${(phrase ?? suggestions[0] ?? "–").trim()}</span>
              <span class="quiet">${suggestions.slice(phrase ? 0 : 1).map((word) => word.trim()).join(", ")}</span>
            </li>
          `,
        )}
      </ol>
      ${cell.notes?.length > 0 &&
      html`<ul class="warnings">${cell.notes.map((note) => html`<li>${note}</li>`)}</ul>`}
      ${cell.event === "failed" && html`<p class="problem">${cell.message}</p>`}
    </section>
  `;
}

/** What it does at this moment, in one line. */
function now({ event, epoch, updates, update, wordsPerSecond, secondsLeft, gradientNorm, clipped }) {
  if (!event) return "waits";
  if (event === "finished") return "done";
  const parts = [
    epoch !== undefined && `round ${epoch.toFixed(1)} (${update.toLocaleString("en")} of ${updates.toLocaleString("en")} updates)`,
    wordsPerSecond && `${Math.round(wordsPerSecond).toLocaleString("en")} words a second`,
    secondsLeft > 0 && `${duration(secondsLeft)} left`,
    gradientNorm !== undefined &&
      `gradient ${small(gradientNorm)}, ${clipped ? `${percent(clipped)} of updates` : "none"} clipped`,
  ];
  return parts.filter(Boolean).join(" · ") || "begins";
}

function rounds(curve) {
  const said = curve.filter(({ suggestions }) => suggestions?.length);
  return said.length <= LAST_ROUNDS + 1 ? said : [said[0], ...said.slice(-LAST_ROUNDS)];
}

function tableOf(cells) {
  return {
    head: ["model", "round", "loss on the text it learns from", "loss on held-out text", "first word"],
    rows: Object.entries(cells).flatMap(([name, { curve = [{}] }]) =>
      curve.map(({ epoch, trainingLoss, validationLoss, suggestions }) => [
        titleOf(name),
        epoch,
        trainingLoss,
        validationLoss,
        suggestions?.[0]?.trim() ?? null,
      ]),
    ),
    show: (value, column) =>
      value === null || value === undefined ? "–" : column === 1 ? value.toFixed(2) : column === 0 || column === 4 ? value : value.toFixed(3),
  };
}
