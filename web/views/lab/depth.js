import { html } from "../../vendor/htm/preact/standalone.module.js";
import { power, small } from "../../js/numbers.js";
import { DepthFigures } from "./depth-figures.js";
import { Single } from "./single.js";

const PRESETS = [
  { title: "30 layers of sigmoids", settings: {} },
  { title: "30 of ReLUs, He’s start", settings: { activation: "relu", initialisation: "he", learningRate: 0.03 } },
  { title: "3 layers of sigmoids", settings: { layers: 3, learningRate: 1 } },
  { title: "far too large a start", settings: { activation: "tanh", initialisation: "large" } },
];

/** Orders of magnitude between the first layer's gradient and the last's, at the start of the run. */
const QUESTION = {
  ask: "how large is the first layer’s gradient beside the last one’s, before the first update?",
  options: [
    { value: "larger", title: "larger" },
    { value: "same", title: "about the same" },
    { value: "smaller", title: "a hundredth to a millionth of it" },
    { value: "gone", title: "less than a millionth of it" },
  ],
  judge: ({ steps: [first] }) => {
    const ratio = first.gradient[0] / first.gradient.at(-1);
    if (!Number.isFinite(ratio)) return null;
    const found = ratio > 10 ? "larger" : ratio > 0.03 ? "same" : ratio > 1e-6 ? "smaller" : "gone";
    return {
      found,
      because: `First layer ${small(first.gradient[0])}, last ${small(first.gradient.at(-1))}: ${
        ratio > 0 ? `a factor of about ${power(Math.round(Math.log10(ratio)))}` : "nothing arrives"
      }.`,
    };
  },
};

/** Panel 3: a feed-forward network of 2 to 100 layers. */
export function Depth(props) {
  return html`<${Single} kind="depth" presets=${PRESETS} question=${QUESTION} Figures=${DepthFigures} ...${props} />`;
}
