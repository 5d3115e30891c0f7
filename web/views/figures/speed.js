import { html, useEffect, useState } from "../../vendor/htm/preact/standalone.module.js";
import { call } from "../../js/api.js";

/** The benchmark's table and its columns, by the names that it gives them. */
const TABLE = "Training, one thread: words a second";
const COLUMNS = [
  { column: "ours", title: "nextword" },
  { column: "libtorch, tuned", title: "libtorch, tuned" },
  { column: "libtorch as it comes", title: "libtorch as it comes" },
  { column: "stock DL4J, tuned", title: "Deeplearning4j’s own layers, tuned" },
  { column: "stock DL4J as it comes", title: "as they come" },
  { column: "ours / tuned", title: "nextword : libtorch, tuned", ratio: true },
];

/** How fast are these cells trained, beside other libraries? What the benchmark has measured; nothing without it. */
export function TrainingSpeed() {
  const [measured, setMeasured] = useState(null);
  useEffect(() => {
    let over = false;
    call("training-speed").then(
      (result) => over || setMeasured(result),
      () => {}, // not measured here: the README says how
    );
    return () => (over = true);
  }, []);
  const table = measured?.tables?.find(({ title }) => title === TABLE);
  if (!table) return null;
  const columns = COLUMNS.map((shown) => ({ ...shown, at: table.columns.indexOf(shown.column) }));
  const kept = columns.filter(({ at }) => at >= 0);
  return html`
    <section class="training-speed">
      <h4>How fast the cells are trained: words a second, one thread</h4>
      <div class="table-frame" tabindex="0" role="region" aria-label="Speed of training">
        <table class="speeds">
          <thead>
            <tr>
              <td></td>
              ${kept.map(({ title }) => html`<th scope="col">${title}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${table.rows.map(
              (row) => html`
                <tr>
                  <th scope="row">${row[0]}</th>
                  ${kept.map(({ at, ratio }) => html`<td>${shown(row[at], ratio)}</td>`)}
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
      <p class="source">
        ${measured.machine}, ${measured.started.slice(0, 10)}; V words, E numbers a word’s vector, H hidden
        units, B texts side by side, T steps; the same weights, text, loss and optimiser; medians of
        interleaved rounds, 90 % intervals in brackets. GET /api/v1/training-speed has all of it.
      </p>
    </section>
  `;
}

/** A cell of the benchmark's tables: a number, a text, nothing, or a median with its interval. */
function shown(cell, ratio) {
  const of = (value) => (ratio ? value.toFixed(2) : Math.round(value).toLocaleString("en"));
  if (cell === null || cell === undefined || cell === "") return "–";
  if (typeof cell === "number") return of(cell);
  if (typeof cell === "string") return cell;
  return ratio ? `${of(cell.median)} [${of(cell.low)}, ${of(cell.high)}]` : of(cell.median);
}
