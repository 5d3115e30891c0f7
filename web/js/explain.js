// Asks why: the answers of POST /explain, newest question only. The figures draw them.

import { useEffect, useMemo, useState } from "../vendor/htm/preact/standalone.module.js";
import { atMost, Away, call } from "./api.js";

/** Answers that are kept, so that going back to a text is free. */
const KEPT = 16;

/** A key is explained when no other follows within this time. */
const PAUSE_MILLIS = 150;

/** How long a newer question waits for the one under way: a server computes on what nobody waits for. */
const PATIENCE_MILLIS = 3_000;

/** While the server is away. */
const RETRY_MILLIS = 3_000;

/**
 * What POST /explain takes.
 *
 * @typedef {{text: string, target?: string, models?: string[], units?: boolean, jacobian?: boolean}} Question
 */

/** Questions with sequence numbers, and a memory. An answer that was overtaken is dropped. */
export class Explainer {
  #sequence = 0;
  #abort = new AbortController();
  #underWay = Promise.resolve();
  #kept = new Map(); // in the order of use, the oldest first

  /**
   * @param {Question} question
   * @returns {Promise<?object>} the server's answer with the question's text, null when overtaken
   * @throws {Away|Refused}
   */
  async ask(question) {
    const sequence = ++this.#sequence;
    const known = this.kept(question);
    if (known) return known;
    await atMost(PATIENCE_MILLIS, this.#underWay);
    if (sequence !== this.#sequence) return null;
    this.#abort.abort();
    this.#abort = new AbortController();
    const asked = call("explain", question, this.#abort.signal);
    this.#underWay = asked.catch(() => {});
    try {
      const answer = await asked;
      if (sequence !== this.#sequence) return null;
      return this.#keep(question, { ...answer, text: question.text });
    } catch (problem) {
      if (sequence !== this.#sequence) return null;
      throw problem;
    }
  }

  /** The answer to a question that was asked before, or undefined. */
  kept(question) {
    const key = JSON.stringify(question);
    const answer = this.#kept.get(key);
    return answer && this.#keep(question, answer, key);
  }

  /** The answer to the question under way is wanted no more. */
  forget() {
    this.#sequence++;
  }

  #keep(question, answer, key = JSON.stringify(question)) {
    this.#kept.delete(key);
    this.#kept.set(key, answer);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value);
    return answer;
  }
}

/**
 * The explanation of a text, for a component: null before the first. While the next one is computed the
 * last one stays, with `loading`; its `text` and `results` belong together at any time. With a problem
 * there is `error`, for people, and a server that is away is asked again.
 *
 * @param {?Question} question null to ask nothing
 * @param {unknown} models asked anew when these change
 */
export function useExplanation(question, models) {
  const explainer = useMemo(() => new Explainer(), [models]);
  const [shown, setShown] = useState(null);
  const [again, setAgain] = useState(0);
  const asked = question && JSON.stringify(question);

  useEffect(() => {
    if (!asked) return undefined;
    let timer;
    const ask = async () => {
      try {
        const answer = await explainer.ask(JSON.parse(asked));
        if (answer) setShown({ ...answer, loading: false, error: null });
      } catch (problem) {
        setShown((old) => ({ results: [], text: "", ...old, loading: false, error: problem.message }));
        if (problem instanceof Away) timer = setTimeout(() => setAgain((n) => n + 1), RETRY_MILLIS);
      }
    };
    if (explainer.kept(JSON.parse(asked))) ask();
    else {
      setShown((old) => old && { ...old, loading: true });
      timer = setTimeout(ask, shown ? PAUSE_MILLIS : 0);
    }
    return () => {
      clearTimeout(timer);
      explainer.forget();
    };
  }, [explainer, asked, again]);

  return shown;
}
