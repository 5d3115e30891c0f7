// The lesson: what each step puts on the page, what it asks first, and how the page's own figures answer.
// Nothing here says who is right: every verdict is computed from what the models say at that moment.

import { EXAMPLES } from "./examples.js";
import { MODELS } from "./models.js";

const NEAR = EXAMPLES[0].text;
const FAR = EXAMPLES[1].text;
const ALL = MODELS.map(({ name }) => name);
const NETWORKS = ALL.filter((name) => name !== "ngram");

/** How much of a gradient counts as arriving. */
const ARRIVES = 1e-3;

/** How many steps back it is looked for. */
const STEPS_BACK = 40;

/** How much worse than the best counts as nearly as good. */
const NEARLY = 1.2;

/**
 * @typedef {object} Evidence what the page shows at this moment; each null while it is not there
 * @property {?object} answer of POST /complete
 * @property {?object} swap `{model: change of the log probability}`
 * @property {?object} distance `{model: {rank}}`
 * @property {?object} explanation of POST /explain
 * @property {?object[]} models of GET /models
 *
 * @typedef {object} Step
 * @property {string} title
 * @property {string} say what is on the page
 * @property {string} ask whom the visitor shall choose
 * @property {string} after what to look at, whoever was right
 * @property {string[]} among the models that may be chosen
 * @property {"columns"|"panel"} hides what would give the answer away
 * @property {object} state of the page
 * @property {(evidence: Evidence) => ?Object<string, boolean>} judge null while there is nothing to judge by
 */

/** @type {Step[]} */
export const STEPS = [
  {
    title: "A cue nearby",
    say: "Somebody went to France, and a few words later speaks fluent … what?",
    ask: "Which columns will put French first?",
    after:
      "The n-gram column sees no more than the last two words, “speak fluent”, and would say the same after any text that ends in them. The others have read the whole sentence.",
    among: ALL,
    hides: "columns",
    state: { text: NEAR, expected: "French", panel: null, flip: null, distance: 0 },
    judge: namesFirst,
  },
  {
    title: "The cue far away",
    say: "Now some forty words about the weather stand between France and the gap.",
    ask: "Which columns will still put French first?",
    after:
      "Each network carries what it has read in a few hundred numbers, written anew at every word. A column that named French before and does not now has lost it on the way.",
    among: ALL,
    hides: "columns",
    state: { text: FAR, expected: "French", panel: null, flip: null, distance: 0 },
    judge: namesFirst,
  },
  {
    title: "Swap the cue",
    say: "The plainest test of memory: change one early word, and see who notices at the end. Here France becomes Spain.",
    ask: "For which columns will French then be less than half as likely?",
    after:
      "No change at all means that nothing of that word is left where the prediction is made. Click other words of the text: some matter, most do not.",
    among: ALL,
    hides: "panel",
    state: {
      text: FAR,
      expected: "French",
      panel: "swap",
      flip: { at: FAR.indexOf("France"), to: "Spain" },
      distance: 0,
    },
    judge: ({ swap }) => swap && mapped(swap, (change) => change < Math.log(0.5)),
  },
  {
    title: "How far does it carry?",
    say: "The slider puts neutral words between the cue and the gap. It stands at a hundred.",
    ask: "Which columns will put French first across a hundred words?",
    after:
      "Drag it back and watch when each column finds the word. Beside it stands the same question asked of many texts, with intervals: one example proves little.",
    among: ALL,
    hides: "panel",
    state: { text: NEAR, expected: "French", panel: "distance", flip: null, distance: 100 },
    judge: ({ distance }) => distance && mapped(distance, (expected) => expected?.rank === 1),
  },
  {
    title: "Where it breaks",
    say: "A word’s shade is its influence on the prediction: how much the score of French would move if that word moved a little.",
    ask: "In which columns does France have more influence than half of the words after it?",
    after:
      "Where memory fades, shades weaken from the end of the text to its beginning, whatever the words mean. Where it holds, an early word that matters stands out among those that do not.",
    among: ALL,
    hides: "panel",
    state: { text: FAR, expected: "French", panel: "remember", flip: null, distance: 0 },
    judge: ({ explanation }) => judged(explanation, (result) => cueStandsOut(result, FAR.indexOf("France"))),
  },
  {
    title: "Why: the gradient",
    say: "A network learns from an error by sending its gradient back, word by word. Each step multiplies it.",
    ask: `Which networks still receive a thousandth of it ${STEPS_BACK} steps back?`,
    after:
      "Multiplied by a little less than one at each step, nothing is left after forty: it vanishes, and what does not arrive cannot be learnt. Gates let a network keep that factor near one.",
    among: NETWORKS,
    hides: "panel",
    state: { text: FAR, expected: "French", panel: "gradient", flip: null, distance: 0 },
    judge: ({ explanation }) => judged(explanation, arrives),
  },
  {
    title: "How: the gates",
    say: "A gate is a number between 0 and 1 for each unit and word. The LSTM’s forget gate and the GRU’s update gate say how much of the old state is kept.",
    ask: "Would the mean of that gate alone carry half of the state from France to the end?",
    after:
      "The mean over all units hides how it is done: most units are rewritten within a few words, a few keep nearly all for the whole text. Show every unit, sort them, and look for those that stay open from the cue on.",
    among: ["gru", "lstm"],
    hides: "panel",
    state: { text: FAR, expected: "French", panel: "gates", flip: null, distance: 0 },
    judge: ({ explanation }) =>
      judged(explanation, (result) => gateReaches(result, FAR.indexOf("France"))),
  },
  {
    title: "Is it fair?",
    say: "All were trained on the same text; the plain RNN got the learning rate that suits it. On ordinary text, most words depend on the few before them.",
    ask: "Which networks’ perplexity is within a fifth of the best?",
    after:
      "Most of a text asks for little memory, so perplexity hides what you have seen here. The card shows what else the plain RNN is good for.",
    among: NETWORKS,
    hides: "panel",
    state: { text: FAR, expected: "French", panel: "fairness", flip: null, distance: 0 },
    judge: ({ models }) => nearlyBest(models),
  },
];

