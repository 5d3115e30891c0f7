import { html, useMemo } from "../vendor/htm/preact/standalone.module.js";
import { MAX_DISTANCE } from "../js/address.js";
import { percent } from "../js/format.js";
import { MODELS } from "../js/models.js";
import { counted } from "../js/numbers.js";
import { Plot } from "../js/plot.js";
import { Figure } from "./figures/figure.js";

/**
 * The visitor's own example: how probable its last word is, by the number of neutral words put in.
 *
 * @param {{distance: number, values: Object<string, number>}[]} props.points
 * @param {number} props.distance where the slider stands
 */
export function OwnCurve({ points, distance, target }) {
  const lines = useMemo(() => linesOf(points), [points]);
  return html`
    <${Figure}
      name="own-distance"
      title="In your text"
      how=${html`How probable each column finds <b>${target}</b>, with 0, 10, … ${MAX_DISTANCE} neutral
      words put in. One text, one word: an example, not a measurement.`}
      explanation=${null}
      table=${{
        head: ["model", "words put in", "probability"],
        rows: lines.flatMap(({ title, points: own }) => own.map(({ x, y }) => [title, x, y])),
        show: (value, column) => (column === 2 ? percent(value) : value),
      }}
      wants="Asking the models …"
    >
      <${Plot}
        name="Probability in your text, by neutral words put in"
        x=${{ label: "neutral words put in", domain: [0, MAX_DISTANCE] }}
        y=${{ label: "probability", domain: [0, 1], format: (value) => `${Math.round(value * 100)}%` }}
        lines=${lines}
        flag=${{ x: distance, label: String(distance) }}
        place=${(words) => `${counted(words, "word")} put in`}
        value=${percent}
        height=${300}
      />
    <//>
  `;
}

function linesOf(points) {
  return MODELS.filter(({ name }) => points.some(({ values }) => name in values)).map(
    ({ name, title }) => ({
      model: name,
      title,
      points: points
        .filter(({ values }) => name in values)
        .map(({ distance, values }) => ({ x: distance, y: values[name] })),
    }),
  );
}
