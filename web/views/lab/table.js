import { html, useEffect, useState } from "../../vendor/htm/preact/standalone.module.js";
import { ask } from "../../js/owner.js";
import { oneOf } from "../../js/lab/address.js";
import { small } from "../../js/numbers.js";
import { Choice, Figure } from "../figures/figure.js";
import { Question } from "./question.js";

const OPTIONS = [
  { value: "none", title: "none of them" },
  { value: "few", title: "fewer than half" },
  { value: "most", title: "half or more" },
  { value: "all", title: "all of them" },
];

const KINDS = [
  { value: "depth", title: "many layers" },
  { value: "time", title: "many steps" },
];

/** Panel 7: what `experiment remedies` measured: every remedy alone and the usual pairs, over seeds. */
export function Table({ fields, change, open }) {
  const [found, setFound] = useState(null);
  const [said, setSaid] = useState(null);
  useEffect(() => {
    let over = false;
    ask("GET", "lab/remedies").then(
      (table) => over || setFound({ table }),
      ({ message }) => over || setFound({ problem: message }),
    );
    return () => (over = true);
  }, []);
  const table = found?.table;
  const kinds = KINDS.filter(({ value }) => table?.rows.some(({ kind }) => kind === value));
  const kind = oneOf(fields, "kind", kinds.length ? kinds.map(({ value }) => value) : ["depth"]);
  const rows = (table?.rows ?? []).filter((row) => row.kind === kind);
  const verdict = said && rows.length ? judge(rows) : null;
  return html`
    ${rows.length > 0 &&
    html`<${Question}
      act="look"
      ask="how many of these settings learn their task in more than half of the runs?"
      options=${OPTIONS}
      said=${said}
      onSay=${setSaid}
      found=${verdict?.found ?? null}
      because=${verdict?.because}
    />`}
    <${Figure}
      name="remedies"
      title="What each remedy does"
      how=${html`How often a network learns its task, of all seeds; brackets and bars are 95 % intervals. The
      gradient’s column compares the first layer or step with the last, at the end: 1 is even. Press a row to see one
      such run beside the untreated one.`}
      explanation=${null}
      table=${numbersOf(rows)}
      wants=${found?.problem ?? "Loading …"}
    >
      ${kinds.length > 1 &&
      html`<div class="figure-choices" data-save="no">
        <${Choice}
          legend="Networks of"
          name="table-kind"
          options=${kinds}
          chosen=${kind}
          onChoose=${(value) => change({ kind: value })}
        />
      </div>`}
      <div class="table-frame">
        <table class="remedies-table">
          <thead>
            <tr>
              ${["remedy", "learns", "", "updates needed", "gradient first : last", "seconds", ""].map(
                (head) => html`<${head ? "th" : "td"} scope=${head ? "col" : undefined}>${head}<//>`,
              )}
            </tr>
          </thead>
          <tbody>${rows.map((row) => html`<${Row} key=${row.remedy} ...${{ row, open }} />`)}</tbody>
        </table>
      </div>
      <p class="source">${table && sourceOf(table)}</p>
    <//>
  `;
}

function judge(rows) {
  const learning = rows.filter(({ learned }) => learned.share > 0.5).length;
  const share = learning / rows.length;
  const found = learning === 0 ? "none" : share === 1 ? "all" : share < 0.5 ? "few" : "most";
  return { found, because: `${learning} of ${rows.length}.` };
}

function Row({ row, open }) {
  const { learned, updates, firstOverLast, seconds } = row;
  const compare = () => {
    const fields = { kind: row.kind };
    for (const [name, value] of Object.entries(row.settings)) fields[`b.${name}`] = String(value);
    open("remedies", fields);
  };
  return html`
    <tr>
      <th scope="row">
        <button type="button" class="plain" onClick=${compare}>${row.title}</button>
      </th>
      <td>${whole(learned.share)} <span class="quiet">[${whole(learned.from)}, ${whole(learned.to)}]</span></td>
      <td><${Interval} ...${learned} /></td>
      <td>${range(updates, Math.round)}</td>
      <td>${range(firstOverLast, small)}</td>
      <td>${range(seconds, (value) => value.toFixed(1))}</td>
      <td class="quiet note">
        ${row.diverged > 0 && `${row.diverged} of ${row.runs} ended in not-a-number. `}${row.note}
      </td>
    </tr>
  `;
}

function whole(share) {
  return `${Math.round(100 * share)}%`;
}

/** The share as a point in its interval, from 0 to 1. */
function Interval({ share, from, to }) {
  return html`
    <svg class="interval" viewBox="0 0 100 12" aria-hidden="true">
      <path class="plot-base" d="M0 6H100" />
      <path class="interval-bar" d=${`M${100 * from} 6H${100 * to}`} />
      <circle cx=${100 * share} cy="6" r="4" />
    </svg>
  `;
}

function range(measured, show) {
  if (!Number.isFinite(measured?.median)) return "–";
  const { median, least, most } = measured;
  return html`${show(median)} <span class="quiet">${least === most ? "" : `${show(least)} to ${show(most)}`}</span>`;
}

function numbersOf(rows) {
  return {
    head: ["remedy", "runs", "learned", "from", "to", "updates", "first over last", "seconds", "diverged", "note"],
    rows: rows.map((row) => [
      row.title,
      row.runs,
      row.learned.share,
      row.learned.from,
      row.learned.to,
      row.updates?.median ?? null,
      row.firstOverLast?.median ?? null,
      row.seconds?.median ?? null,
      row.diverged,
      row.note ?? "",
    ]),
  };
}

function sourceOf({ provenance }) {
  const { seeds, started, version } = provenance;
  return `Measured by experiment remedies: ${seeds} seeds a row${started ? `, begun ${started.slice(0, 10)}` : ""}${
    version ? `, version ${version}` : ""
  }. Updates, gradient and seconds: median, and least to most.`;
}
