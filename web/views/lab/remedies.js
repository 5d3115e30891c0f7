import { html, useState } from "../../vendor/htm/preact/standalone.module.js";
import { numberIn, oneOf } from "../../js/lab/address.js";
import { isOver, useRun } from "../../js/lab/run.js";
import { difference, settingsOf, useOffer, withPrefix } from "../../js/lab/settings.js";
import { BROKEN, REMEDIES } from "../../js/lab/remedies.js";
import { percent } from "../../js/format.js";
import { DepthFigures } from "./depth-figures.js";
import { Question } from "./question.js";
import { RunBar } from "./run-bar.js";
import { SettingsForm } from "./settings-form.js";
import { TimeFigures } from "./time-figures.js";

const SIDES = [
  { model: "a", title: "broken" },
  { model: "b", title: "treated" },
];

const OPTIONS = [
  { value: "both", title: "both learn" },
  { value: "mended", title: "only the treated one learns" },
  { value: "broken", title: "only the broken one learns" },
  { value: "neither", title: "neither does" },
];

/**
 * Panel 5: a run that is broken, and the same run with remedies. What the address holds: `kind`, the settings
 * of the broken one as `a.layers`, and what the other has instead as `b.residual`.
 */
export function Remedies({ fields, change, open }) {
  const offer = useOffer();
  const kind = oneOf(fields, "kind", ["depth", "time"]);
  const offered = offer[kind];
  const broken = useRun();
  const mended = useRun();
  const [said, setSaid] = useState(null);
  if (!offered) return html`<p class="figure-empty" role="status">${offer.problem ?? "Asking what the lab offers …"}</p>`;

  const any = Object.keys(fields).some((name) => name.startsWith("a."));
  const fallback = any ? {} : BROKEN.find((one) => one.kind === kind).settings;
  const a = settingsOf(offered, withPrefix(fields, "a."), fallback);
  const changed = withPrefix(fields, "b.");
  const b = settingsOf(offered, changed, a);
  const update = numberIn(fields, "update", [0, 1e6], null);
  const remedies = REMEDIES.filter((remedy) => remedy.kinds.includes(kind));
  const on = (remedy) => Object.entries(remedy.settings[kind]).every(([name, value]) => b[name] === value && a[name] !== value);

  const breakIt = (one) =>
    open("remedies", { kind: one.kind, ...prefixed("a.", one.settings) });
  const mendIt = () => {
    const known = BROKEN.find((one) => one.kind === kind && Object.entries(one.settings).every(([name, value]) => a[name] === value));
    change({ ...cleared(changed), ...prefixed("b.", known?.mended ?? remedies[0].settings[kind]), update: null });
  };
  const toggle = (remedy) => {
    const settings = remedy.settings[kind];
    const names = Object.keys(settings);
    change({
      ...Object.fromEntries(names.map((name) => [`b.${name}`, on(remedy) ? null : settings[name]])),
      update: null,
    });
  };
  const run = () => {
    change({ update: null });
    broken.start(kind, a);
    mended.start(kind, b);
  };
  const cancel = () => {
    broken.cancel();
    mended.cancel();
  };
  const instead = difference(a, b);
  // A run of the other kind, from before another preset was chosen, is not drawn.
  const runs = [broken.run, mended.run].map(
    (one, i) => one?.kind === kind && { ...one, side: SIDES[i] },
  );
  const sides = runs.filter(Boolean).map((one) => ({ ...one.side, run: one }));
  const Figures = kind === "depth" ? DepthFigures : TimeFigures;
  const verdict = runs.every((one) => one && isOver(one) && one.finished) ? judge(runs) : null;
  return html`
    <div class="presets" role="group" aria-label="Break it">
      <span class="quiet">Break it:</span>
      ${BROKEN.map(
        (one) => html`<button type="button" class="chip" onClick=${() => breakIt(one)}>${one.title}</button>`,
      )}
    </div>
    <div class="presets" role="group" aria-label="Mend it">
      <span class="quiet">Mend it:</span>
      <button type="button" class="chip" onClick=${mendIt}>what fits best</button>
      ${remedies.map(
        (remedy) => html`
          <label class="switch" title=${remedy.paper}>
            <input type="checkbox" role="switch" checked=${on(remedy)} onChange=${() => toggle(remedy)} />
            ${remedy.title}
          </label>
        `,
      )}
    </div>
    <p class="compared">
      <b data-model="a">${SIDES[0].title}</b> as set below; <b data-model="b">${SIDES[1].title}</b>${" "}
      ${instead ? `the same, but ${instead}` : "the same: nothing is switched on yet"}.
    </p>
    <${SettingsForm}
      offered=${offered}
      settings=${a}
      onChange=${(one) => change({ ...(any ? {} : prefixed("a.", fallback)), kind, ...prefixed("a.", one), update: null })}
    />
    <p class="quiet hardware">
      Better hardware makes the same run faster, and no more: what does not learn on one core does not learn
      on sixteen.
    </p>
    <${Question}
      ask="which of the two learns its task?"
      options=${OPTIONS}
      said=${said}
      onSay=${setSaid}
      found=${verdict?.found ?? null}
      because=${verdict?.because}
    />
    <${RunBar} runs=${runs} title="Run both" disabled=${!instead} onRun=${run} onCancel=${cancel} />
    <${Figures} sides=${sides} update=${update} onUpdate=${(to) => change({ update: to })} />
  `;
}

function judge([a, b]) {
  const learned = (run) => run.finished.learnedAt !== null && !run.finished.diverged;
  const found = learned(a) ? (learned(b) ? "both" : "broken") : learned(b) ? "mended" : "neither";
  const say = (run) =>
    `${run.side.title}: ${run.finished.diverged ? "not a number" : `${percent(run.finished.accuracy)} right at the end`}`;
  return { found, because: `${say(a)}; ${say(b)}. It counts as learned from ${percent(a.network.learned)} on.` };
}

function prefixed(prefix, settings) {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [prefix + name, value]));
}

function cleared(changed) {
  return Object.fromEntries(Object.keys(changed).map((name) => [`b.${name}`, null]));
}
