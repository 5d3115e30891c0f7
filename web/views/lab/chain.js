import { html, useState } from "../../vendor/htm/preact/standalone.module.js";
import { numberIn } from "../../js/lab/address.js";
import { useAnswer } from "../../js/lab/ask.js";
import { FACTS, STAGES } from "../../js/lab/chain.js";
import { short } from "../../js/lab/written.js";
import { Figure } from "../figures/figure.js";
import { ActivationSlopes } from "./activation-slopes.js";
import { ChainDrawing } from "./chain-drawing.js";
import { ChainStage } from "./chain-stage.js";
import { ChainWeights } from "./chain-weights.js";
import { Factors } from "./factors.js";
import { Question } from "./question.js";

/** How often the network has learnt from the made-up people before this person comes. */
const UPDATES = [0, 10, 100, 1000];

const GUESSES = [
  { value: "w1", title: "w1, at the age" },
  { value: "w7", title: "w7, in the middle" },
  { value: "w9", title: "w9, before the output" },
];

/** Forward, loss and backward of a network of ten weights, one derivative after the other. */
export function Chain({ fields, change }) {
  const stage = numberIn(fields, "stage", [0, STAGES.length - 1], 0);
  const person = Object.fromEntries(
    FACTS.map(({ name, least, most, usual }) => [name, numberIn(fields, name, [least, most], usual)]),
  );
  const bought = fields.bought !== "no";
  const updates = UPDATES.includes(Number(fields.updates)) ? Number(fields.updates) : 0;
  const rate = numberIn(fields, "rate", [0.01, 10], 0.5);
  const seed = numberIn(fields, "seed", [0, 1_000_000], 1);
  const { answer, error } = useAnswer("lab/insurance", { ...person, bought, updates, rate, seed });
  const [said, setSaid] = useState(null);
  const pass = answer?.pass;
  const chosen = pass?.weights.find(({ name }) => name === fields.weight) ?? pass?.weights[0];

  return html`
    <${Question}
      ask="of these three, which weight will this person move least?"
      options=${GUESSES}
      said=${said}
      onSay=${setSaid}
      found=${pass && STAGES[stage].updated ? least(pass, GUESSES) : null}
      because=${pass && GUESSES.map(({ value }) => `${value} moves by ${short(weightOf(pass, value).change)}`).join(", ") + "."}
    />
    <${Figure}
      name="chain"
      title="Does this person buy insurance?"
      how=${html`Four facts about a made-up person, scaled to about −1 to 1, go through two hidden units to a
      decision; every unit is a sigmoid of its sum. ${answer && described(answer.data)} Go forward step by step,
      then back: click a weight to see the factors of its derivative.`}
      explanation=${{ error }}
      wants=${error ? "" : "Computing …"}
      table=${pass && {
        head: ["weight", "from", "to", "value", "factors", "their product", "dL/dw of Deeplearning4j", "change"],
        rows: pass.weights.map((w) => [
          w.name, w.from, w.to, w.value, w.factors.map(({ value }) => value).join(" × "), w.product, w.gradient, w.change,
        ]),
        show: (value) => (typeof value === "number" ? short(value, 5) : value),
      }}
    >
      ${pass &&
      html`
        <div class="chain-controls" data-save="no">
          ${FACTS.map(
            (fact) => html`
              <label class="slider">
                <span>${fact.title}</span>
                <input
                  type="range"
                  min=${fact.least}
                  max=${fact.most}
                  value=${person[fact.name]}
                  aria-valuetext=${`${person[fact.name]} ${fact.unit}`}
                  onInput=${(event) => change({ [fact.name]: event.target.value })}
                />
                <output>${person[fact.name]}</output>
              </label>
            `,
          )}
          <label class="field">
            In truth
            <select value=${bought ? "yes" : "no"} onChange=${(event) => change({ bought: event.target.value })}>
              <option value="yes">bought (y = 1)</option>
              <option value="no">did not buy (y = 0)</option>
            </select>
          </label>
          <label class="field">
            Learnt before
            <select value=${updates} onChange=${(event) => change({ updates: event.target.value })}>
              ${UPDATES.map((count) => html`<option value=${count}>${count.toLocaleString("en")} updates</option>`)}
            </select>
          </label>
          <label class="field">
            Learning rate <i>n</i>
            <select value=${rate} onChange=${(event) => change({ rate: event.target.value })}>
              ${withOwn([0.1, 0.5, 2, 5], rate).map((each) => html`<option value=${each}>${each}</option>`)}
            </select>
          </label>
        </div>
        <${Stages} stage=${stage} onStage=${(next) => change({ stage: next || null })} />
        <div class="chain-frame" tabindex="0" role="region" aria-label="The network, drawn">
          <${ChainDrawing}
            pass=${pass}
            stage=${stage}
            chosen=${chosen.name}
            onChoose=${(name) => change({ weight: name })}
          />
        </div>
        <${ChainStage} pass=${pass} stage=${stage} chosen=${chosen} />
        <${ChainWeights} pass=${pass} stage=${stage} chosen=${chosen.name} onChoose=${(name) => change({ weight: name })} />
      `}
    <//>
    <${Factors} fields=${fields} change=${change} own=${chosen} />
    <${ActivationSlopes} />
  `;
}

function Stages({ stage, onStage }) {
  return html`
    <div class="stages" data-save="no">
      <button type="button" class="primary" disabled=${stage === STAGES.length - 1} onClick=${() => onStage(stage + 1)}>
        ${stage === STAGES.length - 1 ? "That was all" : `Next: ${STAGES[stage + 1].title}`}
      </button>
      <button type="button" class="chip" disabled=${stage === 0} onClick=${() => onStage(stage - 1)}>Back</button>
      <ol>
        ${STAGES.map(
          ({ title }, i) => html`
            <li>
              <button type="button" class="plain" aria-current=${i === stage ? "step" : undefined} onClick=${() => onStage(i)}>
                ${i + 1} ${title}
              </button>
            </li>
          `,
        )}
      </ol>
    </div>
  `;
}

function described({ people, share, updates, accuracy, loss }) {
  const learnt = updates === 0 ? "It has learnt nothing yet" : `After ${updates.toLocaleString("en")} updates`;
  return `${learnt}: on ${people} people it has not learnt from it is right about ${Math.round(accuracy * 100)} % (${Math.round(share * 100)} % buy), at a mean loss of ${short(loss)}.`;
}

function least(pass, guesses) {
  const moves = guesses.map(({ value }) => Math.abs(weightOf(pass, value).change));
  return guesses[moves.indexOf(Math.min(...moves))].value;
}

function weightOf(pass, name) {
  return pass.weights.find((weight) => weight.name === name);
}

/** A value that came by a link is a choice, too. */
function withOwn(values, own) {
  return values.includes(own) ? values : [...values, own].sort((a, b) => a - b);
}
