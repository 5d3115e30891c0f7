import { html } from "../../vendor/htm/preact/standalone.module.js";
import { MODELS } from "../../js/models.js";
import { counted, small } from "../../js/numbers.js";
import { Plot } from "../../js/plot.js";
import { powersAround } from "../../js/scales.js";
import { Figure } from "../figures/figure.js";

/** Powers of ten on the vertical axis at most. */
const DECADES = 9;

/** How strongly a word so many words back still moves the loss, of the networks as they are now. */
export function GradientByLag({ cells }) {
  const lines = MODELS.filter(({ name }) => cells[name]?.gradientByLag?.length).map(({ name, title }) => ({
    model: name,
    title,
    points: cells[name].gradientByLag.map((y, x) => ({ x, y })).filter(({ y }) => y > 0),
  }));
  if (!lines.length) return null;
  const points = lines.flatMap((line) => line.points);
  return html`
    <${Figure}
      name="gradient-by-lag"
      title="How far back they learn from"
      how="Norm of the gradient of the loss at one word with respect to the vector of the word so many words before, at the newest measurement. What stands where a line has fallen to nothing is hardly learned."
      explanation=${null}
      table=${{
        head: ["model", "words back", "norm"],
        rows: lines.flatMap(({ title, points: its }) => its.map(({ x, y }) => [title, x, y])),
        show: (value, column) => (column === 2 ? small(value) : value),
      }}
    >
      <${Plot}
        name="Gradient by words back"
        x=${{ label: "words back", domain: [0, Math.max(1, ...points.map(({ x }) => x))] }}
        y=${{ label: "norm", domain: powersAround(points.map(({ y }) => y), DECADES), log: true }}
        lines=${lines}
        place=${(lag) => `${counted(lag, "word")} back`}
        value=${small}
      />
    <//>
  `;
}
