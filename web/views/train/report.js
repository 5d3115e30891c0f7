import { html, useEffect, useState } from "../../vendor/htm/preact/standalone.module.js";
import { ask } from "../../js/owner.js";
import { Confirm } from "./confirm.js";

/** What was found in a text: how much, in which language, how it is cut, and what will go wrong. */
export function Report({ text, onDelete }) {
  const [found, setFound] = useState(null);
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    let over = false;
    ask("GET", `corpora/${text.name}`).then(
      (answer) => over || setFound(answer.report),
      (refused) => over || setProblem(refused.message),
    );
    return () => (over = true);
  }, [text.name]);
  return html`
    <div class="report" data-report=${text.name} aria-busy=${!found && !problem}>
      <div class="report-head">
        <h3>${text.name}</h3>
        ${text.origin === "own" &&
        html`<${Confirm}
          label="Delete"
          question=${`Delete ${text.name} from this machine?`}
          yes="Delete"
          onYes=${onDelete}
        />`}
      </div>
      ${problem && html`<p class="problem" role="alert">${problem}</p>`}
      ${found && html`<${Found} ...${found} />`}
    </div>
  `;
}

function Found({ words, documents, sentences, vocabulary, english, preview, warnings, leftOut }) {
  const many = (number) => number.toLocaleString("en");
  return html`
    <dl class="counts">
      <div><dt>words and marks</dt><dd>${many(words)}</dd></div>
      <div><dt>different words to learn</dt><dd>${many(vocabulary)}</dd></div>
      <div><dt>sentences</dt><dd>${many(sentences)}</dd></div>
      <div><dt>documents</dt><dd>${many(documents)}</dd></div>
      <div>
        <dt>common English words</dt>
        <dd>${Math.round(100 * english)}% <span class="quiet">${english >= 0.3 ? "as in English" : "35 to 50% in English"}</span></dd>
      </div>
    </dl>
    ${warnings.length > 0 &&
    html`<ul class="warnings">${warnings.map((warning) => html`<li>${warning}</li>`)}</ul>`}
    ${leftOut.length > 0 &&
    html`<p class="quiet">Left out, since it is no text: ${leftOut.join(", ")}.</p>`}
    <h4>How it is cut</h4>
    <ol class="preview" tabindex="0" aria-label="The first documents, cut into words">
      ${preview.map(
        ({ tokens }, i) => html`
          <li>
            <span class="quiet">document ${i + 1}</span>
            ${tokens.map(
              (sentence) => html`<p>${sentence.map((token) => html`<span class="token">${token}</span> `)}</p>`,
            )}
          </li>
        `,
      )}
    </ol>
  `;
}
