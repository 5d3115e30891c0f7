// Lines in SVG: linear and logarithmic axes, intervals, reference lines, a cursor. Lengths are
// sixteenths of the page's rem, so a plot grows with the page and its letters with it.

import { html, useLayoutEffect, useRef, useState } from "../vendor/htm/preact/standalone.module.js";
import { shapeOf } from "./models.js";
import { linear, logarithmic, powerTicks, roundTicks, spread } from "./scales.js";

const LEFT = 46;
const RIGHT = 62;
const TOP = 34;
const BOTTOM = 40;

/** Room for one label of a line. */
const LABEL = 15;

/** Markers on a line: enough to tell lines apart without colour, too few to hide them. */
const MARKERS = 9;

/**
 * @typedef {{x: number, y: number, low?: number, high?: number}} Point
 * @typedef {{model: string, title: string, points: Point[], thick?: number[], dashed?: boolean}} Line of
 *     a model, in its colour and shape; thick before the points at these places
 * @typedef {{title: string, points: Point[], beside?: boolean}} Reference dashed; its name stands beside
 *     the plot, or else at its end or where it leaves the floor
 * @typedef {{model: string, x: number, y: number}} Mark the visitor's own
 * @typedef {{label: string, domain: [number, number], log?: boolean, format?: Function}} Axis
 */

/**
 * @param {object} props
 * @param {string} props.name for those who do not see it
 * @param {Axis} props.x
 * @param {Axis} props.y
 * @param {Line[]} props.lines
 * @param {Reference[]} [props.references]
 * @param {Mark[]} [props.marks]
 * @param {?{x: number, label: string}} [props.flag] an upright line
 * @param {(x: number) => string} props.place what stands at a place of the horizontal axis
 * @param {(y: number) => string} props.value a value in words
 * @param {number} [props.height]
 */
export function Plot({ name, x, y, lines, references = [], marks = [], flag, place, value, height = 250 }) {
  const frame = useRef(null);
  const width = useWidth(frame);
  const [cursor, setCursor] = useState(null);
  const right = width - RIGHT;
  const floor = height - BOTTOM;
  const toX = linear(x.domain, [LEFT, right]);
  const toY = (y.log ? logarithmic : linear)(y.domain, [floor, TOP]);
  const stops = [...new Set(lines.flatMap(({ points }) => points.map((point) => point.x)))].sort(
    (a, b) => a - b,
  );
  const at = cursor === null || !stops.length ? null : stops[Math.min(cursor, stops.length - 1)];
  const id = `clip-${name.replace(/\W+/g, "-")}`;

  const point = (event) => {
    const box = frame.current.getBoundingClientRect();
    const where = ((event.clientX - box.left) / box.width) * width;
    setCursor(nearest(stops.map(toX), where));
  };
  const move = (event) => {
    const next = moved(event.key, cursor ?? 0, stops.length);
    if (next === null) return;
    event.preventDefault();
    setCursor(next);
  };

  return html`
    <div
      class="plot"
      ref=${frame}
      tabindex="0"
      role="slider"
      aria-label=${name}
      aria-valuemin="0"
      aria-valuemax=${Math.max(0, stops.length - 1)}
      aria-valuenow=${cursor ?? 0}
      aria-valuetext=${said(at ?? stops[0], lines, place, value)}
      onPointerMove=${point}
      onPointerLeave=${() => setCursor(null)}
      onFocus=${() => setCursor((old) => old ?? 0)}
      onBlur=${() => setCursor(null)}
      onKeyDown=${move}
    >
      <svg viewBox=${`0 0 ${width} ${height}`} aria-hidden="true">
        <clipPath id=${id}>
          <rect x=${LEFT} y=${TOP - 6} width=${Math.max(0, right - LEFT)} height=${floor - TOP + 6} />
        </clipPath>
        <${Axes} x=${x} y=${y} toX=${toX} toY=${toY} right=${right} floor=${floor} />
        ${at !== null && html`<path class="plot-cursor" d=${`M${toX(at)} ${TOP}V${floor}`} />`}
        ${flag &&
        html`
          <path class="plot-flag" d=${`M${round(toX(flag.x))} ${TOP}V${floor}`} />
          <text
            class="plot-flag-name"
            x=${round(toX(flag.x))}
            y=${TOP - 8}
            text-anchor=${toX(flag.x) > (LEFT + right) / 2 ? "end" : "start"}
            >${flag.label}</text
          >
        `}
        ${references.map((reference) => html`<${Dashed} ...${{ reference, id, toX, toY, right, floor }} />`)}
        ${lines.map((line, index) => html`<${Drawn} ...${{ line, index, id, toX, toY, floor }} />`)}
        ${marks.map((mark) => html`<${Marked} ...${{ mark, toX, toY, floor }} />`)}
        ${named([...lines, ...references.filter(({ beside }) => beside)], toX, toY, floor).map(
          ({ model, title, from, y: labelled }) => html`
            <g data-model=${model} class=${model ? "" : "plot-reference"}>
              <path
                class="plot-leader"
                d=${`M${round(from.x + 5)} ${round(from.y)}L${right + 5} ${round(labelled)}`}
              />
              <text class=${model ? "plot-name" : ""} x=${right + 8} y=${round(labelled + 4)}>${title}</text>
            </g>
          `,
        )}
        ${at !== null && html`<${Readings} ...${{ at, lines, toX, toY, floor }} />`}
      </svg>
      <p class="readout" data-save="no" aria-hidden="true">
        ${at === null ? "" : html`<b>${place(at)}</b> ${readings(at, lines).map(
          ({ model, title, y: reading }) => html`<span data-model=${model}>${title} ${value(reading)}</span> `,
        )}`}
      </p>
    </div>
  `;
}

