import { html, useMemo } from "../../vendor/htm/preact/standalone.module.js";
import { titleOf } from "../../js/models.js";
import { counted, factor, small, words as length } from "../../js/numbers.js";
import { Plot } from "../../js/plot.js";
import { powersAround } from "../../js/scales.js";
import { nameOf, networks, placed } from "../../js/tokens.js";
import { Figure } from "./figure.js";

/** Powers of ten that a plot shows at most. */
const DECADES = 12;

/** How far the average step may be from 1 and still be said to hold. */
const HOLDS = 0.02;

/** The greatest slope of an activation function: what textbooks bound the factor of a step by. */
const BOUNDS = [
  { slope: 1, title: "1 a step (tanh)" },
  { slope: 0.25, title: "0.25 a step (sigmoid)" },
];

/**
 * Why a network forgets: the gradient that reaches each earlier step (Bengio, Simard and Frasconi 1994),
 * and the product of Jacobians that carries it there (Pascanu, Mikolov and Bengio 2013).
 */
export function GradientThroughTime({ explanation }) {
  const cells = useMemo(() => networks(explanation), [explanation]);
  const longest = cells.reduce((a, b) => (b.tokens.length > (a?.tokens.length ?? 0) ? b : a), null);
  const tokens = longest ? placed(longest.tokens, explanation.text) : [];
  const place = (lag) => {
    const token = tokens[tokens.length - 1 - lag];
    return token ? `${counted(lag, "step")} back, “${nameOf(token)}”` : counted(lag, "step");
  };
  const far = Math.max(1, ...cells.map(({ gradient }) => gradient.lag.at(-1) ?? 0));
  return html`
    <${Figure}
      name="gradient"
      title="The gradient on its way back"
      how=${html`Training can tie a word to an earlier one only through the gradient that travels back
      from step to step, a word or mark each. Each step multiplies it. Below 1 it vanishes, above 1 it
      explodes; a line that falls steadily on this logarithmic scale loses the same share at every word.
      It is the slope that tells: a model that is already sure of its word has little left to learn, and its line begins low.`}
      explanation=${explanation}
      table=${tableOf(cells, tokens)}
    >
      <div class="plots">
        <section>
          <h4>
            What reaches the state
            <span class="quiet"
              >‖∂ loss / ∂ h<sub>t</sub>‖, and for the LSTM’s memory cell ‖∂ loss / ∂ c<sub>t</sub>‖</span
            >
          </h4>
          <${Plot}
            name="Gradient of the loss with respect to the hidden state, by steps back"
            x=${axis(far)}
            y=${upright(
              cells.flatMap(({ gradient }) => [...gradient.norm, ...(gradient.cell ?? [])]),
              "norm",
            )}
            lines=${cells.flatMap(normsOf)}
            place=${place}
            value=${small}
          />
        </section>
        <section>
          <h4>
            What the steps multiply to
            <span class="quiet">‖∂ h<sub>T</sub> / ∂ s<sub>T−k</sub>‖, s the whole state</span>
          </h4>
          <${Plot}
            name="Product of the step Jacobians, spectral norm, by steps back"
            x=${axis(far)}
            y=${upright([1, ...cells.flatMap(({ gradient }) => gradient.jacobian)], "product")}
            lines=${cells.map((cell) => ({ ...lineOf(cell, cell.gradient.jacobian), thick: growing(cell) }))}
            references=${BOUNDS.map((bound) => boundOf(bound, far))}
            place=${place}
            value=${small}
          />
        </section>
      </div>
      <${Summary} cells=${cells} />
    <//>
  `;
}

function axis(far) {
  return { label: "steps back", domain: [0, far] };
}

function upright(values, label) {
  return { label, domain: powersAround(values, DECADES), log: true };
}

function lineOf({ model, gradient }, values) {
  return {
    model,
    title: titleOf(model),
    points: gradient.lag.map((lag, i) => ({ x: lag, y: values[i] })),
  };
}

