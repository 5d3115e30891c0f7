import { html, useMemo, useRef, useState } from "../../vendor/htm/preact/standalone.module.js";
import { finePercent, ordinal } from "../../js/format.js";
import { MODELS, titleOf } from "../../js/models.js";
import { counted, power, small, words as length } from "../../js/numbers.js";
import { moved } from "../../js/plot.js";
import { logShades, SHADES } from "../../js/ramp.js";
import { nameOf, placed } from "../../js/tokens.js";
import { Mark } from "../mark.js";
import { Figure } from "./figure.js";

/** The half-life is counted from the middle of the nearest three words, the second: the first is 1 back. */
const NEAREST = 2;

/**
 * What each model still remembers of the text: its words shaded by connectivity, the norm of the gradient
 * of the target's logit with respect to the word's embedding (Madsen 2019, "Visualizing memorization in
 * RNNs", Distill), all columns on one scale; and the distance at which it has fallen to half.
 *
 * @param props.onWord called with `{text, start, end}` when a word is clicked; without it nothing happens
 */
export function Remember({ state, setState, explanation, onWord }) {
  const [hovered, setHovered] = useState(null); // where in the text a word begins: the same in all columns
  const columns = useMemo(() => columnsOf(explanation), [explanation]);
  const shades = useMemo(
    () => logShades(columns.flatMap(({ tokens }) => tokens.map(({ value }) => value ?? 0))),
    [columns],
  );
  return html`
    <${Figure}
      name="remember"
      title="What does it still remember?"
      how=${html`Each column shows your words as one model sees them: the stronger a word’s shade, the more
      a small change of it would change the score of the word to come. One logarithmic scale for all
      columns, so shades can be compared. The coloured line below the words goes back to the last one with
      half the influence of the nearest.`}
      explanation=${explanation}
      table=${tableOf(columns)}
    >
      <${Target} state=${state} setState=${setState} columns=${columns} />
      <${Legend} shades=${shades} />
      <div class="remember-columns">
        ${columns.map((column) =>
          column.result.error
            ? html`<${Failed} result=${column.result} />`
            : html`<${Words}
                key=${column.result.model}
                ...${{ column, shades, explanation, hovered, setHovered, onWord }}
              />`,
        )}
      </div>
      <p class="readout" data-save="no" role="status">${spoken(columns, hovered)}</p>
      ${measureOf(columns)}
    <//>
  `;
}

/** Which word is asked about: each column's own first one, or one of them in all columns. */
function Target({ state, setState, columns }) {
  const own = [...new Set(columns.map(({ result }) => result.target?.word).filter(Boolean))];
  return html`
    <p class="target" data-save="no">
      <span>The word to come:</span>
      ${state?.target
        ? html`
            <b dir="auto">${state.target}</b>
            <button type="button" onClick=${() => setState({ target: null })}>each column’s own first</button>
          `
        : html`
            <b>each column’s own first</b>
            ${own.map(
              (word) => html`
                <button type="button" dir="auto" onClick=${() => setState({ target: word })}>${word}</button>
              `,
            )}
          `}
    </p>
  `;
}

function Legend({ shades }) {
  const all = Array.from({ length: SHADES }, (_, shade) => shade);
  return html`
    <div class="legend" aria-hidden="true">
      <span class="legend-name">Influence</span>
      <ol class="legend-shades">
        ${all.map(
          (shade) => html`<li>
            <span class="shade" data-shade=${shade}></span>
            <span class="legend-value">${label(shade, shades)}</span>
          </li>`,
        )}
      </ol>
    </div>
  `;
}

/** The whole powers of ten, and what the lightest stands for. */
function label(shade, shades) {
  if (shade === 0) return "less";
  const exponent = shades.from(shade);
  return Number.isInteger(exponent) ? power(exponent) : "";
}

