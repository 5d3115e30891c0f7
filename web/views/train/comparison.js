import { html } from "../../vendor/htm/preact/standalone.module.js";
import { figure } from "../../js/format.js";
import { MODELS } from "../../js/models.js";
import { Figure } from "../figures/figure.js";
import { Mark } from "../mark.js";

/** What is compared. `better` is 1 where more is better, -1 where less is. */
const MEASURES = [
  {
    title: "perplexity",
    of: ({ perplexityOnSharedWords: shared }) => shared && [shared.before, shared.after],
    show: figure,
    better: -1,
  },
  { title: "top-3", of: ({ before, after }) => [before.top3, after.top3], show: share, better: 1 },
  {
    title: "keys saved",
    of: ({ before, after }) => [before.keystrokeSavings, after.keystrokeSavings],
    show: share,
    better: 1,
  },
];

function share(value) {
  return `${(100 * value).toFixed(1)}%`;
}

/** Old models and new ones on text of the person's that neither has seen. */
export function Comparison({ comparison, order }) {
  const rows = MODELS.filter(({ name }) => comparison[name]);
  const tokens = Math.max(0, ...rows.map(({ name }) => comparison[name].after.tokens ?? 0));
  return html`
    <${Figure}
      name="comparison"
      title="Before and after"
      how=${html`On ${tokens > 0 && `${tokens.toLocaleString("en")} `}words of your text that were set aside: the
      models ${order.from ? "they went on from" : "that served"}, and the new ones. Perplexity is over the words that
      both know: less is better. Of the others, more is.${tokens > 0 &&
      tokens < 5000 &&
      html` <b>With so few words, differences of a few per cent may be luck.</b>`}`}
      explanation=${null}
      table=${tableOf(rows, comparison)}
    >
      <div class="table-frame" tabindex="0" role="region" aria-label="Before and after">
        <table class="comparison">
          <thead>
            <tr>
              <td></td>
              ${MEASURES.map(({ title }) => html`<th scope="col">${title}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ({ name, title, shape }) => html`
                <tr data-model=${name}>
                  <th scope="row"><${Mark} shape=${shape} />${title}</th>
                  ${MEASURES.map((measure) => html`<${Change} ...${measure} line=${comparison[name]} />`)}
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    <//>
  `;
}

function Change({ title, of, show, better, line }) {
  const [before, after] = of(line) ?? [];
  if (!Number.isFinite(before) || !Number.isFinite(after)) {
    return html`<td data-measure=${title} class="quiet" title="Its scores are no probabilities.">–</td>`;
  }
  const gain = better * (after - before);
  const verdict = gain > 0 ? "better" : gain < 0 ? "worse" : "the same";
  return html`
    <td data-measure=${title} data-verdict=${verdict}>
      <span class="quiet">${show(before)}</span> → <b>${show(after)}</b> <small>${verdict}</small>
    </td>
  `;
}

function tableOf(rows, comparison) {
  return {
    head: ["model", ...MEASURES.flatMap(({ title }) => [`${title} before`, `${title} after`])],
    rows: rows.map(({ name, title }) => [
      title,
      ...MEASURES.flatMap(({ of }) => of(comparison[name]) ?? [null, null]),
    ]),
    show: (value, column) =>
      value === null || value === undefined
        ? "–"
        : column === 0
          ? value
          : MEASURES[Math.floor((column - 1) / 2)].show(value),
  };
}
