import { html, useRef, useState } from "../../vendor/htm/preact/standalone.module.js";
import { saveCsv, saveSvg } from "../../js/save.js";

/**
 * What all figures have: a title, how to read it, the figure, and its numbers: as a table, and as files.
 *
 * @param {object} props
 * @param {string} props.name of the files, and of the figure in tests
 * @param {string} props.title
 * @param props.how one or two sentences on how to read it
 * @param {?object} props.explanation whose figure this is; null for one that does not depend on the text
 * @param {?{head: string[], rows: Array<Array>, show?: (value, column: number) => string}} props.table
 *     all numbers in full; `show` writes them for people
 * @param {string} [props.wants] what is said while there is nothing to draw
 */
export function Figure({ name, title, how, explanation, table, wants, children }) {
  const figure = useRef(null);
  const id = `figure-${name}`;
  const ready = Boolean(table?.rows.length);
  return html`
    <figure
      class="figure"
      data-figure=${name}
      aria-labelledby=${id}
      aria-busy=${explanation?.loading ?? false}
      ref=${figure}
    >
      <figcaption>
        <h3 id=${id}>${title}</h3>
        <p class="how">${how}</p>
      </figcaption>
      ${explanation?.error && html`<p class="figure-error" role="status">${explanation.error}</p>`}
      ${ready ? children : html`<p class="figure-empty">${wants ?? waitingFor(explanation)}</p>`}
      ${ready &&
      html`
        <div class="figure-tools" data-save="no">
          <${Numbers} table=${table} caption=${title} />
          <button type="button" onClick=${() => saveSvg(figure.current, `nextword-${name}`)}>
            Save as SVG
          </button>
          <button
            type="button"
            onClick=${() => saveCsv([table.head, ...table.rows], `nextword-${name}`)}
          >
            Save as CSV
          </button>
        </div>
      `}
    </figure>
  `;
}

/** The same numbers for those who read better than they see; drawn only when opened. */
function Numbers({ table, caption }) {
  const [open, setOpen] = useState(false);
  const show = table.show ?? ((value) => value ?? "–");
  return html`
    <details class="numbers" onToggle=${(event) => setOpen(event.target.open)}>
      <summary>The numbers</summary>
      ${open &&
      html`<div class="numbers-frame" tabindex="0" role="region" aria-label=${`Numbers: ${caption}`}>
        <table>
          <thead>
            <tr>${table.head.map((head) => html`<th scope="col">${head}</th>`)}</tr>
          </thead>
          <tbody>
            ${table.rows.map(
              (row) => html`<tr>${row.map((value, column) => html`<td>${show(value, column)}</td>`)}</tr>`,
            )}
          </tbody>
        </table>
      </div>`}
    </details>
  `;
}

function waitingFor(explanation) {
  if (explanation?.error) return "";
  return explanation?.loading ? "Computing …" : "Type a few words: this is computed from them.";
}

/** A row of choices of which one holds; arrow keys move in it, as in every group of radio buttons. */
export function Choice({ legend, name, options, chosen, onChoose }) {
  return html`
    <fieldset class="choice figure-choice" data-save="no">
      <legend>${legend}</legend>
      ${options.map(
        ({ value, title, model }) => html`
          <label data-model=${model}>
            <input
              type="radio"
              name=${name}
              value=${value}
              checked=${value === chosen}
              onChange=${() => onChoose(value)}
            />
            ${title}
          </label>
        `,
      )}
    </fieldset>
  `;
}
