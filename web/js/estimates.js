// How long a training will take: measured by the server, one setting after the other.

import { useEffect, useRef, useState } from "../vendor/htm/preact/standalone.module.js";
import { Away } from "./api.js";
import { Denied, ask } from "./owner.js";

/** The server begins a process, reads the models and trains each cell for a second. */
const PATIENCE_MILLIS = 150_000;

/** Nobody waits for the time of a setting that was passed on the way to another. */
const PAUSE_MILLIS = 700;

/** How often, and after which waits, a server is asked again that measures for somebody else. */
const MOST_TRIES = 12;
const BUSY_MILLIS = 5_000;

/**
 * @param {?string} text name of the text; null for none
 * @param {?string} chosen setting that is measured without being asked for, such as "from=shipped"; null
 *     for none
 * @returns {{of: Function, measure: Function, busy: boolean}} `of(setting)` is what the server says, or
 *     `{busy: true}`, `{message}`, or undefined; `measure(settings)` measures those that nobody has yet
 */
export function useEstimates(text, chosen) {
  const [found, setFound] = useState({});
  const asked = useRef(new Set());
  const last = useRef(Promise.resolve()); // the server measures one at a time, or both are wrong
  const put = (key, value) => setFound((old) => ({ ...old, [key]: value }));

  const measure = (settings) => {
    for (const setting of settings) {
      const key = `${text}?${setting}`;
      if (asked.current.has(key)) continue;
      asked.current.add(key);
      put(key, { busy: true });
      last.current = last.current.then(async () => {
        try {
          put(key, await estimate(`corpora/${text}/estimate?${setting}`));
        } catch (problem) {
          asked.current.delete(key);
          put(key, problem instanceof Away ? undefined : { message: problem.message });
        }
      });
    }
  };

  useEffect(() => {
    if (!text || !chosen) return;
    const timer = setTimeout(() => measure([chosen]), PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [text, chosen]);

  const of = (setting) => found[`${text}?${setting}`];
  return { of, measure, busy: Object.values(found).some((each) => each?.busy) };
}

/** Asks again while the server measures for somebody else. */
async function estimate(path) {
  for (let tries = 1; ; tries++) {
    try {
      return await ask("POST", path, null, PATIENCE_MILLIS);
    } catch (problem) {
      if (!(problem instanceof Denied && problem.status === 503 && tries < MOST_TRIES)) throw problem;
      await new Promise((resolve) => setTimeout(resolve, BUSY_MILLIS));
    }
  }
}
