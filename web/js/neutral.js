// Words that decide nothing, to put between a cue and what it decides. Written for this page; they stand
// in no text that a model was trained on. Words are counted as the models count them: no contractions,
// no hyphens.

const SENTENCES = [
  "The windows of the old house looked out on a quiet street.",
  "Every morning a grey cat sat on the wall and washed its paws.",
  "The bakery opened its door before the sun came up.",
  "Nobody could say how old the big tree beside the well was.",
  "In the kitchen a clock ticked above the stove.",
  "The children threw small stones into the pond and counted the rings.",
  "A cart with apples stood in the shade all afternoon.",
  "When the wind turned, the smell of bread came through the garden.",
  "The stairs creaked, and somewhere a door fell shut.",
  "On the table lay a letter that nobody had opened yet.",
  "Later the lamps went on, one after the other.",
];

/** One sentence of every length that may be left over: the n-th has n words. */
const SHORT = [
  "",
  "Quiet.",
  "Doors opened.",
  "The rain stopped.",
  "A dog barked twice.",
  "Somebody was humming a tune.",
  "The kettle sang on the fire.",
  "Then the shutters were closed for lunch.",
  "The last leaves lay wet on the path.",
  "A ladder leaned against the wall of the barn.",
  "The hens had found a hole in the fence again.",
  "Far away a bell rang, and then it was still again.",
  "The bucket under the tap was full to the brim and overflowing.",
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
