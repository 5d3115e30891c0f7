import { titleOf } from "../../js/models.js";
import { PHASES, isOver, shareDone } from "../../js/training.js";

const STATES = {
  queued: "waits for its turn",
  running: "is running",
  finished: "is finished",
  failed: "has failed",
  cancelled: "was cancelled",
  interrupted: "was interrupted",
};

/** Where a training stands, in two or three words. */
export function stateOf({ state, phase }) {
  return state === "running" && phase ? PHASES.find(({ name }) => name === phase)?.title : STATES[state];
}

/** The same for a screen reader, in steps of a quarter: not every update is news. */
export function said(training) {
  const quarter = Math.floor(4 * shareDone(training)) * 25;
  const far = training.phase === "training" && quarter > 0 ? `, ${quarter} percent` : "";
  const why = isOver(training) && training.message ? `. ${training.message}` : "";
  return `The training of ${training.order.name} ${stateOf(training)}${far}${why}`;
}

/** What a training makes, from what: "from the shipped models", "anew, small". */
export function beginningOf({ from, size, cells }) {
  const all = cells.length === 3 ? "" : `, ${cells.map(titleOf).join(" and ")} only`;
  if (from) return `going on from ${from === "shipped" ? "the shipped models" : from}${all}`;
  return `anew${size ? `, ${size.toLowerCase()}` : ""}${all}`;
}