function namesFirst({ answer }) {
  if (!answer || answer.expected !== "French") return null;
  return Object.fromEntries(
    answer.results.map(({ model, expected }) => [model, expected?.rank === 1]),
  );
}

/** Whether the influence of the word at this place is above the median of that of the words after it. */
function cueStandsOut({ tokens, connectivity }, start) {
  if (!connectivity) return false; // an n-gram model has read two words and nothing before
  const at = tokens.findIndex((token) => token.start === start);
  if (at < 0) return false;
  const after = connectivity.slice(at + 1).sort((a, b) => a - b);
  return connectivity[at] > after[Math.floor(after.length / 2)];
}

function arrives({ gradient }) {
  if (!gradient) return false;
  const at = gradient.lag.indexOf(STEPS_BACK);
  return at >= 0 && gradient.norm[at] >= ARRIVES * gradient.norm[0];
}

/** Whether the half-life that the mean gate implies spans the words from this place to the end. */
function gateReaches({ tokens, gateHalfLife }, start) {
  const at = tokens.findIndex((token) => token.start === start);
  const words = tokens.slice(at).filter(({ text }) => /[\p{L}\p{N}]/u.test(text)).length;
  return gateHalfLife !== null && gateHalfLife >= words;
}

function nearlyBest(models) {
  const measured = models?.filter(({ perplexity }) => perplexity) ?? [];
  if (measured.length === 0) return null;
  const best = Math.min(...measured.map(({ perplexity }) => perplexity));
  return Object.fromEntries(
    measured.map(({ name, perplexity }) => [name, perplexity <= NEARLY * best]),
  );
}

/** A model that could not be explained has no verdict. */
function judged(explanation, verdict) {
  const told = explanation?.results?.filter(({ tokens }) => tokens) ?? [];
  if (told.length === 0 || explanation.loading) return null;
  return Object.fromEntries(told.map((result) => [result.model, verdict(result)]));
}

function mapped(values, verdict) {
  return Object.fromEntries(Object.entries(values).map(([model, value]) => [model, verdict(value)]));
}
