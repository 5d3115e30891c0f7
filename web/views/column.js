import { html } from "../vendor/htm/preact/standalone.module.js";
import { count, figure, millis, percent } from "../js/format.js";
import { ExpectedRow } from "./expected.js";
import { Mark } from "./mark.js";

const ROWS = 5;

/**
 * One model and its five best words.
 *
 * @param model what the page says about it (js/models.js)
 * @param facts what the server says about it, or undefined while it has not
 * @param result its part of the answer, or undefined
 * @param off why there are no suggestions, or null
 * @param takes whether the answer belongs to the text as it stands now
 * @param asked whether the visitor expects a word
 * @param onExpect told the word whose rank shall be shown in all columns
 */
export function Column({ model, facts, result, off, takes, asked, onTake, onExpect }) {
  const id = `column-${model.name}`;
  return html`
    <section class="column" data-model=${model.name} aria-labelledby=${id}>
      <header>
        <h2 id=${id}><${Mark} shape=${model.shape} />${model.title}</h2>
        <span class="time">${result && facts?.serving ? millis(result.millis) : ""}</span>
      </header>
      <p class="what">${model.what}</p>
      <p class="facts">${describe(facts)}</p>
      ${body({ facts, result, off, takes, asked, onTake, onExpect })}
    </section>
  `;
}

function body({ facts, result, off, takes, asked, onTake, onExpect }) {
  if (facts && !facts.serving) {
    return html`<p class="trouble"><b>Not here.</b> ${facts.reason}</p>`;
  }
  if (off) return html`<p class="trouble">${off}</p>`;
  if (result?.error) return html`<p class="trouble"><b>Failed.</b> ${result.error.message}</p>`;
  const words = result?.suggestions ?? [];
  return html`
    <${ExpectedRow} expected=${result?.expected} asked=${asked} />
    <ol class="words">
      ${Array.from({ length: ROWS }, (_, row) =>
        words[row]
          ? html`<${Word} ...${words[row]} ...${{ takes, onTake, onExpect }} />`
          : html`<li class="empty">${result && row === 0 ? "no word fits" : ""}</li>`,
      )}
    </ol>
    <p class="phrase">
      ${result?.phrase &&
      html`<button type="button" onClick=${() => takes && onTake(result.phrase.text)}>
        <span class="word">${result.phrase.text.trim()}</span>
        <span class="percent">${percent(result.phrase.probability)}</span>
      </button>`}
    </p>
  `;
}

function Word({ word, completion, probability, own, takes, onTake, onExpect }) {
  return html`
    <li>
      <button type="button" data-completion=${completion} onClick=${() => takes && onTake(completion)}>
        <span class="word" dir="auto">${word}</span>
        <span class="percent">${own && html`<${Own} /> `}${percent(probability)}</span>
        <span class="bar" style=${{ "--share": probability ?? 0 }} aria-hidden="true"></span>
      </button>
      <button
        type="button"
        class="expect"
        title="Compare this word in all columns"
        aria-label=${`Compare ${word} in all columns`}
        onClick=${() => onExpect(word)}
      >
        ≟
      </button>
    </li>
  `;
}

/** The sign of a word that the model never learnt, and this text has. */
function Own() {
  return html`<span class="own" title="A word of your text, which this model's vocabulary lacks">yours</span>`;
}

function describe(facts) {
  if (!facts?.serving) return "";
  const parts = [];
  if (facts.parameters) parts.push(`${count(facts.parameters)} parameters`);
  if (facts.perplexity) parts.push(`perplexity ${figure(facts.perplexity)}`);
  return parts.join(" · ");
}
