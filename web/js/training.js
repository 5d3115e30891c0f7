// A training as the server tells of it: from events to a state, and from a state to what is shown. No
// DOM here. The state is that of GET /training/ID, see src/site/markdown/training-api.md.

/** Of a line of progress, what the newest one says. */
const NEWEST = [
  "update",
  "updates",
  "epoch",
  "loss",
  "wordsPerSecond",
  "secondsLeft",
  "learningRate",
  "gradientNorm",
  "clipped",
  "validationLoss",
];

export const CELLS = ["rnn", "gru", "lstm"];

/** What a training does one after the other, as the server calls it and as people do. */
export const PHASES = [
  { name: "reading", title: "reads the text" },
  { name: "counting", title: "counts n-grams" },
  { name: "training", title: "trains the networks" },
  { name: "comparing", title: "compares old and new" },
];

export function isOver({ state }) {
  return state !== "queued" && state !== "running";
}

export function isResumable({ state }) {
  return state === "failed" || state === "cancelled" || state === "interrupted";
}

/**
 * The state after one more event: what the server itself makes of it (`TrainingRecord`), so that whoever
 * listens has what whoever asks gets.
 *
 * @param {?object} training null before the first event
 * @param {string} event
 * @param {object} line what came with it
 */
export function heard(training, event, line) {
  switch (event) {
    case "state":
      return line;
    case "phase":
      return { ...training, phase: line.phase };
    case "text":
      return { ...training, text: line };
    case "note":
      return training.notes.includes(line.message)
        ? training
        : { ...training, notes: [...training.notes, line.message] };
    case "compared":
      return { ...training, comparison: { ...training.comparison, [line.model]: line } };
    case "evaluated":
      return { ...training, evaluation: { ...training.evaluation, [line.model]: line.evaluation } };
    default: {
      const cell = training.cells[line.cell];
      return cell
        ? { ...training, cells: { ...training.cells, [line.cell]: after(cell, event, line) } }
        : training;
    }
  }
}

function after(before, event, line) {
  if (event === "started") return { event };
  const cell = { ...before };
  if (event !== "failed") {
    for (const name of NEWEST) if (line[name] !== undefined && line[name] !== null) cell[name] = line[name];
  }
  if (line.message) cell.message = line.message;
  if (event === "validated") measured(cell, line);
  if (event === "finished") cell.secondsLeft = 0;
  cell.event = event;
  return cell;
}

function measured(cell, { epoch, loss, validationLoss, insight }) {
  const point = { epoch, trainingLoss: loss, validationLoss };
  if (insight) {
    point.suggestions = insight.suggestions;
    if (insight.phrase) point.phrase = insight.phrase;
    cell.gradientByLag = insight.gradientByLag;
    cell.notes = insight.notes;
  }
  cell.curve = [...(cell.curve ?? []), point];
}

/** What part of the updates is done, 0 to 1: of the cell that is least far. */
export function shareDone({ cells }) {
  const shares = Object.values(cells).map(({ event, update, updates }) =>
    event === "finished" ? 1 : updates ? update / updates : 0,
  );
  return shares.length ? Math.min(...shares) : 0;
}

/** Seconds until the last cell has done all its updates, or null where nobody knows. */
export function secondsLeft({ cells }) {
  const known = Object.values(cells).flatMap((cell) => cell.secondsLeft ?? []);
  return Math.max(0, ...known) || null;
}

/**
 * How long a training of these cells takes at most, as the server computes it for all: as long as the
 * slowest, or as the cores need for all.
 *
 * @param {{updates: number, secondsPerUpdate: Object<string, number>, cores: number}} estimate
 */
export function secondsOf({ updates, secondsPerUpdate, cores }, cells) {
  const seconds = cells.map((cell) => secondsPerUpdate[cell] ?? 0);
  const all = seconds.reduce((sum, each) => sum + each, 0);
  return updates * Math.max(0, ...seconds, all / cores);
}

/** Smallest and largest loss of all curves, with a little room: one axis for all cells. */
export function lossRange(cells) {
  const losses = Object.values(cells)
    .flatMap(({ curve }) => curve ?? [])
    .flatMap(({ trainingLoss, validationLoss }) => [trainingLoss, validationLoss])
    .filter(Number.isFinite);
  if (!losses.length) return [0, 10];
  return [Math.floor(Math.min(...losses) * 2 - 0.1) / 2, Math.ceil(Math.max(...losses) * 2 + 0.1) / 2];
}
