import { html } from "../../vendor/htm/preact/standalone.module.js";
import { useAnswer } from "../../js/lab/ask.js";
import { short } from "../../js/lab/written.js";
import { linear } from "../../js/scales.js";
import { Figure } from "../figures/figure.js";

const TITLES = { sigmoid: "sigmoid", tanh: "tanh", relu: "ReLU", "leaky-relu": "leaky ReLU", elu: "ELU", selu: "SELU" };

const [WIDTH, HEIGHT] = [220, 150];

/** What is drawn of all of them, so that they can be compared. */
const SUMS = [-4, 4];
const VALUES = [-2, 2.2];

/** The derivatives of the activation functions, each beside its function, all on one scale. */
export function ActivationSlopes() {
  const { answer, error } = useAnswer("lab/activations", undefined);
  const curves = answer?.activations;
  return html`
    <${Figure}
      name="activations"
      title="What a unit multiplies by"
      how="Thin: what each function makes of a sum. Thick: its derivative, the factor on the way back. As ND4J computes both, all on one scale; dashed is 1, where a gradient would pass unchanged."
      explanation=${{ error }}
      wants=${error ? "" : "Computing …"}
      table=${curves && {
        head: ["function", "sum", "value", "derivative"],
        rows: curves.flatMap(({ name, points }) => points.map((point) => [TITLES[name], point.sum, point.activation, point.slope])),
        show: (value) => (typeof value === "number" ? short(value, 4) : value),
      }}
    >
      <ul class="slopes">
        ${curves?.map(
          ({ name, points, steepest }) => html`
            <li>
              <h4>${TITLES[name]}</h4>
              <${Curves} points=${points} />
              <p class="quiet">derivative at most ${short(steepest)}${name === "relu" ? ", and 0 on the left" : ""}</p>
            </li>
          `,
        )}
      </ul>
    <//>
  `;
}

function Curves({ points }) {
  const toX = linear(SUMS, [18, WIDTH - 4]);
  const toY = linear(VALUES, [HEIGHT - 6, 6]);
  const inside = points.filter(({ sum }) => sum >= SUMS[0] && sum <= SUMS[1]);
  const line = (of) => {
    let before = null;
    return inside
      .map((point) => {
        const value = of(point);
        if (value < VALUES[0] || value > VALUES[1]) {
          before = null; // it leaves the picture
          return "";
        }
        const jump = before === null || Math.abs(value - before) > 0.3; // a step is no slope
        before = value;
        return `${jump ? "M" : "L"}${toX(point.sum).toFixed(1)} ${toY(value).toFixed(1)}`;
      })
      .join("");
  };
  return html`
    <svg class="activation" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" data-model="lstm">
      <path class="slope-axis" d=${`M${toX(SUMS[0])} ${toY(0)}H${WIDTH - 4}M${toX(0)} ${toY(VALUES[0])}V6`} />
      <path class="slope-one" d=${`M${toX(SUMS[0])} ${toY(1)}H${WIDTH - 4}`} />
      <text x=${toX(SUMS[0]) - 4} y=${toY(1) + 4}>1</text>
      <text x=${toX(SUMS[0]) - 4} y=${toY(0) + 4}>0</text>
      <path class="slope-function" d=${line(({ activation }) => activation)} />
      <path class="slope-derivative" d=${line(({ slope }) => slope)} />
    </svg>
  `;
}
