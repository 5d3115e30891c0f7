// What a person has here: texts, trainings, sets of models; and whether they may see them.

import { useCallback, useEffect, useRef, useState } from "../vendor/htm/preact/standalone.module.js";
import { Denied, ask, listen } from "./owner.js";
import { heard, isOver } from "./training.js";

/** First and longest wait between two tries while the server is away. */
const RETRY_MILLIS = [500, 4_000];

/** While something goes on, somebody may also change something elsewhere. */
const LOOK_MILLIS = 4_000;

/** Answers that mean that there is nothing to see, and what the page calls that. */
const CLOSED = { 401: "token", 403: "closed", 404: "none" };

/**
 * @returns {object} `{status, message?, corpora, limits, trainings, sets, refresh}`; status is
 *     "loading", "ready", "away", "token" (wanted), "closed" (to everybody) or "none" (this server does
 *     not train). Lists stay as they were while the server is away
 */
export function useOwned() {
  const [owned, setOwned] = useState({ status: "loading", corpora: [], trainings: [], sets: [] });
  const wait = useRef(RETRY_MILLIS[0]);
  const refresh = useCallback(async () => {
    try {
      const [texts, { trainings }, { sets }] = await Promise.all(
        ["corpora", "training", "model-sets"].map((path) => ask("GET", path)),
      );
      wait.current = RETRY_MILLIS[0];
      const found = { status: "ready", ...texts, trainings, sets };
      setOwned((old) => (JSON.stringify(old) === JSON.stringify(found) ? old : found));
    } catch (problem) {
      const status = problem instanceof Denied ? (CLOSED[problem.status] ?? "away") : "away";
      // A new object each time: it is what the next try waits for.
      setOwned((old) => ({ ...old, status, message: problem.message }));
    }
  }, []);

  useEffect(() => {
    refresh();
    const seen = () => document.visibilityState === "visible" && refresh();
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, []);

  useEffect(() => {
    if (owned.status !== "away") return;
    const timer = setTimeout(refresh, wait.current);
    wait.current = Math.min(wait.current * 2, RETRY_MILLIS[1]);
    return () => clearTimeout(timer);
  }, [owned]);

  const busy =
    owned.status === "ready" &&
    (owned.trainings.some((training) => !isOver(training)) ||
      owned.corpora.some(({ state }) => state !== "ready" && state !== "absent"));
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(refresh, LOOK_MILLIS);
    return () => clearInterval(timer);
  }, [busy]);

  return { ...owned, refresh };
}

/**
 * One training, live: begins with everything, follows every event, and comes back by itself when the
 * connection is lost.
 *
 * @param {?string} id
 * @param {string} revision listens anew when it changes: a training that was over goes on when resumed
 * @param {() => void} onState told when its state changes
 * @returns {{training: ?object, connected: boolean}}
 */
export function useTraining(id, revision, onState) {
  const [now, setNow] = useState({ id: null, training: null, connected: true });
  useEffect(() => {
    if (!id) return;
    const connection = (connected) => setNow((old) => ({ ...old, connected }));
    return listen(`training/${id}/events`, {
      onEvent: (event, line) => {
        setNow((old) => ({ ...old, id, training: heard(old.id === id ? old.training : null, event, line) }));
        if (event === "state") onState();
      },
      onConnection: connection,
      onRefusal: onState, // it was deleted
    });
  }, [id, revision]);
  return now.id === id ? now : { training: null, connected: true };
}
