import { html, useEffect, useRef } from "../vendor/htm/preact/standalone.module.js";
import { STEPS } from "../js/lesson.js";
import { MODELS } from "../js/models.js";
import { Mark } from "./mark.js";

/**
 * One step of the lesson, docked below the page it drives: a question, the visitor's prediction, and then
 * what the models said.
 *
 * @param props.number of the step, from 1
 * @param {?string[]} props.predicted the models that the visitor has chosen; null before
 * @param {?Object<string, boolean>} props.verdict by model; null while the page has no answer
 * @param {?string} props.trouble why there will be none
 * @param {Set<number>} props.seen the steps that are done
 */
export function Lesson({ number, predicted, verdict, trouble, seen, onPredict, onStep, onLeave }) {
  const heading = useRef(null);
  const step = STEPS[number - 1];
  const last = number === STEPS.length;
  useEffect(() => heading.current.focus({ preventScroll: true }), [number]);

  const answer = (event) => {
    event.preventDefault();
    onPredict(new FormData(event.target).getAll("model"));
  };
  return html`
    <aside class="lesson" aria-labelledby="lesson-title">
      <header>
        <h2 id="lesson-title" tabindex="-1" ref=${heading}>
          <span class="quiet">Lesson, ${number} of ${STEPS.length}</span> ${step.title}
        </h2>
        <nav class="lesson-steps" aria-label="Steps of the lesson">
          ${STEPS.map(
            ({ title }, i) => html`
              <button
                type="button"
                aria-label=${`Step ${i + 1}, ${title}${seen.has(i + 1) ? ", done" : ""}`}
                aria-current=${i + 1 === number ? "step" : undefined}
                onClick=${() => onStep(i + 1)}
              >
                ${seen.has(i + 1) ? "✓" : i + 1}
              </button>
            `,
          )}
        </nav>
        <button type="button" class="plain" onClick=${onLeave}>Leave the lesson</button>
      </header>
      ${predicted === null
        ? html`
            <p>${step.say}</p>
            <form class="lesson-question" key=${number} onSubmit=${answer}>
              <fieldset>
                <legend>${step.ask}</legend>
                ${chosen(step.among).map(
                  ({ name, title, shape }) => html`
                    <label class="pick" data-model=${name}>
                      <input type="checkbox" name="model" value=${name} />
                      <${Mark} shape=${shape} />${title}
                    </label>
                  `,
                )}
              </fieldset>
              <p class="lesson-next">
                <button type="submit" class="primary">Show me</button>
                ${!last && html`<button type="button" class="plain" onClick=${() => onStep(number + 1)}>Skip</button>`}
              </p>
            </form>
          `
        : html`
            <div role="status">
              <p class="lesson-asked">${step.ask}</p>
              ${verdict ? html`<${Verdict} ...${{ step, predicted, verdict }} />` : html`<p>${trouble ?? "Asking the models …"}</p>`}
              <p>${step.after}</p>
            </div>
            <p class="lesson-next">
              ${last
                ? html`<button type="button" class="primary" onClick=${onLeave}>Done</button>`
                : html`<button type="button" class="primary" onClick=${() => onStep(number + 1)}>
                    Next: ${STEPS[number].title}
                  </button>`}
              <button type="button" class="plain" onClick=${() => onPredict(null)}>Predict again</button>
            </p>
          `}
    </aside>
  `;
}

/** What each model did, and whether the visitor said so: in words, not by colour. */
function Verdict({ step, predicted, verdict }) {
  const models = chosen(step.among).filter(({ name }) => name in verdict);
  const right = models.filter(({ name }) => verdict[name] === predicted.includes(name)).length;
  return html`
    <ul class="verdict">
      ${models.map(({ name, title, shape }) => {
        const asPredicted = verdict[name] === predicted.includes(name);
        return html`
          <li data-model=${name} data-right=${asPredicted}>
            <${Mark} shape=${shape} /><b>${title}</b> ${verdict[name] ? "yes" : "no"}${" "}
            <span class="quiet">${asPredicted ? "✓ as you said" : "✗ you said otherwise"}</span>
          </li>
        `;
      })}
      <li class="verdict-sum"><b>${right} of ${models.length}</b> as you said</li>
    </ul>
  `;
}

function chosen(names) {
  return MODELS.filter(({ name }) => names.includes(name));
}
