import { html, useMemo, useState } from "../../vendor/htm/preact/standalone.module.js";
import { percent } from "../../js/format.js";
import { average, cueOf, MEANINGS } from "../../js/gates.js";
import { titleOf } from "../../js/models.js";
import { counted, words as length } from "../../js/numbers.js";
import { shareShade, SHADES } from "../../js/ramp.js";
import { nameOf, placed } from "../../js/tokens.js";
import { Choice, Figure } from "./figure.js";
import { GateUnits } from "./gate-units.js";
import { TokenGrid } from "./token-grid.js";

/** A bar of 1, in sixteenths of the page's rem. */
const BAR = 28;

/**
 * What the gates of the LSTM and the GRU do at each word: the mean over all units, or every unit of one
 * gate.
 */
export function Gates({ explanation }) {
  const cells = useMemo(
    () => (explanation?.results ?? []).filter(({ gates, tokens }) => gates?.length && tokens.length),
    [explanation],
  );
  const gates = cells.flatMap((cell) => cell.gates.map((gate) => ({ cell, gate })));
  const tokens = useMemo(
    () => (cells.length ? placed(cells[0].tokens, explanation.text) : []),
    [cells, explanation],
  );
  const [view, setView] = useState("means");
  const [chosenGate, setGate] = useState("lstm forget");
  const [chosen, setChosen] = useState(null); // where in the text the chosen word begins
  const found = tokens.findIndex(({ start }) => start !== null && start === chosen);
  const cue = found >= 0 || !cells.length ? found : cueOf(tokens, cells.at(-1).connectivity);
  const shown = gates.find(({ cell, gate }) => keyOf(cell, gate) === chosenGate) ?? gates[0];
  const choose = (token) => setChosen(tokens[token].start);
  return html`
    <${Figure}
      name="gates"
      title="What the gates let through"
      how=${html`A gate is a number from 0 (closed) to 1 (open) for each unit, computed anew at every word.
      A forget gate or an update gate that stays near 1 keeps what was there: that is how a word
      survives. The plain RNN has no gates: it writes its whole state anew at every word.`}
      explanation=${explanation}
      table=${tableOf(gates, tokens)}
    >
      <div class="figure-choices" data-save="no">
        <${Choice}
          legend="Show"
          name="gates-view"
          chosen=${view}
          onChoose=${setView}
          options=${[{ value: "means", title: "means" }, { value: "units", title: "every unit" }]}
        />
        ${view === "units" &&
        html`<${Choice}
          legend="Gate"
          name="gates-gate"
          chosen=${shown && keyOf(shown.cell, shown.gate)}
          onChoose=${setGate}
          options=${gates.map(({ cell, gate }) => ({
            value: keyOf(cell, gate),
            title: `${titleOf(cell.model)} ${gate.name}`,
            model: cell.model,
          }))}
        />`}
      </div>
      <${Legend} />
      ${view === "means"
        ? html`<${Means} ...${{ gates, tokens, cue, choose }} />`
        : html`<${GateUnits} ...${shown} ...${{ explanation, tokens, cue, choose }} />`}
      <${HalfLives} cells=${cells} />
    <//>
  `;
}

/** A sentence on a gate's value at a word. */
export function sayGate({ cell, gate, token, value, unit }) {
  const share = percent(value);
  const meaning = MEANINGS[cell.cell]?.[gate.name]?.(share) ?? `is open to ${share}`;
  const whose = unit === undefined ? "over all units" : `unit ${unit + 1}`;
  const where = `At “${nameOf(token)}”, ${counted(token.words, "word")} back`;
  const which = `the ${titleOf(cell.model)}’s ${gate.name} gate (${whose})`;
  return `${where}, ${which} is ${value.toFixed(2)}: it ${meaning}.`;
}

function Means({ gates, tokens, cue, choose }) {
  const bands = gates.map(({ cell, gate }) => ({
    label: html`<b>${titleOf(cell.model)}</b> ${gate.name}`,
    aside: average(gate.mean).toFixed(2),
    model: cell.model,
    rows: 1,
  }));
  return html`
    <${TokenGrid}
      name="Mean of each gate over its units, by word"
      tokens=${tokens}
      bands=${bands}
      draw=${(band, width, cell) => html`
        <${Bars} values=${gates[band].gate.mean} width=${width} cell=${cell} />
      `}
      say=${({ token, band }) =>
        sayGate({ ...gates[band], token: tokens[token], value: gates[band].gate.mean[token] })}
      chosen=${cue}
      onChoose=${choose}
    />
  `;
}

/** Height and shade both say the value. */
function Bars({ values, width, cell }) {
  return html`
    <svg class="bars" viewBox=${`0 0 ${width} ${BAR}`} aria-hidden="true">
      ${values.map(
        (value, i) => html`
          <rect
            class="bars-track"
            x=${(i * cell).toFixed(1)}
            width=${Math.max(1, cell - 1).toFixed(1)}
            height=${BAR}
          />
          <rect
            data-shade=${Math.max(1, shareShade(value))}
            x=${(i * cell).toFixed(1)}
            y=${(BAR * (1 - value)).toFixed(1)}
            width=${Math.max(1, cell - 1).toFixed(1)}
            height=${(BAR * value).toFixed(1)}
          />
        `,
      )}
    </svg>
  `;
}

function Legend() {
  return html`
    <div class="legend" aria-hidden="true">
      <span class="legend-name">closed 0</span>
      <ol class="legend-shades flat">
        ${Array.from(
          { length: SHADES },
          (_, shade) => html`<li><span class="shade" data-shade=${shade}></span></li>`,
        )}
      </ol>
      <span class="legend-name">1 open</span>
    </div>
  `;
}

function HalfLives({ cells }) {
  return html`
    <div class="table-frame">
      <table class="summary">
        <caption>How long the gates alone would keep a memory, and how long it lasts</caption>
        <thead>
          <tr>
            ${["cell", "keeps a step", "so half is left after", "measured influence: half within"].map(
              (head) => html`<th scope="col">${head}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${cells.map((cell) => {
            const gate = cell.gates.find(({ name }) => name === "forget" || name === "update");
            return html`
              <tr data-model=${cell.model}>
                <th scope="row">${titleOf(cell.model)}</th>
                <td>${average(gate.mean).toFixed(3)} <span class="quiet">(${gate.name})</span></td>
                <td>${cell.gateHalfLife == null ? "–" : `${length(cell.gateHalfLife)} steps`}</td>
                <td>
                  ${cell.halfLife?.words == null
                    ? "not within this text"
                    : `${length(cell.halfLife.words)} words`}
                </td>
              </tr>
            `;
          })}
        </tbody>
      </table>
      <p class="source">
        A step is a word or a mark. Where the measured influence outlives what the mean gate promises, a
        few units do it: their gates stay near 1 while the others come and go. “Every unit” shows them.
      </p>
    </div>
  `;
}

function keyOf(cell, gate) {
  return `${cell.model} ${gate.name}`;
}

function tableOf(gates, tokens) {
  return {
    head: ["word", "words back", ...gates.map(({ cell, gate }) => `${titleOf(cell.model)} ${gate.name}`)],
    rows: tokens.map((token) => [
      nameOf(token),
      token.words,
      ...gates.map(({ gate }) => gate.mean[token.index]),
    ]),
    show: (value, column) => (column > 1 ? value?.toFixed(2) : value),
  };
}
