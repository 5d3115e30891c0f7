import { html, useRef, useState } from "../../vendor/htm/preact/standalone.module.js";
import { moved, useWidth } from "../../js/plot.js";

/** A row of labels above, in sixteenths of the page's rem. */
const LABELS = 64;

/** Longer words are cut in the labels. */
const LETTERS = 11;

/**
 * Rows of cells, a column for each token, with the tokens above and a cursor that follows the pointer or
 * the arrow keys.
 *
 * @param {object} props
 * @param {Array} props.tokens as js/tokens.js places them
 * @param {string} props.name for those who do not see it
 * @param {Array<{label, aside?, height: number, model: string, rows: number}>} props.bands one below the other;
 *     `rows` is how many rows the cursor finds in it
 * @param {(band: number, width: number, cell: number) => any} props.draw a band
 * @param {(at: {token: number, band: number, row: number}) => string} props.say what stands at a place
 * @param {?number} props.chosen a token to mark
 * @param {(token: number) => void} props.onChoose
 */
export function TokenGrid({ tokens, name, bands, draw, say, chosen, onChoose }) {
  const cells = useRef(null);
  const width = useWidth(cells);
  const cell = width / tokens.length;
  const [cursor, setCursor] = useState(null); // {token, band, row}
  const at = cursor && { ...cursor, token: Math.min(cursor.token, tokens.length - 1) };

  const point = (event, band) => {
    const box = event.currentTarget.getBoundingClientRect();
    const place = (size, from, count) => Math.max(0, Math.min(count - 1, Math.floor((from / size) * count)));
    setCursor({
      token: place(box.width, event.clientX - box.left, tokens.length),
      band,
      row: place(box.height, event.clientY - box.top, bands[band].rows),
    });
  };
  const onKey = (event) => {
    const { token = tokens.length - 1, band = 0, row = 0 } = at ?? {};
    if (event.key === "Enter" || event.key === " ") onChoose?.(token);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      setCursor({ token, ...below(bands, band, row, event.key === "ArrowDown" ? 1 : -1) });
    } else {
      const next = moved(event.key, token, tokens.length);
      if (next === null) return;
      setCursor({ token: next, band, row });
    }
    event.preventDefault();
  };
  return html`
    <div class="token-grid-frame">
      <div
        class="token-grid"
        tabindex="0"
        role="slider"
        aria-label=${name}
        aria-valuemin="0"
        aria-valuemax=${tokens.length - 1}
        aria-valuenow=${at?.token ?? tokens.length - 1}
        aria-valuetext=${at ? say(at) : "use the arrow keys"}
        style=${{ "--tokens": tokens.length }}
        onKeyDown=${onKey}
        onPointerLeave=${() => setCursor(null)}
        onBlur=${() => setCursor(null)}
      >
        <div class="token-cells token-labels" ref=${cells}>
          <svg viewBox=${`0 0 ${width} ${LABELS}`} aria-hidden="true">
            ${tokens.map((token, i) => html`
              <text
                class=${i === chosen ? "chosen" : i === at?.token ? "current" : ""}
                transform=${`translate(${((i + 0.5) * cell + 3).toFixed(1)} ${LABELS - 4}) rotate(-62)`}
              >${cut(token.shown || "¶")}</text>`)}
          </svg>
        </div>
        ${bands.map((band, index) => html`
          <div class="token-label" data-model=${band.model}>${band.label}</div>
          <div
            class="token-cells"
            data-model=${band.model}
            onPointerMove=${(event) => point(event, index)}
            onClick=${() => at && onChoose?.(at.token)}
          >
            ${draw(index, width, cell)}
            ${at &&
            html`<span
              class="token-cursor"
              style=${{ left: `${(at.token / tokens.length) * 100}%`, width: `${100 / tokens.length}%` }}
            ></span>`}
          </div>
          <div class="token-aside">${band.aside}</div>
        `)}
      </div>
    </div>
    <p class="readout" data-save="no" aria-hidden="true">
      ${at ? say(at) : "Point at a cell, or use the arrow keys, to read what its number means."}
    </p>
  `;
}

/** One row further down or up, into the next band where one ends. */
function below(bands, band, row, by) {
  const next = row + by;
  if (next >= 0 && next < bands[band].rows) return { band, row: next };
  if (!bands[band + by]) return { band, row };
  return { band: band + by, row: by > 0 ? 0 : bands[band + by].rows - 1 };
}

function cut(word) {
  const letters = [...word];
  return letters.length > LETTERS ? `${letters.slice(0, LETTERS - 1).join("")}…` : word;
}
