// Which words stand behind the caret, in grey. No DOM here.

import { ordinal, percent } from "./format.js";
import { titleOf } from "./models.js";

/**
 * The rest of a model's best phrase, or best word, behind what has been typed since it was asked. While
 * the next answer is under way, a person who types what the ghost already says sees it stay; any other
 * key takes it away at once.
 *
 * @param {?{text: string, results: Array}} answer
 * @param {string} model whose ghost
 * @param {string} before the text before the caret
 */
export function ghostFor(answer, model, before) {
  if (!answer || !before.startsWith(answer.text)) return "";
  const result = answer.results.find((candidate) => candidate.model === model);
  const whole = result?.phrase?.text ?? result?.suggestions[0]?.completion ?? "";
  const typed = before.slice(answer.text.length);
  return whole.startsWith(typed) ? whole.slice(typed.length) : "";
}

/** What a screen reader says when typing pauses: the ghost's model, and where an expected word stands. */
export function spoken(answer, model) {
  const result = answer?.results.find((candidate) => candidate.model === model);
  if (!result?.suggestions.length) return "";
  const words = result.suggestions
    .slice(0, 3)
    .map(({ word, probability, own }) => `${word}, ${own ? "yours, " : ""}${percent(probability)}`);
  const ranks = answer.results
    .filter(({ expected }) => expected)
    .map((each) => `${titleOf(each.model)} ${each.expected.rank ? ordinal(each.expected.rank) : "without a rank"}`);
  const expected = ranks.length ? ` ${answer.expected}: ${ranks.join(", ")}.` : "";
  return `${titleOf(model)} suggests ${words.join("; ")}.${expected}`;
}
