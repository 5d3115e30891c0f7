import { html } from "../../vendor/htm/preact/standalone.module.js";
import { known, NODES, ONES, STAGES } from "../../js/lab/chain.js";
import { short } from "../../js/lab/written.js";

const RADIUS = 44;

/** A stroke for the largest derivative, and one for those a thousand times smaller and below. */
const STROKES = [1.2, 9];
const DECADES = 3;

/** The network with what is known at this stage: activations forward, derivatives backward. */
export function ChainDrawing({ pass, stage, chosen, onChoose }) {
  const { units, weights } = known(stage);
  const largest = Math.max(...pass.weights.map(({ gradient }) => Math.abs(gradient)));
  return html`
    <svg class="chain-drawing" viewBox="0 0 900 420">
      ${pass.weights.map((weight) => {
        const back = weights.includes(weight.name);
        return html`<${Edge}
          weight=${weight}
          back=${back}
          updated=${STAGES[stage].updated}
          stroke=${back ? strokeOf(weight.gradient, largest) : STROKES[0]}
          chosen=${weight.name === chosen && weights.length > 0}
          onChoose=${() => onChoose(weight.name)}
        />`;
      })}
      ${NODES.map((node, i) => {
        const unit = pass.units.find(({ name }) => name === node.name);
        const value = unit ? unit.activation : pass.inputs[i];
        const shown = !unit || units.includes(node.name);
        return html`
          <g class=${`chain-node ${unit ? "" : "given"} ${shown ? "known" : ""}`}>
            ${unit
              ? html`<circle cx=${node.x} cy=${node.y} r=${RADIUS} />`
              : html`<rect x=${node.x - 58} y=${node.y - 26} width="116" height="52" rx="8" />`}
            <text x=${node.x} y=${node.y - 4}>${node.title}</text>
            <text class="chain-value" x=${node.x} y=${node.y + 15}>${shown ? short(value) : "?"}</text>
          </g>
        `;
      })}
      ${units.includes("buys") &&
      html`
        <g class="chain-loss">
          <text x="790" y="118">truth y = ${pass.target}</text>
          <text class="chain-value" x="790" y="140">loss L = ${short(pass.loss)}</text>
        </g>
      `}
    </svg>
  `;
}

function Edge({ weight, back, updated, stroke, chosen, onChoose }) {
  const to = NODES.find(({ name }) => name === weight.to);
  const from = NODES.find(({ name }) => name === weight.from) ?? ONES[weight.name];
  const bias = weight.from === "1";
  const [x1, y1, x2, y2] = between(from, to, bias ? 12 : from.x === 70 ? 58 : RADIUS);
  const share = bias ? 0.42 : 0.46;
  const [x, y] = [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
  return html`
    <g
      class=${`chain-edge ${back ? "back" : ""} ${chosen ? "chosen" : ""}`}
      data-weight=${weight.name}
      onClick=${onChoose}
    >
      <path d=${`M${x1} ${y1}L${x2} ${y2}`} stroke-width=${stroke} />
      ${bias && html`<g class="chain-one"><circle cx=${from.x} cy=${from.y} r="12" /><text x=${from.x} y=${from.y + 5}>1</text></g>`}
      <text x=${x} y=${y - 6}><tspan class="chain-name">${weight.name}</tspan> ${short(updated ? weight.value + weight.change : weight.value)}</text>
      ${back && html`<text class="chain-slope" x=${x} y=${y + 12}>dL/dw ${short(weight.gradient, 2)}</text>`}
    </g>
  `;
}

/** A line from one shape's edge to the other's. */
function between(from, to, radius) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy);
  const [ux, uy] = [dx / long, dy / long];
  return [from.x + ux * radius, from.y + uy * radius, to.x - ux * RADIUS, to.y - uy * RADIUS].map(Math.round);
}

/** Thickness tells the size of a derivative on a logarithmic scale. */
function strokeOf(gradient, largest) {
  const below = Math.log10(Math.abs(gradient) / largest);
  const share = Number.isFinite(below) ? Math.max(0, 1 + below / DECADES) : 0;
  return Math.round((STROKES[0] + share * (STROKES[1] - STROKES[0])) * 10) / 10;
}
