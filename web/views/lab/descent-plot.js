import { html, useRef } from "../../vendor/htm/preact/standalone.module.js";
import { lossAt } from "../../js/lab/descent.js";
import { short } from "../../js/lab/written.js";
import { useWidth } from "../../js/plot.js";
import { linear, roundTicks } from "../../js/scales.js";

const [LEFT, RIGHT, TOP, BOTTOM, HEIGHT] = [46, 16, 26, 44, 320];

/** How far an arrow key moves the ball, as a share of the picture. */
const KEY = 0.01;

/**
 * The curve, the way of the ball, its slope and its next step.
 *
 * @param {object} props.picture `{points: {weight, loss}[]}`
 * @param {number} props.start where the ball begins
 * @param {{weight, loss, slope, change}[]} props.steps so far; empty while they are computed
 * @param {(weight: number) => void} props.onPlace the ball was put there
 */
export function DescentPlot({ picture, start, steps, onPlace }) {
  const frame = useRef(null);
  const width = useWidth(frame);
  const { points } = picture;
  const domain = [points[0].weight, points.at(-1).weight];
  const most = Math.max(...points.map(({ loss }) => loss)) * 1.05;
  const toX = linear(domain, [LEFT, width - RIGHT]);
  const floor = HEIGHT - BOTTOM;
  const toY = linear([0, most], [floor, TOP]);
  const now = steps.at(-1);
  const weight = now?.weight ?? start;
  const outside = weight < domain[0] || weight > domain[1];
  const ball = [toX(weight), toY(now?.loss ?? lossAt(points, weight))];

  const put = (event) => {
    if (event.type === "pointerdown") {
      event.currentTarget.setPointerCapture(event.pointerId);
      event.preventDefault(); // selects no text; so the focus is given by hand
      frame.current.querySelector(".descent-ball")?.focus({ preventScroll: true });
    } else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = frame.current.getBoundingClientRect();
    const place = ((event.clientX - box.left) / box.width) * width;
    onPlace(linear([LEFT, width - RIGHT], domain)(place));
  };
  const key = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    const to = { Home: domain[0], End: domain[1] }[event.key];
    if (by === undefined && to === undefined) return;
    event.preventDefault();
    onPlace(to ?? Math.max(domain[0], Math.min(domain[1], weight)) + by * KEY * (domain[1] - domain[0]));
  };

  return html`
    <div class="plot descent" ref=${frame} data-model="lstm">
      <svg viewBox=${`0 0 ${width} ${HEIGHT}`} onPointerDown=${put} onPointerMove=${put}>
        <clipPath id="descent-clip"><rect x=${LEFT} y="0" width=${Math.max(0, width - RIGHT - LEFT)} height=${HEIGHT} /></clipPath>
        <g class="plot-axes" aria-hidden="true">
          ${roundTicks([0, most], 5, short).map(
            ({ value, label }) => html`
              <path class="plot-grid" d=${`M${LEFT} ${toY(value)}H${width - RIGHT}`} />
              <text x=${LEFT - 6} y=${toY(value) + 4} text-anchor="end">${label}</text>
            `,
          )}
          <path class="plot-base" d=${`M${LEFT} ${floor}H${width - RIGHT}`} />
          ${roundTicks(domain, Math.max(4, width / 90), short).map(
            ({ value, label }) => html`
              <path class="plot-base" d=${`M${toX(value)} ${floor}v4`} />
              <text x=${toX(value)} y=${floor + 18} text-anchor="middle">${label}</text>
            `,
          )}
          <text x=${(LEFT + width - RIGHT) / 2} y=${HEIGHT - 6} text-anchor="middle">weight w</text>
          <text x="2" y="12">loss L</text>
        </g>
        <g clip-path="url(#descent-clip)" aria-hidden="true">
          <path class="descent-curve" d=${path(points.map((point) => [toX(point.weight), toY(point.loss)]))} />
          ${steps.length > 1 &&
          html`<path class="descent-way" d=${path(steps.map((step) => [toX(step.weight), toY(step.loss)]))} />`}
          ${steps
            .slice(0, -1)
            .map((step) => html`<circle class="descent-was" cx=${toX(step.weight)} cy=${toY(step.loss)} r="4" />`)}
          ${now && !outside && html`<${Slope} ...${{ now, toX, toY, width }} />`}
          ${now && !outside && html`<${Next} ...${{ now, toX, floor }} />`}
        </g>
        ${outside
          ? html`<text class="descent-left" x=${weight < domain[0] ? LEFT + 8 : width - RIGHT - 8} y=${TOP + 6} text-anchor=${weight < domain[0] ? "start" : "end"}>
              ${weight < domain[0] ? "← " : ""}the ball is at w = ${short(weight)}${weight > domain[1] ? " →" : ""}
            </text>`
          : html`<circle
              class="descent-ball"
              cx=${ball[0]}
              cy=${ball[1]}
              r="10"
              tabindex="0"
              role="slider"
              aria-label="Where the ball begins"
              aria-valuemin=${domain[0]}
              aria-valuemax=${domain[1]}
              aria-valuenow=${Number(weight.toFixed(3))}
              aria-valuetext=${`w = ${short(weight)}${now ? `, loss ${short(now.loss)}, slope ${short(now.slope)}` : ""}`}
              onKeyDown=${key}
            />`}
      </svg>
    </div>
  `;
}

/** The tangent, as long on the page whatever its steepness. */
function Slope({ now, toX, toY, width }) {
  const [x, y] = [toX(now.weight), toY(now.loss)];
  const [dx, dy] = [toX(1) - toX(0), (toY(1) - toY(0)) * now.slope];
  const long = Math.min(90, width / 6) / Math.hypot(dx, dy);
  return html`<path class="descent-slope" d=${path([[x - dx * long, y - dy * long], [x + dx * long, y + dy * long]])} />`;
}

/** The next step, on the floor: from w to where w will be. */
function Next({ now, toX, floor }) {
  const [from, to] = [toX(now.weight), toX(now.weight + now.change)];
  const size = Math.min(6, Math.abs(to - from));
  const head = to > from ? -size : size;
  return html`
    <path class="descent-drop" d=${`M${from} ${floor}V${floor - 9}`} />
    <path class="descent-next" d=${`M${from} ${floor - 4}H${to}m${head} ${-size / 1.3}L${to} ${floor - 4}l${head} ${size / 1.3}`} />
  `;
}

function path(places) {
  return `M${places.map(([x, y]) => `${x.toFixed(1)} ${Math.max(-1e4, y).toFixed(1)}`).join("L")}`;
}
