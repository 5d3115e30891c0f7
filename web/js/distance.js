// The visitor's own example with neutral words put in: asked at the slider's place, and once at every tenth.

import { useEffect, useMemo, useState } from "../vendor/htm/preact/standalone.module.js";
import { call, Completer } from "./api.js";
import { MAX_DISTANCE } from "./address.js";
import { withWords } from "./neutral.js";

/** The whole curve is asked for when nothing has changed for so long. */
const REST_MILLIS = 400;

const STEP = 10;

/**
 * What each model says with so many words put in. While the slider moves the last answer stays.
 *
 * @param {boolean} away whether the server does not answer; when it is back all is asked again
 * @returns {?{distance: number, results: object[]}}
 */
export function useAtDistance(cut, distance, target, away) {
  const completer = useMemo(() => new Completer(), []);
  const [shown, setShown] = useState(null);
  const text = cut && withWords(cut, distance);
  useEffect(() => {
    if (!text || !target || away) {
      setShown(null);
      return;
    }
    completer.ask(text, target).then(
      (answer) => answer && setShown({ distance, text, results: answer.results }),
      () => setShown(null), // the page says itself that the server is away
    );
  }, [text, target, away]);
  return shown;
}

/**
 * How probable the target is with 0, 10, ... 100 words put in, by model.
 *
 * @returns {{distance: number, values: Object<string, number>}[]} as far as it is known
 */
export function useOwnCurve(cut, target, away) {
  const [points, setPoints] = useState([]);
  const asked = cut && target && !away ? JSON.stringify([cut, target]) : null;
  useEffect(() => {
    setPoints([]);
    if (!asked) return undefined;
    const abort = new AbortController();
    const sweep = async () => {
      const found = [];
      for (let distance = 0; distance <= MAX_DISTANCE && !abort.signal.aborted; distance += STEP) {
        const body = { text: withWords(cut, distance), expected: target, k: 1 };
        const { results } = await call("complete", body, abort.signal);
        found.push({ distance, values: probabilities(results) });
        if (!abort.signal.aborted) setPoints([...found]);
      }
    };
    const timer = setTimeout(() => sweep().catch(() => {}), REST_MILLIS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [asked]);
  return points;
}

/** By model, how probable the expected word is; models that do not have it are left out. */
export function probabilities(results) {
  return Object.fromEntries(
    results
      .filter(({ expected }) => expected && expected.probability !== null)
      .map(({ model, expected }) => [model, expected.probability]),
  );
}
