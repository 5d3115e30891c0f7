import { html, useEffect, useMemo, useState } from "../../vendor/htm/preact/standalone.module.js";
import { call } from "../../js/api.js";
import { percent } from "../../js/format.js";
import { titleOf } from "../../js/models.js";
import { counted } from "../../js/numbers.js";
import { Plot } from "../../js/plot.js";
import { Choice, Figure } from "./figure.js";

/** What `experiment distance` calls the two ways to make cells alike. */
const SIZES = [
  { value: "equal hidden size", title: "equal hidden size" },
  { value: "equal number of parameters", title: "equal number of parameters" },
];

/** What is asked for once, by all who draw it. */
let curves;

/** The measured curves, null while there are none: `{result}` or `{error}`. */
export function useDistanceCurves() {
  const [found, setFound] = useState(null);
  useEffect(() => {
    let over = false;
    curves ??= call("distance-curves").then(
      (result) => ({ result }),
      (problem) => {
        curves = undefined; // to be asked again by the next who draws it
        return { error: problem.message };
      },
    );
    curves.then((now) => over || setFound(now));
    return () => (over = true);
  }, []);
  return found;
}

/**
 * How far each cell remembers, measured by `experiment distance` on passages that no training has seen.
 *
 * @param {?{distance: number, values?: Object<string, number>}} props.point the visitor's own text: words
 *     between cue and trigger, and by model how probable the right word was
 */
export function DistanceCurves({ point }) {
  const found = useDistanceCurves();
  const result = found?.result;
  const kinds = useMemo(() => Object.keys(result?.curves?.[0]?.kinds ?? {}), [result]);
  const sizes = SIZES.filter(({ value }) => result?.curves.some(({ size }) => size === value));
  const [chosenKind, setKind] = useState(null);
  const [chosenSize, setSize] = useState(null);
  const kind = kinds.includes(chosenKind) ? chosenKind : kinds[0];
  const size = chosenSize ?? sizes[0]?.value;
  const lines = useMemo(() => (result ? linesOf(result, kind, size) : []), [result, kind, size]);
  const measured = lines.flatMap((line) => line.points);
  const far = Math.max(1, ...measured.map(({ x }) => x), point?.distance ?? 0);
  return html`
    <${Figure}
      name="curves"
      title="How far does a memory reach?"
      how=${html`How often each cell picks the one word that a cue, some words before, decides, among all
      answers of its kind${
        result &&
        ` (${counted(result.settings.passages, "passage")} that no training has seen, ${counted(result.settings.seeds.length, "seed")})`
      }. Bands are 95 % intervals; where two overlap, the difference may be luck. Dashed: a mere guess.`}
      explanation=${null}
      table=${tableOf(lines)}
      wants=${found?.error ?? "Loading …"}
    >
      <div class="figure-choices" data-save="no">
        ${kinds.length > 1 &&
        html`<${Choice}
          legend="Kind"
          name="curves-kind"
          chosen=${kind}
          onChoose=${setKind}
          options=${kinds.map((value) => ({ value, title: value.replaceAll("-", " and ") }))}
        />`}
        ${sizes.length > 1 &&
        html`<${Choice}
          legend="Cells of"
          name="curves-size"
          chosen=${size}
          onChoose=${setSize}
          options=${sizes}
        />`}
      </div>
      <${Plot}
        name="Accuracy by words between cue and trigger"
        x=${{ label: "words between", domain: [0, far] }}
        y=${{ label: "right", domain: [0, 1], format: (value) => `${Math.round(value * 100)}%` }}
        lines=${lines}
        references=${chanceOf(result, kind, far)}
        flag=${point ? { x: point.distance, label: `your text, ${counted(point.distance, "word")}` } : null}
        marks=${ownOf(point)}
        place=${(distance) => `${counted(distance, "word")} between`}
        value=${percent}
        height=${300}
      />
      <p class="source">
        ${result && sourceOf(result, size)}
        ${point?.values &&
        " Hollow signs: how probable each model of this page finds the right word in your text."}
      </p>
    <//>
  `;
}

function linesOf({ curves, ngram }, kind, size) {
  const cells = curves
    .filter((curve) => curve.size === size && curve.kinds[kind])
    .map((curve) => ({ model: curve.cell, points: curve.kinds[kind] }));
  const counting = ngram?.[kind] ? [{ model: "ngram", points: ngram[kind] }] : [];
  return [...counting, ...cells].map(({ model, points }) => ({
    model,
    title: titleOf(model),
    points: points.map(({ distance, accuracy }) => ({
      x: distance,
      y: accuracy.value,
      low: accuracy.low,
      high: accuracy.high,
    })),
  }));
}

function chanceOf(result, kind, far) {
  const chance = result?.curves.find(({ kinds }) => kinds[kind])?.kinds[kind][0].chance;
  if (chance === undefined) return [];
  return [{ title: "chance", beside: true, points: [{ x: 0, y: chance }, { x: far, y: chance }] }];
}

function ownOf(point) {
  return Object.entries(point?.values ?? {})
    .filter(([, y]) => Number.isFinite(y))
    .map(([model, y]) => ({ model, x: point.distance, y }));
}

function sourceOf({ settings, machine, curves }, size) {
  const cells = curves.filter((curve) => curve.size === size);
  const rates = cells.map(
    ({ cell, hidden, tuning }) => `${titleOf(cell)} ${hidden} units, learning rate ${tuning.learningRate}`,
  );
  const updates = settings.updates.toLocaleString("en");
  return `Measured by experiment distance, ${updates} updates each; ${rates.join("; ")}. ${machine}.`;
}

function tableOf(lines) {
  const rows = lines.flatMap(({ title, points }) =>
    points.map(({ x, y, low, high }) => [title, x, y, low, high]),
  );
  return {
    head: ["model", "words between", "right", "95% low", "95% high"],
    rows,
    show: (value, column) => (column > 1 ? percent(value) : value),
  };
}
