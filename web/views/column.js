import { html } from "../vendor/htm/preact/standalone.module.js";
import { count, figure, millis, percent } from "../js/format.js";
import { Mark } from "./mark.js";

const ROWS = 5;

/**
 * One model and its five best words.
 *
 * @param model what the page says about it (js/models.js)
 * @param facts what the server says about it, or undefined while it has not
 * @param result its part of the answer, or undefined
 * @param takes whether the answer belongs to the text as it stands now
 */
export function Column({ model, facts, result, on, takes, onTake }) {
  const id = `column-${model.name}`;
  return html`
    <section class="column" data-model=${model.name} aria-labelledby=${id}>
      <header>
        <h2 id=${id}><${Mark} shape=${model.shape} />${model.title}</h2>
        <span class="time">${result && facts?.serving ? millis(result.millis) : ""}</span>
      </header>
      <p class="what">${model.what}</p>
      <p class="facts">${describe(facts)}</p>
      ${body({ facts, result, on, takes, onTake })}
    </section>
  `;
}

function body({ facts, result, on, takes, onTake }) {
  if (facts && !facts.serving) {
    return html`<p class="trouble"><b>Not here.</b> ${facts.reason}</p>`;
  }
  if (!on) return html`<p class="trouble">Suggestions are off.</p>`;
  if (result?.error) return html`<p class="trouble"><b>Failed.</b> ${result.error.message}</p>`;
  const words = result?.suggestions ?? [];
  return html`
    <ol class="words">
      ${Array.from({ length: ROWS }, (_, row) =>
        words[row]
          ? html`<${Word} ...${words[row]} takes=${takes} onTake=${onTake} />`
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

function Word({ word, completion, probability, takes, onTake }) {
  return html`
    <li>
      <button type="button" data-completion=${completion} onClick=${() => takes && onTake(completion)}>
        <span class="word" dir="auto">${word}</span>
        <span class="percent">${percent(probability)}</span>
        <span class="bar" style=${{ "--share": probability ?? 0 }} aria-hidden="true"></span>
      </button>
    </li>
  `;
}

function describe(facts) {
  if (!facts?.serving) return "";
  const parts = [];
  if (facts.parameters) parts.push(`${count(facts.parameters)} parameters`);
  if (facts.perplexity) parts.push(`perplexity ${figure(facts.perplexity)}`);
  return parts.join(" · ");
}
