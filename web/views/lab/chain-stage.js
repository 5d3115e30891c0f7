import { html } from "../../vendor/htm/preact/standalone.module.js";
import { known, STAGES, symbol } from "../../js/lab/chain.js";
import { bracketed, short } from "../../js/lab/written.js";

/** What happens at a stage of the pass, in words and with its numbers. */
export function ChainStage({ pass, stage, chosen }) {
  const { weights } = known(stage);
  return html`
    <div class="chain-stage" aria-live="polite">
      <h4>${stage + 1}. ${STAGES[stage].title}</h4>
      ${said(stage, pass)}
      ${weights.includes(chosen.name) && html`<${Product} weight=${chosen} />`}
    </div>
  `;
}

/** dL/dw of one weight: its factors, their product, and what Deeplearning4j says. */
function Product({ weight }) {
  const { name, factors, product, gradient } = weight;
  return html`
    <p class="product" data-weight=${name}>
      ∂<i>L</i>/∂${name} = ${factors.map((factor, i) => html`${i > 0 && " · "}<span class=${`factor ${factor.kind}`}>${symbol(factor)}</span>`)}
      <br />
      = ${factors.map(({ value }) => bracketed(value)).join(" × ")} = <b>${short(product)}</b>
      <span class="quiet">
        ${" "}${factors.length === 1 ? "One factor." : `${factors.length} factors.`} Deeplearning4j’s backward pass: ${short(gradient)}.
      </span>
    </p>
  `;
}

function said(stage, { inputs, units, target, loss, weights }) {
  const [awareness, affordability, decision, buys] = units;
  const numberOf = (name) => weights.find((weight) => weight.name === name).value;
  const valueOf = (name) => short(numberOf(name));
  const near = meanMove(weights.slice(8));
  const far = meanMove(weights.slice(0, 6));
  const error = buys.activation - target;
  switch (stage) {
    case 0:
      return html`<p>
        Each fact is scaled: its mean over all people is taken away, and what is left divided by its spread. So they
        become ${inputs.map((value) => short(value)).join(", ")}: numbers of one size, whether years or thousands.
      </p>`;
    case 1:
      return html`<p>
        ${summed("awareness", awareness, ["w1", "w2"], inputs.slice(0, 2), numberOf, "w3")}<br />
        ${summed("affordability", affordability, ["w4", "w5"], inputs.slice(2), numberOf, "w6")}
      </p>`;
    case 2:
      return html`<p>
        ${summed("decision", decision, ["w7", "w8"], [awareness.activation, affordability.activation], numberOf)}
      </p>`;
    case 3:
      return html`<p>
        ${summed("buys", buys, ["w9"], [decision.activation], numberOf, "w10")}<br />
        It says ${short(buys.activation * 100)} % for buying, and in truth this person
        ${target ? " bought" : " did not buy"}: <i>L</i> = −ln ${short(target ? buys.activation : 1 - buys.activation)} =
        <b> ${short(loss)}</b>.
      </p>`;
    case 4:
      return html`<p>
        The way back begins with how wrong it was: ŷ − y = ${short(buys.activation)} − ${target} = ${short(error)}. For w10,
        whose input is always 1, that one factor is the derivative. For w9 it is multiplied by what arrived at w9,
        the decision. Nothing else lies between them and the loss.
      </p>`;
    case 5:
      return html`<p>
        To w7 and w8 the error passes w9 and the decision’s sigmoid: two more factors, ${valueOf("w9")} and the slope
        decision′ = ${short(decision.activation)} × (1 − ${short(decision.activation)}) = ${short(decision.slope)}. A sigmoid’s
        slope is never above 0.25.
      </p>`;
    case 6:
      return html`<p>
        And to w1 … w6 it passes another weight and another slope. Each unit on the way multiplies: the decision by w9 ·
        decision′ = ${short(numberOf("w9") * decision.slope)}, then awareness by w7 · awareness′ =${" "}
        ${short(numberOf("w7") * awareness.slope)}, or affordability by w8 · affordability′ =${" "}
        ${short(numberOf("w8") * affordability.slope)}. Thick lines have large derivatives, on a logarithmic scale.
      </p>`;
    default:
      return html`<p>
        Each weight moves against its derivative: <i>w</i><sub>new</sub> = <i>w</i> − <i>n</i> · ∂<i>L</i>/∂<i>w</i>. The drawing has the
        new values. The two next to the output move by ${short(near)} on average, the six next to the inputs by${" "}
        ${short(far)}${far < near ? `, ${short(near / far, 2)} times less, after two units only. So a gradient vanishes.` : ": this time not less."}
      </p>`;
  }
}

function meanMove(weights) {
  return weights.reduce((sum, { change }) => sum + Math.abs(change), 0) / weights.length;
}

function summed(name, unit, names, arriving, numberOf, bias) {
  const terms = names.map((weight, i) => `${weight} × ${bracketed(arriving[i])}`).join(" + ");
  const numbers = names.map((weight, i) => `${short(numberOf(weight))} × ${bracketed(arriving[i])}`).join(" + ");
  return html`<b>${name}</b> = σ(${terms}${bias && ` + ${bias}`}) = σ(${numbers}${bias && ` + ${bracketed(numberOf(bias))}`}) =
    σ(${short(unit.sum)}) = <b>${short(unit.activation)}</b>`;
}
