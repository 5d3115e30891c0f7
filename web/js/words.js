// Words in a text that is being typed. No DOM here.

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;

/** @returns {{text: string, start: number, end: number}[]} */
export function wordsIn(text) {
  return Array.from(text.matchAll(WORD), (match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/**
 * What a model has read when the caret stands behind this text: a word that touches the caret may not be
 * finished and is left out, as it is by the server.
 */
export function readPart(before) {
  const last = wordsIn(before).at(-1);
  return last?.end === before.length ? before.slice(0, last.start) : before;
}

/** The same first letter, capital or small, as the word whose place it takes. */
export function inCaseOf(model, word) {
  const [first] = model;
  const capital = first !== first?.toLowerCase();
  return capital ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

/** The text with one stretch replaced; with nothing in its place, its space goes as well. */
export function replaced(text, start, end, word) {
  const rest = word === "" && /\s/.test(text[end] ?? "") ? text.slice(end + 1) : text.slice(end);
  return text.slice(0, start) + (word && inCaseOf(text.slice(start, end), word)) + rest;
}
