import { html } from "../../vendor/htm/preact/standalone.module.js";
import { Single } from "./single.js";
import { TimeFigures } from "./time-figures.js";

const PRESETS = [
  { title: "tanh RNN, 50 steps", settings: {} },
  { title: "LSTM", settings: { cell: "lstm" } },
  { title: "LSTM, carousel open", settings: { cell: "lstm", forgetBias: 5 } },
  { title: "GRU", settings: { cell: "gru" } },
  { title: "ReLU, identity start", settings: { cell: "relu-rnn", initialisation: "identity", clip: 1, learningRate: 0.001 } },
  { title: "sigmoid RNN", settings: { cell: "sigmoid-rnn" } },
  { title: "exploding", settings: { initialisation: "orthogonal", gain: 3, cell: "relu-rnn", optimiser: "sgd" } },
  { title: "the France sentence", settings: { task: "france" } },
];

const QUESTION = {
  ask: "before the first update, how many steps back has the gradient fallen to a hundredth?",
  options: [
    { value: "few", title: "fewer than 10" },
    { value: "some", title: "10 to 30" },
    { value: "many", title: "more than 30" },
    { value: "never", title: "it does not fall so far" },
  ],
  judge: ({ steps: [{ memory, gradient }] }) => {
    const reach = memory?.hundredth;
    if (!Number.isFinite(reach)) {
      return { found: "never", because: `Not within the ${gradient.length - 1} steps of this sequence.` };
    }
    return {
      found: reach < 10 ? "few" : reach <= 30 ? "some" : "many",
      because: `${reach.toFixed(1)} steps; to a half after ${Number.isFinite(memory.half) ? memory.half.toFixed(1) : "more"}.`,
    };
  },
};

/** Panel 4: a recurrent network over 5 to 200 steps. */
export function Time(props) {
  return html`<${Single} kind="time" presets=${PRESETS} question=${QUESTION} Figures=${TimeFigures} ...${props} />`;
}
