import { html } from "../vendor/htm/preact/standalone.module.js";
import { finePercent, ordinal } from "../js/format.js";

/** The word that the visitor waits for. */
export function ExpectedBox({ expected, onExpected }) {
  const read = (event) => onExpected(event.target.value.trim().split(/\s+/)[0]);
  return html`
    <label class="expected-box">
      Expected word
      <input
        type="text"
        name="expected"
        maxlength="100"
        autocomplete="off"
        autocapitalize="off"
        spellcheck=${false}
        placeholder="French"
        value=${expected}
        onInput=${read}
      />
    </label>
  `;
}

/** Where that word stands in one column. Always there, so that nothing moves when a word is named. */
export function ExpectedRow({ expected, asked }) {
  return html`
    <p class="expected" dir="auto">
      ${asked &&
      expected &&
      html`<span class="word">${expected.word}</span> <span class="percent">${standing(expected)}</span>`}
    </p>
  `;
}

/** "1st · 61%", or why there is no rank. */
export function standing({ known, rank, probability, among }) {
  if (!known) return "not one of its words";
  if (probability === null) return "cannot stand here";
  if (rank === null) return `not among its first ${among}`;
  return `${ordinal(rank)} · ${finePercent(probability)}`;
}
