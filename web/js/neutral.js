// Words that decide nothing, to put between a cue and what it decides. Written for this page; they stand
// in no text that a model was trained on, and have no verb, whose tense would decide something. Words are
// counted as the models count them: no contractions, no hyphens.

const SENTENCES = [
  "An old house at the end of a quiet street.",
  "Two windows, a green door, and a low wall around the garden.",
  "Beside the wall a grey cat in the shade of a tree.",
  "A narrow path, wet leaves, and the smell of fresh bread.",
  "Nobody at the well, and nobody on the steps behind it.",
  "In the kitchen a clock, a kettle, and a table with flowers.",
  "Small stones, a pond, and around the pond some tall grass.",
  "Apples in a cart, pears in a basket, plums in a bowl.",
  "From somewhere behind the hill the sound of a small bell.",
  "On the table a letter, a pen, and a cup of tea.",
  "Lamps along the road, one after the other, as far as the bridge.",
];

/** One sentence of every length that may be left over: the n-th has n words. */
const SHORT = [
  "",
  "Rain.",
  "Quiet roofs.",
  "No wind anywhere.",
  "Clouds above the roofs.",
  "Somewhere behind it a tune.",
  "A kettle on the old stove.",
  "Wet leaves all along the narrow path.",
  "A ladder against the wall of the barn.",
  "Hens behind the fence, and a hole in it.",
  "Far away a bell, and then only silence once more.",
  "A bucket under the tap, and beside it an empty can.",
  "White curtains, a blue chair, and on the chair a brown dog.",
];

const LENGTHS = SENTENCES.map((sentence) => sentence.split(" ").length);

/**
 * Whole sentences of exactly so many words, from 0 to 100. More words begin with the same sentences.
 *
 * @param {number} count
 */
export function neutralWords(count) {
  const chosen = [];
  let left = count;
  for (let i = 0; i < SENTENCES.length && left >= LENGTHS[i]; i++) {
    chosen.push(SENTENCES[i]);
    left -= LENGTHS[i];
  }
  if (left > 0) chosen.push(SHORT[left]);
  return chosen.join(" ");
}

/** A sentence that is over, with the space behind it. */
const SENTENCE = /[^.!?…]*[.!?…]+["'”’)\]]*\s+/gu;

/** Where one sentence may be cut into two, so that something can stand between. */
const JOINT = /,\s+(?=(?:so|and|but|which is why|that is why|therefore)\s)/giu;

/**
 * Where neutral words may be put into a text: before its last, unfinished sentence. A text of one
 * sentence is cut at its last ", so", ", and", or else at its last comma, and a full stop put there.
 *
 * @param {string} text up to the caret
 * @param {number} cueEnd where the cue ends; what stands between its sentence and the cut lies between, too
 * @returns {?{cue: string, own: string, trigger: string}} null where there is no such place
 */
export function cutForWords(text, cueEnd = 0) {
  const sentences = Array.from(text.matchAll(SENTENCE), ({ 0: sentence, index }) => index + sentence.length);
  const last = sentences.at(-1);
  if (last !== undefined && last < text.length && cueEnd <= last) {
    const cueLast = sentences.find((end) => end >= cueEnd) ?? last;
    return { cue: text.slice(0, cueLast), own: text.slice(cueLast, last), trigger: text.slice(last) };
  }
  const from = last !== undefined && last < text.length ? last : 0;
  const joints = Array.from(text.slice(from).matchAll(JOINT));
  const joint = joints.at(-1) ?? Array.from(text.slice(from).matchAll(/,\s+/g)).at(-1);
  if (!joint) return null;
  const at = from + joint.index;
  const rest = text.slice(at + joint[0].length);
  return rest.trim() === "" || at < cueEnd
    ? null
    : { cue: `${text.slice(0, at)}. `, own: "", trigger: rest.charAt(0).toUpperCase() + rest.slice(1) };
}

/** The text with so many neutral words in its cut. */
export function withWords({ cue, own, trigger }, count) {
  const words = neutralWords(count);
  return cue + own + (words && `${words} `) + trigger;
}
