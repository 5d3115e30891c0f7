// What a network read, seen from the word that is to come. No DOM here.

const WORD = /[\p{L}\p{N}]/u;

/**
 * The tokens of an answer with their places: `shown` as it was typed, `steps` back from the last one
 * read (lag 0), `words` back from the word that is to come (the last word is 1 back; a mark has the
 * number of the word before it).
 *
 * @param {Array<{text: string, start: ?number, end: ?number, known: boolean}>} tokens
 * @param {string} text the text that they were read from
 */
export function placed(tokens, text) {
  const all = tokens.map((token, index) => ({
    ...token,
    index,
    steps: tokens.length - 1 - index,
    shown: token.start === null ? "" : text.slice(token.start, token.end),
    isWord: token.start !== null && WORD.test(token.text),
  }));
  let words = 0;
  for (const token of all.toReversed?.() ?? [...all].reverse()) {
    if (token.isWord) words++;
    token.words = Math.max(words, 1);
  }
  return all;
}

/** How a figure names a token: its text, or what it stands for where it stands for no characters. */
export function nameOf(token) {
  return token.shown || (token.index === 0 ? "start" : "sentence end");
}

/** The answers of networks, in the order of the columns. */
export function networks(explanation) {
  return (explanation?.results ?? []).filter((result) => result.gradient);
}