/** The width of an element in sixteenths of the page's rem. */
export function useWidth(element, before = 640) {
  const [width, setWidth] = useState(before);
  useLayoutEffect(() => {
    const measure = () => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      const pixels = element.current?.clientWidth;
      if (pixels) setWidth(Math.round((pixels / rem) * 16));
    };
    measure();
    // In the next frame: a size that changes while sizes are told is told once more, and so on.
    const observer = new ResizeObserver(() => requestAnimationFrame(measure));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return width;
}

/** Where arrow keys, Home and End lead in a row of so many, or null for other keys. */
export function moved(key, from, count) {
  const to = {
    ArrowRight: from + 1,
    ArrowLeft: from - 1,
    PageUp: from + 10,
    PageDown: from - 10,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined ? null : Math.max(0, Math.min(count - 1, to));
}

function Axes({ x, y, toX, toY, right, floor }) {
  const across = roundTicks(x.domain, Math.max(3, (right - LEFT) / 70), x.format);
  const up = y.log ? powerTicks(y.domain, 7) : roundTicks(y.domain, 5, y.format);
  return html`
    <g class="plot-axes">
      ${up.map(
        ({ value, label }) => html`
          <path class="plot-grid" d=${`M${LEFT} ${round(toY(value))}H${right}`} />
          <text x=${LEFT - 6} y=${round(toY(value) + 4)} text-anchor="end">${label}</text>
        `,
      )}
      <path class="plot-base" d=${`M${LEFT} ${floor}H${right}`} />
      ${across.map(
        ({ value, label }) => html`
          <path class="plot-base" d=${`M${round(toX(value))} ${floor}v4`} />
          <text x=${round(toX(value))} y=${floor + 17} text-anchor="middle">${label}</text>
        `,
      )}
      <text x=${(LEFT + right) / 2} y=${floor + 34} text-anchor="middle">${x.label}</text>
      <text x=${2} y=${10}>${y.label}</text>
    </g>
  `;
}

function Drawn({ line, index, id, toX, toY, floor }) {
  const points = line.points.filter(({ y }) => Number.isFinite(toY(y)));
  const every = Math.max(1, Math.ceil(points.length / MARKERS));
  const band = points.filter(({ low }) => low !== undefined);
  const upper = band.map(({ x, high }) => [x, high]);
  const lower = band.map(({ x, low }) => [x, low]).reverse();
  const path = (pairs) => `M${pairs.map(([x, y]) => `${round(toX(x))} ${round(toY(y))}`).join("L")}`;
  const places = line.points.map(({ x, y }) => [x, y]);
  const thick = (line.thick ?? []).map((i) => path(places.slice(i - 1, i + 1))).join("");
  const clip = `url(#${id})`;
  return html`
    <g data-model=${line.model} data-line=${line.model}>
      ${band.length > 1 &&
      html`<path class="plot-band" clip-path=${clip} d=${`${path([...upper, ...lower])}Z`} />`}
      ${thick && html`<path class="plot-thick" clip-path=${clip} d=${thick} />`}
      <path
        class=${line.dashed ? "plot-line dashed" : "plot-line"}
        clip-path=${clip}
        d=${points.length ? path(points.map(({ x, y }) => [x, y])) : ""}
      />
      ${points
        .filter((point, i) => !line.dashed && (i + index) % every === 0 && toY(point.y) <= floor + 1)
        .map(({ x, y }) => html`<${Sign} model=${line.model} x=${toX(x)} y=${toY(y)} />`)}
    </g>
  `;
}

/** A model's shape, centred. */
function Sign({ model, x, y, size = 9, hollow = false }) {
  const scale = size / 16;
  return html`<path
    class=${hollow ? "plot-sign hollow" : "plot-sign"}
    d=${shapeOf(model)}
    transform=${`translate(${round(x - size / 2)} ${round(y - size / 2)}) scale(${scale})`}
  />`;
}

function Dashed({ reference, id, toX, toY, right, floor }) {
  const places = reference.points.map(({ x, y }) => [toX(x), Math.min(toY(y), floor + 4000)]);
  const last = places.at(-1);
  const leaves = last[1] > floor;
  const crossing = leaves ? crossingOf(places, floor) : right;
  return html`
    <g class="plot-reference">
      <path clip-path=${`url(#${id})`} d=${`M${places.map(([x, y]) => `${round(x)} ${round(y)}`).join("L")}`} />
      ${leaves
        ? html`<text x=${round(crossing + 6)} y=${floor - 7}>${reference.title}</text>`
        : !reference.beside &&
          html`<text x=${round(Math.min(last[0], right) - 4)} y=${round(last[1] + 14)} text-anchor="end"
            >${reference.title}</text
          >`}
    </g>
  `;
}

/** Where a falling line reaches the floor. */
function crossingOf(places, floor) {
  const below = places.findIndex(([, y]) => y > floor);
  const [x1, y1] = places[below];
  const [x0, y0] = places[below - 1] ?? places[below];
  return y1 === y0 ? x1 : x0 + ((x1 - x0) * (floor - y0)) / (y1 - y0);
}

function Marked({ mark, toX, toY, floor }) {
  const [x, y] = [toX(mark.x), toY(mark.y)];
  if (!(y <= floor)) return null;
  return html`
    <g data-model=${mark.model} class="plot-own">
      <${Sign} model=${mark.model} x=${x} y=${y} size=${15} hollow />
    </g>
  `;
}

/** The names at the lines' ends, apart from each other. */
function named(lines, toX, toY, floor) {
  const labels = lines.flatMap(({ model, title, points }) => {
    const end = points.findLast(({ y }) => Number.isFinite(toY(y)));
    if (!end) return [];
    const from = { x: toX(end.x), y: Math.min(toY(end.y), floor) };
    return [{ model, title, from, y: from.y }];
  });
  return spread(labels, LABEL, TOP, floor);
}

function readings(at, lines) {
  return lines.flatMap(({ model, title, points }) => {
    const found = points.find(({ x }) => x === at);
    return found ? [{ model, title, y: found.y, x: found.x }] : [];
  });
}

function Readings({ at, lines, toX, toY, floor }) {
  return readings(at, lines)
    .filter(({ y }) => toY(y) <= floor)
    .map(
      ({ model, x, y }) => html`
        <circle data-model=${model} class="plot-reading" cx=${round(toX(x))} cy=${round(toY(y))} r="5.5" />
      `,
    );
}

function said(at, lines, place, value) {
  if (at === undefined) return "no values";
  return `${place(at)}: ${readings(at, lines)
    .map(({ title, y }) => `${title} ${value(y)}`)
    .join(", ")}`;
}

function nearest(places, where) {
  let best = 0;
  places.forEach((place, i) => {
    if (Math.abs(place - where) < Math.abs(places[best] - where)) best = i;
  });
  return best;
}

/** Short numbers in paths. */
function round(value) {
  return Math.round(value * 10) / 10;
}
