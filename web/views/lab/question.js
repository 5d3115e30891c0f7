import { html } from "../../vendor/htm/preact/standalone.module.js";

/**
 * A question to answer before a run, and after it what the run says: the right answer is never written
 * down, it is read off the measured numbers.
 *
 * @param {string} props.ask
 * @param {{value: string, title: string}[]} props.options
 * @param {?string} props.said what the visitor predicts
 * @param {?string} props.found the option that came true, null before the run
 * @param {string} [props.act] what comes after the answer
 * @param {string} [props.because] the numbers that say so
 */
export function Question({ ask, options, said, onSay, found, because, act = "run it" }) {
  const titleOf = (wanted) => options.find(({ value }) => value === wanted)?.title;
  return html`
    <div class="question">
      <fieldset>
        <legend><b>Before you ${act}:</b> ${ask}</legend>
        ${options.map(
          ({ value, title }) => html`
            <label class="pick">
              <input
                type="radio"
                name="prediction"
                value=${value}
                checked=${value === said}
                onChange=${() => onSay(value)}
              />
              ${title}
            </label>
          `,
        )}
      </fieldset>
      <p class="question-verdict" role="status">
        ${found &&
        html`<b>${titleOf(found)}.</b> ${because} ${
          said && html`<span class="quiet">${said === found ? "✓ as you said" : `✗ you said: ${titleOf(said)}`}</span>`
        }`}
      </p>
    </div>
  `;
}
