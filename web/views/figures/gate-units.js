import { html, useEffect, useMemo, useRef, useState } from "../../vendor/htm/preact/standalone.module.js";
import { useExplanation } from "../../js/explain.js";
import { ordered, ORDERS, statistics } from "../../js/gates.js";
import { titleOf } from "../../js/models.js";
import { Choice } from "./figure.js";
import { sayGate } from "./gates.js";
import { TokenGrid } from "./token-grid.js";

/** A gate that keeps this much at every step keeps more than half over six words, one at 0.99 over sixty. */
const OPEN = 0.9;

/**
 * Every unit of one gate: a row each, a column for each word. The values are asked for when this is
 * looked at, and not with every key: they are hundreds of times as many as their means.
 */
export function GateUnits({ explanation, cell, gate, tokens, cue, choose }) {
  const [order, setOrder] = useState("mean");
  const target = explanation.target ? { target: explanation.target } : {};
  const found = useExplanation({
    text: explanation.text,
    ...target,
    models: [cell.model],
    units: true,
    jacobian: false,
  });
  const result = found?.results.find(({ model }) => model === cell.model);
  const values = result?.gates.find(({ name }) => name === gate.name)?.values;
  const fits = values?.length === tokens.length;
  const units = useMemo(
    () => (fits ? ordered(values, order, Math.max(0, cue)) : []),
    [values, fits, order, cue],
  );
  if (!fits) return html`<p class="figure-empty">${found?.error ?? "Computing …"}</p>`;
  return html`
    <div class="figure-choices" data-save="no">
      <${Choice}
        legend="Units by"
        name="gates-order"
        options=${ORDERS}
        chosen=${order}
        onChoose=${setOrder}
      />
    </div>
    <${TokenGrid}
      name=${`${titleOf(cell.model)}, ${gate.name} gate of every unit, by word`}
      tokens=${tokens}
      bands=${[
        {
          label: html`<b>${titleOf(cell.model)}</b> ${gate.name}, ${units.length} units`,
          model: cell.model,
          rows: units.length,
        },
      ]}
      draw=${() => html`<${Cells} values=${values} units=${units} />`}
      say=${({ token, row }) => {
        const unit = units[row];
        const { mean } = statistics(values, unit);
        const said = sayGate({ cell, gate, token: tokens[token], value: values[token][unit], unit });
        return `${said} Its mean over the text is ${mean.toFixed(2)}.`;
      }}
      chosen=${cue}
      onChoose=${choose}
    />
    <p class="source">
      ${units.filter((unit) => statistics(values, unit).mean > OPEN).length} of ${units.length} units have a mean
      above ${OPEN} on this text.
    </p>
  `;
}

/** A picture of one dot a cell; the browser makes it larger without smoothing. */
function Cells({ values, units }) {
  const canvas = useRef(null);
  const scheme = useScheme();
  useEffect(() => {
    const context = canvas.current.getContext("2d");
    const picture = context.createImageData(values.length, units.length);
    const colours = colourTable(canvas.current);
    units.forEach((unit, row) => {
      values.forEach((gates, token) => {
        const from = 3 * Math.round(255 * gates[unit]);
        const to = 4 * (row * values.length + token);
        picture.data.set(colours.subarray(from, from + 3), to);
        picture.data[to + 3] = 255;
      });
    });
    context.putImageData(picture, 0, 0);
  }, [values, units, scheme]);
  return html`<canvas class="units" ref=${canvas} width=${values.length} height=${units.length}></canvas>`;
}

/** The shades as the legend shows them, 256 between the lightest and the darkest: red, green, blue. */
function colourTable(element) {
  const legend = element.closest(".figure").querySelectorAll(".legend .shade");
  const stops = [...legend].map((shade) => getComputedStyle(shade).backgroundColor.match(/\d+/g).map(Number));
  const colours = new Uint8ClampedArray(3 * 256);
  for (let i = 0; i < 256; i++) {
    const place = (i / 255) * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(place));
    for (let c = 0; c < 3; c++) {
      colours[3 * i + c] = stops[low][c] + (stops[low + 1][c] - stops[low][c]) * (place - low);
    }
  }
  return colours;
}

/** Changes whenever the page turns light or dark, by the system or by its own switch. */
function useScheme() {
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const changed = () => setChanges((n) => n + 1);
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", changed);
    const own = new MutationObserver(changed);
    own.observe(document.documentElement, { attributes: true });
    return () => {
      system.removeEventListener("change", changed);
      own.disconnect();
    };
  }, []);
  return changes;
}
