// Which models serve, and whether the server answers.

import { useEffect, useState } from "../vendor/htm/preact/standalone.module.js";
import { fetchModels } from "./api.js";

/** First and longest wait between two tries while the server is away. */
const RETRY_MILLIS = [500, 4_000];

/** How often to look whether a missing model has come. */
const MODELS_MILLIS = 3_000;

/**
 * Asks for the models at the start, again while one is missing, and as the sign that the server is back.
 *
 * @returns {{models: ?object[], set: ?string, away: boolean, setAway: Function}} `set` is the name of the
 *     models, where the server has several sets; `setAway(true)` where somebody notices that the server
 *     does not answer
 */
export function useServing() {
  const [serving, setServing] = useState({ models: null });
  const [away, setAway] = useState(false);
  useEffect(() => {
    let timer;
    let wait = RETRY_MILLIS[0];
    let over = false;
    const lookIn = (millis) => {
      if (!over) timer = setTimeout(look, millis);
    };
    const look = async () => {
      try {
        const found = await fetchModels();
        setServing((old) => (JSON.stringify(old) === JSON.stringify(found) ? old : found));
        setAway(false);
        if (found.models.some((model) => !model.serving)) lookIn(MODELS_MILLIS);
      } catch {
        setAway(true);
        lookIn(wait);
        wait = Math.min(wait * 2, RETRY_MILLIS[1]);
      }
    };
    // Whoever comes back from training may have let other models serve.
    const back = () => {
      if (document.visibilityState !== "visible") return;
      clearTimeout(timer);
      lookIn(0);
    };
    document.addEventListener("visibilitychange", back);
    lookIn(away ? wait : 0);
    return () => {
      over = true;
      document.removeEventListener("visibilitychange", back);
      clearTimeout(timer);
    };
  }, [away]);
  return { models: serving.models, set: serving.set ?? null, away, setAway };
}
