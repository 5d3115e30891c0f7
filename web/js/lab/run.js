// A run of the lab: begun, listened to, cancelled. The server trains; here its events become one object.

import { useEffect, useRef, useState } from "../../vendor/htm/preact/standalone.module.js";
import { ask, listen } from "../owner.js";

/** @typedef {"queued"|"running"|"finished"|"failed"|"cancelled"} RunState */

/**
 * @typedef {object} LabRun a run as far as it is known
 * @property {string} [id] once the server has taken it
 * @property {"depth"|"time"} kind
 * @property {RunState} state
 * @property {object} settings
 * @property {?object} network see the event of this name
 * @property {object[]} steps the measured updates, the first first
 * @property {?object} trouble where a number first was not finite
 * @property {?object} finished
 * @property {?string} message why it failed, for people
 */

/** Whether nothing more will come of it. */
export function isOver(run) {
  return !run || !["queued", "running"].includes(run.state);
}

/** A run before its first event. */
export function emptyRun(kind, settings) {
  return {
    kind,
    settings,
    state: "queued",
    network: null,
    steps: [],
    trouble: null,
    finished: null,
    message: null,
  };
}

/** The run after one more event of its stream. */
export function after(run, event, data) {
  if (event === "state") {
    const { state, settings, message } = data;
    return { ...run, state, settings: settings ?? run.settings, message: message ?? null };
  }
  if (event === "network") return { ...run, network: data, steps: [], trouble: null };
  if (event === "step") {
    // A stream that was cut begins anew: what is known already comes again.
    const before = run.steps.filter(({ update }) => update < data.update);
    return { ...run, steps: [...before, data] };
  }
  if (event === "trouble") return { ...run, trouble: data };
  if (event === "finished") return { ...run, finished: data };
  return run;
}

/**
 * One place for a run: a new one takes the place of the last, which is cancelled.
 *
 * @returns {{run: ?LabRun, start: Function, cancel: Function}}
 */
export function useRun() {
  const [run, setRun] = useState(null);
  const here = useRef({ id: null, stop: () => {}, over: true, turn: 0 });

  const leave = () => {
    const { id, stop, over } = here.current;
    stop();
    if (id && !over) ask("DELETE", `lab/${id}`).catch(() => {}); // it may have ended by itself
    here.current = { id: null, stop: () => {}, over: true, turn: here.current.turn + 1 };
  };

  // Whoever leaves the panel leaves no work behind.
  useEffect(() => {
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      leave();
    };
  }, []);

  const start = async (kind, settings) => {
    leave();
    const { turn } = here.current;
    const mine = () => here.current.turn === turn;
    const tell = (change) => mine() && setRun(change);
    tell(emptyRun(kind, settings));
    let id;
    try {
      ({ id } = await ask("POST", `lab/${kind}`, settings));
    } catch (problem) {
      tell((old) => ({ ...old, state: "failed", message: problem.message }));
      return;
    }
    if (!mine()) {
      ask("DELETE", `lab/${id}`).catch(() => {}); // another was begun meanwhile
      return;
    }
    tell((old) => ({ ...old, id }));
    const stop = listen(`lab/${id}/events`, {
      onEvent: (event, data) => {
        if (!mine()) return;
        if (event === "state" && isOver(data)) here.current.over = true;
        setRun((old) => after(old, event, data));
      },
      onRefusal: (problem) => tell((old) => ({ ...old, state: "failed", message: problem.message })),
    });
    here.current = { id, stop, over: false, turn };
  };

  const cancel = () => {
    leave();
    setRun((old) => old && { ...old, state: "cancelled" });
  };

  return { run, start, cancel };
}
