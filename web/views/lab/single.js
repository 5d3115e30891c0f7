import { html, useState } from "../../vendor/htm/preact/standalone.module.js";
import { isOver, useRun } from "../../js/lab/run.js";
import { settingsOf, useOffer, valueName } from "../../js/lab/settings.js";
import { numberIn } from "../../js/lab/address.js";
import { Findings } from "./findings.js";
import { Question } from "./question.js";
import { RunBar } from "./run-bar.js";
import { SettingsForm } from "./settings-form.js";

/**
 * One run of one kind: settings, a question, the run, its figures, and what the doctor says of it.
 *
 * @param {"depth"|"time"} props.kind
 * @param {{title: string, settings: object}[]} props.presets
 * @param {{ask: string, options: object[], judge: (run) => ?{found: string, because: string}}} props.question
 * @param props.Figures of the runs
 */
export function Single({ kind, presets, question, Figures, fields, change, open }) {
  const { [kind]: offered, problem } = useOffer();
  const { run, start, cancel } = useRun();
  const [said, setSaid] = useState(null);
  const [title, setTitle] = useState("");
  if (!offered) return html`<p class="figure-empty" role="status">${problem ?? "Asking what the lab offers …"}</p>`;

  const settings = settingsOf(offered, fields);
  const update = numberIn(fields, "update", [0, 1e6], null);
  const choose = (preset) => {
    const all = { ...preset.settings, update: null };
    for (const { name } of offered) if (!(name in all)) all[name] = null;
    setSaid(null);
    change(all);
  };
  const begin = () => {
    setTitle(valueName(kind === "depth" ? settings.activation : settings.cell));
    change({ update: null });
    start(kind, settings);
  };
  const verdict = run && isOver(run) && run.steps.length ? question.judge(run) : null;
  return html`
    <p class="presets">
      <span class="quiet">Begin with</span>
      ${presets.map(
        (preset) => html`<button type="button" class="chip" aria-pressed=${fits(preset, settings, offered)} onClick=${() => choose(preset)}>
          ${preset.title}
        </button>`,
      )}
    </p>
    <${SettingsForm} offered=${offered} settings=${settings} onChange=${(one) => change({ ...one, update: null })} />
    <${Question}
      ...${question}
      said=${said}
      onSay=${setSaid}
      found=${verdict?.found ?? null}
      because=${verdict?.because}
    />
    <${RunBar} runs=${[run]} onRun=${begin} onCancel=${cancel} />
    <${Figures}
      sides=${[{ model: "a", title, run }]}
      update=${update}
      onUpdate=${(to) => change({ update: to })}
    />
    ${run?.finished && html`<${Findings} run=${run} open=${open} />`}
  `;
}

/** Whether the settings are those of a preset, and of nothing else. */
function fits(preset, settings, offered) {
  return offered.every(({ name, default: usual }) => settings[name] === (preset.settings[name] ?? usual));
}
