import { html } from "../../vendor/htm/preact/standalone.module.js";
import { byPlace, stepAt, updatesOf } from "../../js/lab/sides.js";
import { counted, factor, small } from "../../js/numbers.js";
import { Figure } from "../figures/figure.js";
import { Learning, line } from "./depth-figures.js";
import { Measured } from "./measured.js";
import { UpdateSlider } from "./update-slider.js";

/**
 * Every step of a recurrent network, unrolled, while it trains.
 *
 * @param {{model: string, title: string, run: object}[]} props.sides one run, or two on one scale
 * @param {?number} props.update which measured update is drawn; null for the last
 */
export function TimeFigures({ sides, update, onUpdate }) {
  const shown = sides.filter(({ run }) => run?.network && run.steps.length);
  const longest = Math.max(2, ...shown.map(({ run }) => run.steps[0].gradient.length));
  const updates = updatesOf(shown);
  const at = update ?? updates.at(-1) ?? 0;
  const steps = { label: "step, the first on the left", domain: [1, longest] };
  const place = (t) => `step ${t}, ${longest - t} before the end`;
  const of = (name, dashed = false) =>
    shown.flatMap((side) => {
      const points = byPlace(stepAt(side.run, update)?.[name]);
      return points.length ? [{ ...line(side, points), dashed, ...(dashed && { title: `${side.title} c` }) }] : [];
    });
  return html`
    <${Figure}
      name="time"
      title="What reaches each step"
      how="The loss stands after the last step, on the right; its gradient travels to the left, and every step multiplies it by a Jacobian. The slider goes through the training."
      explanation=${null}
      table=${tableOf(shown)}
      wants="Run it: the first picture comes within a second."
    >
      <${UpdateSlider} updates=${updates} update=${update} onUpdate=${onUpdate} />
      <${Memory} sides=${shown} update=${update} longest=${longest} />
      <div class="plots">
        <${Measured}
          title="Gradient"
          symbol="‖∂L/∂hₜ‖; dashed ‖∂L/∂cₜ‖ of the LSTM’s memory cell"
          lines=${[...of("gradient"), ...of("cellGradient", true)]}
          x=${steps}
          place=${place}
        />
        <${Measured}
          title="Product of the Jacobians"
          symbol="‖∂h_T/∂sₜ‖, for one example"
          lines=${of("jacobian")}
          x=${steps}
          place=${place}
        />
        <${Measured}
          title="One step’s factor"
          symbol="‖∂sₜ/∂sₜ₋₁‖; 1: it holds"
          lines=${of("factor")}
          references=${[{ title: "1", beside: true, points: [{ x: 1, y: 1 }, { x: longest, y: 1 }] }]}
          x=${steps}
          log=${false}
          domain=${fromZero(of("factor"))}
          place=${place}
          value=${factor}
        />
        <${Singular} sides=${shown} update=${update} />
        <${Gates} sides=${shown} update=${update} steps=${steps} place=${place} />
        <${Learning} sides=${shown} at=${at} />
      </div>
      ${shown.slice(0, 1).map(({ run }) => html`<${Example} ...${run.network.example} />`)}
    <//>
  `;
}

/** What the network reads, and what it should say after it. */
function Example({ tokens, target }) {
  return html`<p class="source">
    An example: <samp class="tokens">${shortened(tokens)}</samp>${" → "}<b>${target}</b>
  </p>`;
}

/** How short the memory is, as a number. */
function Memory({ sides, update, longest }) {
  return html`
    <div class="table-frame">
      <table class="summary">
        <caption>
          How far back the gradient reaches ${" "}
          <span class="quiet">(steps after which its norm is smaller for good)</span>
        </caption>
        <thead>
          <tr>${["run", "half", "a hundredth", "so its memory is"].map((head) => html`<th scope="col">${head}</th>`)}</tr>
        </thead>
        <tbody>
          ${sides.map(({ model, title, run }) => {
            const memory = stepAt(run, update)?.memory ?? {};
            return html`
              <tr data-model=${model}>
                <th scope="row">${title}</th>
                <td>${steps(memory.half, longest)}</td>
                <td>${steps(memory.hundredth, longest)}</td>
                <td>${reach(memory, longest)}</td>
              </tr>
            `;
          })}
        </tbody>
      </table>
    </div>
  `;
}

/** From 0 to beyond 1, the value that tells growing from shrinking. */
function fromZero(lines) {
  return [0, 1.1 * Math.max(1, ...lines.flatMap(({ points }) => points.map(({ y }) => y)))];
}

function steps(value, longest) {
  return Number.isFinite(value) ? `${value.toFixed(1)} steps` : `not within ${longest - 1} steps`;
}

function reach({ hundredth }, longest) {
  return Number.isFinite(hundredth)
    ? `about ${counted(Math.max(1, Math.round(hundredth)), "step")} of ${longest - 1}: further back less than 1 % arrives`
    : "as long as the sequence";
}

function Singular({ sides, update }) {
  const lines = sides.flatMap((side) => {
    const gates = stepAt(side.run, update)?.singularValues ?? [];
    return gates.map(({ gate, values }, i) => ({
      ...line(side, byPlace(values)),
      title: gates.length > 1 ? gate : side.title,
      dashed: i > 0,
    }));
  });
  const most = Math.max(2, ...lines.map(({ points }) => points.length));
  return html`<${Measured}
    title="Singular values"
    symbol="of the recurrent matrix, falling"
    lines=${lines}
    x=${{ label: "rank", domain: [1, most] }}
    log=${false}
    domain=${fromZero(lines)}
    references=${[{ title: "1", beside: true, points: [{ x: 1, y: 1 }, { x: most, y: 1 }] }]}
    place=${(rank) => `singular value ${rank}`}
    value=${factor}
  />`;
}

function Gates({ sides, update, steps: axis, place }) {
  const lines = sides.flatMap((side) =>
    (stepAt(side.run, update)?.gates ?? []).map(({ name, mean }, i) => ({
      ...line(side, byPlace(mean)),
      title: name,
      dashed: i > 0,
    })),
  );
  if (lines.length === 0) return null;
  return html`<${Measured}
    title="Gates"
    symbol="mean over the units; a forget gate at 1 lets all through"
    lines=${lines}
    x=${axis}
    log=${false}
    domain=${[0, 1]}
    place=${place}
    value=${factor}
  />`;
}

/** The two ends of a long sequence. */
function shortened(tokens) {
  return tokens.length <= 24
    ? tokens.join(" ")
    : `${tokens.slice(0, 12).join(" ")} … ${tokens.slice(-8).join(" ")}`;
}

function tableOf(sides) {
  const columns = ["gradient", "cellGradient", "jacobian", "factor", "hidden", "saturated"];
  return {
    head: ["run", "update", "loss", "right", "step", ...columns],
    rows: sides.flatMap(({ title, run }) =>
      run.steps.flatMap((step) =>
        step.gradient.map((_, t) => [
          title,
          step.update,
          step.loss,
          step.accuracy,
          t + 1,
          ...columns.map((column) => step[column]?.[t] ?? null),
        ]),
      ),
    ),
    show: (value) => (typeof value === "number" && !Number.isInteger(value) ? small(value) : (value ?? "–")),
  };
}
