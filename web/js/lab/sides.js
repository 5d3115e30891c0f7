// One run, or two that are compared: each a side with a colour and a shape.

/** Accents are in lab.css. */
export const SIDES = ["a", "b"];

/** The measured step nearest to an update; the last where the update is null. */
export function stepAt(run, update) {
  const steps = run?.steps ?? [];
  if (update === null || steps.length === 0) return steps.at(-1) ?? null;
  return steps.reduce((best, step) =>
    Math.abs(step.update - update) < Math.abs(best.update - update) ? step : best,
  );
}

/** All updates at which any side was measured. */
export function updatesOf(sides) {
  const all = sides.flatMap(({ run }) => run?.steps.map(({ update }) => update) ?? []);
  return [...new Set(all)].sort((a, b) => a - b);
}

/** Points by place 1, 2, 3, ...; what is not finite or not there stays out. */
export function byPlace(values) {
  return (values ?? []).flatMap((y, i) => (Number.isFinite(y) ? [{ x: i + 1, y }] : []));
}

/** Points by update. */
export function byUpdate(run, value) {
  return (run?.steps ?? []).flatMap((step) => {
    const y = value(step);
    return Number.isFinite(y) ? [{ x: step.update, y }] : [];
  });
}

/** On a logarithmic axis nothing is 0 or less. */
export function positive(points) {
  return points.filter(({ y }) => y > 0);
}