/** The hidden state’s, and where there is a memory cell, its own: the way on which the LSTM remembers. */
function normsOf(cell) {
  const { model, gradient } = cell;
  const hidden = lineOf(cell, gradient.norm);
  if (!gradient.cell) return [hidden];
  const points = gradient.lag.map((lag, i) => ({ x: lag, y: gradient.cell[i] })).filter(({ y }) => y > 0);
  return [hidden, { model, title: `${titleOf(model)} c`, points, dashed: true }];
}

/** A straight line on the logarithmic scale; it needs no more points than show where it leaves the plot. */
function boundOf({ slope, title }, far) {
  return {
    title,
    points: Array.from({ length: far + 1 }, (_, lag) => ({ x: lag, y: Math.max(slope ** lag, 1e-300) })),
  };
}

/** The steps that make the product larger. */
function growing({ factors }) {
  return factors.flatMap((by, i) => (by > 1 ? [i + 1] : []));
}

function Summary({ cells }) {
  return html`
    <div class="table-frame">
      <table class="summary">
        <caption>
          Factor a step on this text${" "}
          <span class="quiet">(the line is thick where a step makes it larger)</span>
        </caption>
        <thead>
          <tr>
            ${["cell", "on average", "smallest", "largest", "steps above 1", "so it"].map(
              (head) => html`<th scope="col">${head}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${cells.map(({ model, factors, gradient }) => {
            const mean = averageFactor(gradient);
            return html`
              <tr data-model=${model}>
                <th scope="row">${titleOf(model)}</th>
                <td>${factor(mean)}</td>
                <td>${factors.length ? factor(Math.min(...factors)) : "–"}</td>
                <td>${factors.length ? factor(Math.max(...factors)) : "–"}</td>
                <td>${factors.filter((by) => by > 1).length} of ${factors.length}</td>
                <td>${verdict(mean)}</td>
              </tr>
            `;
          })}
        </tbody>
      </table>
    </div>
  `;
}

/**
 * By how much a step multiplies, were they all the same: from the straight line that fits best through the
 * logarithms of the product. The mean of the factors would hang on the first few alone.
 */
function averageFactor({ lag, jacobian }) {
  const points = lag.map((x, i) => [x, Math.log(jacobian[i])]).filter(([, y]) => Number.isFinite(y));
  if (points.length < 3) return null;
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x0, y0] = [mean(([x]) => x), mean(([, y]) => y)];
  const slope = mean(([x, y]) => (x - x0) * (y - y0)) / mean(([x]) => (x - x0) ** 2);
  return Math.exp(slope);
}

function verdict(mean) {
  if (mean === null) return "–";
  if (Math.abs(mean - 1) <= HOLDS) return "holds";
  const steps = length(Math.LN2 / Math.abs(Math.log(mean)));
  return mean < 1 ? `vanishes: halves every ${steps} steps` : `explodes: doubles every ${steps} steps`;
}

function tableOf(cells, tokens) {
  if (tokens.length < 2 || !cells.every(({ gradient }) => gradient.jacobian.length)) return null;
  return {
    head: [
      "steps back",
      "word",
      ...cells.flatMap(({ model, gradient }) => [
        `${titleOf(model)} norm`,
        ...(gradient.cell ? [`${titleOf(model)} c norm`] : []),
        `${titleOf(model)} product`,
        `${titleOf(model)} factor`,
      ]),
    ],
    rows: tokens.map((_, lag) => [
      lag,
      nameOf(tokens[tokens.length - 1 - lag]),
      ...cells.flatMap(({ gradient, factors }) => [
        gradient.norm[lag],
        ...(gradient.cell ? [gradient.cell[lag]] : []),
        gradient.jacobian[lag],
        lag === 0 ? null : factors[lag - 1],
      ]),
    ]),
    show: (value, column) => (column > 1 ? small(value) : value),
  };
}
