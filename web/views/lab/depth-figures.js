import { html } from "../../vendor/htm/preact/standalone.module.js";
import { byPlace, byUpdate, stepAt, updatesOf } from "../../js/lab/sides.js";
import { percent } from "../../js/format.js";
import { small } from "../../js/numbers.js";
import { Figure } from "../figures/figure.js";
import { Measured } from "./measured.js";
import { UpdateSlider } from "./update-slider.js";

/**
 * Every layer of a feed-forward network while it trains.
 *
 * @param {{model: string, title: string, run: object}[]} props.sides one run, or two on one scale
 * @param {?number} props.update which measured update is drawn; null for the last
 */
export function DepthFigures({ sides, update, onUpdate }) {
  const shown = sides.filter(({ run }) => run?.network && run.steps.length);
  const deepest = Math.max(2, ...shown.map(({ run }) => run.network.layers.length));
  const updates = updatesOf(shown);
  const at = update ?? updates.at(-1) ?? 0;
  const lines = (name) => shown.map((side) => line(side, byPlace(stepAt(side.run, update)?.[name])));
  const withStart = (name) => [
    ...lines(name),
    ...(at > 0
      ? shown.map((side) => ({ ...line(side, byPlace(side.run.steps[0][name])), title: "start", dashed: true }))
      : []),
  ];
  const layers = { label: "layer, the first on the left, the output last", domain: [1, deepest] };
  const place = (layer) => (layer === deepest && shown.length === 1 ? "output" : `layer ${layer}`);
  const dead = shown.some(({ run }) => run.steps.some((step) => step.dead?.some((share) => share > 0)));
  const saturated = shown.some(({ run }) => run.steps.some((step) => step.saturated?.some((share) => share > 0)));
  return html`
    <${Figure}
      name="depth"
      title="What reaches each layer"
      how="The norm of the gradient of every layer’s weights (dashed: before the first update), and by what part of themselves an update changes them; about a thousandth is healthy. The slider goes through the training."
      explanation=${null}
      table=${tableOf(shown)}
      wants="Run it: the first picture comes within a second."
    >
      <${UpdateSlider} updates=${updates} update=${update} onUpdate=${onUpdate} />
      <div class="plots">
        <${Measured} title="Gradient" symbol="‖∂L/∂W‖" lines=${withStart("gradient")} x=${layers} place=${place} />
        <${Measured}
          title="Update : weight"
          symbol="‖ΔW‖ / ‖W‖"
          lines=${lines("updateRatio")}
          x=${layers}
          place=${place}
        />
        <${Measured}
          title="What goes forward"
          symbol="standard deviation of each layer’s activations"
          lines=${withStart("deviation")}
          x=${layers}
          place=${place}
        />
        ${dead &&
        html`<${Measured}
          title="Dead units"
          symbol="0 for every example"
          lines=${lines("dead")}
          x=${layers}
          log=${false}
          domain=${[0, 1]}
          place=${place}
          value=${percent}
        />`}
        ${saturated &&
        html`<${Measured}
          title="Saturated"
          symbol="share with a slope below 0.01"
          lines=${lines("saturated")}
          x=${layers}
          log=${false}
          domain=${[0, 1]}
          place=${place}
          value=${percent}
        />`}
        <${Measured}
          title="First layer and last"
          symbol="‖∂L/∂W‖ by update; dashed: the first"
          lines=${shown.flatMap((side) => [
            { ...line(side, byUpdate(side.run, ({ gradient }) => gradient.at(-1))), title: `${side.title} last` },
            { ...line(side, byUpdate(side.run, ({ gradient }) => gradient[0])), title: "first", dashed: true },
          ])}
          x=${byUpdates(shown)}
          flag=${{ x: at, label: "" }}
          place=${(x) => `update ${x}`}
        />
        <${Learning} sides=${shown} at=${at} />
      </div>
    <//>
  `;
}

/** Share of right answers by update: whether it learns at all. */
export function Learning({ sides, at }) {
  const first = sides[0]?.run.network;
  return html`<${Measured}
    title="Right answers"
    symbol=""
    lines=${sides.map((side) => line(side, byUpdate(side.run, ({ accuracy }) => accuracy)))}
    references=${first
      ? [{ title: "chance", beside: true, points: [0, last(sides)].map((x) => ({ x, y: first.chance })) }]
      : []}
    x=${byUpdates(sides)}
    log=${false}
    domain=${[0, 1]}
    flag=${{ x: at, label: "" }}
    place=${(x) => `update ${x}`}
    value=${percent}
  />`;
}

/** The axis of updates, as long as the longest run is meant to be. */
export function byUpdates(sides) {
  return { label: "update", domain: [0, last(sides)] };
}

function last(sides) {
  return Math.max(1, ...sides.map(({ run }) => run.settings.updates));
}

/** A side's line. */
export function line({ model, title }, points) {
  return { model, title, points };
}

function tableOf(sides) {
  const columns = ["gradient", "activationGradient", "updateRatio", "weight", "mean", "deviation", "dead", "saturated"];
  return {
    head: ["run", "update", "loss", "right", "layer", ...columns],
    rows: sides.flatMap(({ title, run }) =>
      run.steps.flatMap((step) =>
        run.network.layers.map(({ name }, i) => [
          title,
          step.update,
          step.loss,
          step.accuracy,
          name,
          ...columns.map((column) => step[column]?.[i] ?? null),
        ]),
      ),
    ),
    show: (value) => (typeof value === "number" && !Number.isInteger(value) ? small(value) : (value ?? "–")),
  };
}