function Words({ column, shades, explanation, hovered, setHovered, onWord }) {
  const { result, tokens, reach } = column;
  const model = MODELS.find(({ name }) => name === result.model);
  const [current, setCurrent] = useState(null);
  const list = useRef(null);
  const active = Math.min(current ?? tokens.length - 1, tokens.length - 1);
  const id = `remember-${result.model}`;

  const onKey = (event) => {
    const next = moved(event.key, active, tokens.length);
    if (next === null) return;
    event.preventDefault();
    setCurrent(next);
    list.current.querySelector(`[data-token="${next}"]`).focus();
  };
  return html`
    <div class="remember" role="group" data-model=${result.model} aria-labelledby=${id}>
      <h4 id=${id}><${Mark} shape=${model?.shape} />${titleOf(result.model)}</h4>
      <p class="remember-target">${targetOf(result)}</p>
      <p class="remember-half">${halfOf(column)}</p>
      <p
        class="remember-words"
        dir="auto"
        role="group"
        aria-label=${`What ${titleOf(result.model)} read`}
        ref=${list}
        onKeyDown=${onKey}
        onMouseLeave=${() => setHovered(null)}
      >
        ${result.truncated && html`<span class="remember-cut">… </span>`}
        ${tokens.map((token, i) => html`
          ${gapBefore(token, tokens[i - 1], explanation.text)}<button
            type="button"
            class=${token.shown ? "remember-word" : "remember-word sign"}
            data-token=${i}
            data-shade=${token.value === undefined ? undefined : shades.shade(token.value)}
            data-reach=${result.used === undefined ? token.words <= reach : token.read}
            data-hovered=${hovered !== null && token.start === hovered}
            tabindex=${i === active ? 0 : -1}
            aria-label=${`${nameOf(token)}, ${counted(token.words, "word")} back: ${reading(column, token)}`}
            onMouseEnter=${() => setHovered(token.start)}
            onFocus=${() => { setCurrent(i); setHovered(token.start); }}
            onBlur=${() => setHovered(null)}
            onClick=${() => token.isWord && onWord?.({ text: token.shown, start: token.start, end: token.end })}
          >${token.shown || "¶"}</button>`)}
      </p>
    </div>
  `;
}

/** A model that cannot say: it does not know the word, for one. */
function Failed({ result }) {
  const model = MODELS.find(({ name }) => name === result.model);
  return html`
    <div class="remember" data-model=${result.model}>
      <h4><${Mark} shape=${model?.shape} />${titleOf(result.model)}</h4>
      <p class="quiet">${result.error.message}</p>
    </div>
  `;
}

/** What stands between two tokens, as it was typed. */
function gapBefore(token, before, text) {
  if (!before || token.start === null) return "";
  return before.end === null ? " " : text.slice(before.end, token.start);
}

function columnsOf(explanation) {
  if (!explanation) return [];
  const order = MODELS.map(({ name }) => name);
  return explanation.results
    .filter(({ tokens, error }) => tokens?.length || error)
    .sort((a, b) => order.indexOf(a.model) - order.indexOf(b.model))
    .map((result) => {
      const tokens = placed(result.tokens ?? [], explanation.text).map((token) => ({
        ...token,
        value: result.connectivity?.[token.index],
        read: result.used === undefined || token.steps < result.used,
      }));
      const words = tokens.filter(({ isWord }) => isWord).length;
      return { result, tokens, words, reach: (result.halfLife?.words ?? words) + NEAREST };
    });
}

function targetOf({ target, model }) {
  if (!target) return html`<span class="quiet">no prediction</span>`;
  return html`
    <b dir="auto">${target.word}</b>${model === "ngram" ? "" : ` ${finePercent(target.probability)}`}
    ${target.rank && html`<span class="quiet"> · ${ordinal(target.rank)}</span>`}
  `;
}

function halfOf({ result, words }) {
  if (result.used !== undefined) {
    return html`reads the last <b>${counted(result.used, "word")}</b>, nothing before`;
  }
  const half = result.halfLife?.words;
  return half == null
    ? html`not down to half <b>within all ${words}</b>`
    : html`half within <b>${length(half)} words</b>`;
}

function measureOf(columns) {
  const measure = columns.find(({ result }) => result.halfLife)?.result.halfLife.measure;
  return measure && html`<p class="source">Half: ${measure}.</p>`;
}

function reading({ result }, token) {
  if (result.used !== undefined) return token.read ? "read" : "not read";
  return small(token.value);
}

function spoken(columns, hovered) {
  const found = columns.flatMap((column) => {
    const token = column.tokens.find(({ start }) => start !== null && start === hovered);
    return token ? [{ column, token }] : [];
  });
  if (found.length === 0) return "Point at a word, or move to one with Tab and the arrow keys, for its values.";
  const [{ token }] = found;
  return html`<b dir="auto">${nameOf(token)}</b>, ${counted(token.words, "word")} back: ${found.map(
    ({ column, token: own }) => html`
      <span data-model=${column.result.model}>${titleOf(column.result.model)} ${reading(column, own)}</span>
    `,
  )}`;
}

function tableOf(columns) {
  const longest = columns.reduce((a, b) => (b.tokens.length > (a?.tokens.length ?? 0) ? b : a), null);
  if (!longest) return null;
  return {
    head: ["word", "words back", ...columns.map(({ result }) => titleOf(result.model))],
    rows: longest.tokens.map((token) => [
      nameOf(token),
      token.words,
      ...columns.map((column) => {
        const own = column.tokens[column.tokens.length - 1 - token.steps];
        if (!own) return null;
        return column.result.used === undefined ? own.value : own.read ? "read" : "not read";
      }),
    ]),
    show: (value, column) => (column > 1 && typeof value === "number" ? small(value) : (value ?? "–")),
  };
}
