// How far back an influence goes. No DOM here.

/** A running median over so many words: one word that hardly matters does not end a memory. */
const WINDOW = 5;

/** The words whose influence is that of the nearest. */
const NEAREST = 3;

/**
 * How many words back the influence has fallen to a share of that of the nearest words, for good: further
 * back no running median reaches that share again.
 *
 * @param {number[]} influence by word, the nearest first
 * @param {number} share such as 0.01
 * @returns {?number} null if more than that is left at the first word of the text
 */
export function reach(influence, share) {
  if (influence.length === 0) return null;
  const enough = share * median(influence.slice(0, NEAREST));
  const smooth = influence.map((_, i) =>
    median(influence.slice(Math.max(0, i - (WINDOW >> 1)), i + (WINDOW >> 1) + 1)),
  );
  const last = smooth.findLastIndex((value) => value >= enough);
  return last === smooth.length - 1 ? null : last + 1;
}

/** The share that a figure calls the end of a memory. */
export const LEFT = 0.01;

/** The same for tokens as js/tokens.js places them: how many words back a hundredth is left. */
export function reachOfWords(tokens, connectivity) {
  const byWord = tokens.filter(({ isWord }) => isWord).map(({ index }) => connectivity[index]);
  return reach(byWord.reverse(), LEFT);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
