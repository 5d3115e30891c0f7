import { html } from "../../vendor/htm/preact/standalone.module.js";
import { Plot } from "../../js/plot.js";
import { positive } from "../../js/lab/sides.js";
import { powersAround } from "../../js/scales.js";
import { small } from "../../js/numbers.js";

/** Powers of ten that a plot shows at most: a gradient may be that small. */
const DECADES = 24;

/**
 * A plot of what runs have measured, for one side or two on one scale.
 *
 * @param {string} props.title
 * @param {string} props.symbol what is drawn, as a formula
 * @param {{model: string, title: string, points: object[], dashed?: boolean}[]} props.lines
 * @param {{label: string, domain: number[]}} props.x
 * @param {boolean} [props.log]
 */
export function Measured({ title, symbol, lines, x, log = true, domain, place, value = small, references, flag }) {
  const drawn = lines
    .map((line) => ({ ...line, points: log ? positive(line.points) : line.points }))
    .filter(({ points }) => points.length);
  const values = drawn.flatMap(({ points }) => points.map(({ y }) => y));
  const head = html`<h4>${title} <span class="quiet">${symbol}</span></h4>`;
  if (values.length === 0) {
    return html`<section class="measured">${head}<p class="figure-empty">No finite number above 0 to draw.</p></section>`;
  }
  return html`
    <section class="measured">
      ${head}
      <${Plot}
        name=${title}
        x=${x}
        y=${{ label: "", domain: domain ?? (log ? powersAround(values, DECADES) : around(values)), log }}
        lines=${drawn}
        references=${references}
        flag=${flag}
        place=${place}
        value=${value}
      />
    </section>
  `;
}

function around(values) {
  return [Math.min(0, ...values), Math.max(1e-9, ...values)];
}
