import { html, useLayoutEffect, useRef, useState } from "../../vendor/htm/preact/standalone.module.js";
import { MODELS } from "../../js/models.js";
import { ask, download, hasToken } from "../../js/owner.js";
import { Confirm } from "./confirm.js";
import { Use } from "./use.js";

/** All sets of models: which one serves; one's own are renamed, downloaded and deleted here. */
export function Sets({ sets, refresh }) {
  return html`
    <section class="part" aria-labelledby="sets">
      <h2 id="sets" tabindex="-1">4. Your models</h2>
      <ul class="sets">
        ${sets.map((set) => html`<${Row} key=${set.name} set=${set} refresh=${refresh} />`)}
      </ul>
    </section>
  `;
}

function Row({ set, refresh }) {
  const { name, shipped, active, models, problems } = set;
  const corpus = models.find(({ corpus: its }) => its)?.corpus;
  return html`
    <li data-set=${name} data-active=${active}>
      <div>
        <b>${name}</b>
        <p class="quiet">
          ${shipped ? "as they came" : corpus ? `trained on ${corpus}` : ""}
          ${models.length > 0 && `${shipped || corpus ? "; " : ""}${titles(models)}`}
        </p>
        ${problems.length > 0 && html`<p class="problem">${problems.join("; ")}</p>`}
      </div>
      <p class="line actions">
        ${active
          ? html`<b>serves now</b>`
          : html`<${Use} set=${name} refresh=${refresh} className="secondary">Use<//>`}
        ${!shipped && html`<${Rename} name=${name} refresh=${refresh} />`}
        ${problems.length === 0 && html`<${Download} name=${name} />`}
        ${!shipped &&
        html`<${Confirm}
          label="Delete"
          question=${`Delete the models ${name}?`}
          yes="Delete"
          onYes=${async () => {
            await ask("DELETE", `model-sets/${name}`);
            refresh();
          }}
        />`}
      </p>
    </li>
  `;
}

function titles(models) {
  return MODELS.filter(({ name }) => models.some((model) => model.name === name))
    .map(({ title }) => title)
    .join(", ");
}

function Rename({ name, refresh }) {
  const [fresh, setFresh] = useState(null);
  const [problem, setProblem] = useState(null);
  const field = useRef(null);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [fresh === null]);
  if (fresh === null) {
    return html`<button type="button" class="plain" onClick=${() => setFresh(name)}>Rename</button>`;
  }
  const submit = async (event) => {
    event.preventDefault();
    try {
      if (fresh !== name) await ask("PATCH", `model-sets/${name}`, { name: fresh });
      setFresh(null);
      refresh();
    } catch (refused) {
      setProblem(refused.message);
    }
  };
  return html`
    <form class="line" onSubmit=${submit} onKeyDown=${(event) => event.key === "Escape" && setFresh(null)}>
      <input
        type="text"
        aria-label=${`New name of ${name}`}
        value=${fresh}
        maxlength="64"
        spellcheck=${false}
        autocomplete="off"
        aria-invalid=${problem !== null}
        ref=${field}
        onInput=${(event) => setFresh(event.target.value)}
      />
      <button class="secondary">Rename</button>
      <button type="button" class="plain" onClick=${() => setFresh(null)}>Keep</button>
      ${problem && html`<span class="problem" role="alert">${problem}</span>`}
    </form>
  `;
}

/** By a link where that is enough, since then nothing passes through this page's memory. */
function Download({ name }) {
  const [problem, setProblem] = useState(null);
  const path = `model-sets/${name}/bundle`;
  if (!hasToken()) return html`<a class="plain" href=${`api/v1/${path}`} download>Download</a>`;
  const fetchIt = async () => {
    try {
      const address = URL.createObjectURL(await download(path));
      Object.assign(document.createElement("a"), { href: address, download: `nextword-${name}.zip` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    } catch (refused) {
      setProblem(refused.message);
    }
  };
  return html`
    <button type="button" class="plain" onClick=${fetchIt}>Download</button>
    ${problem && html`<span class="problem" role="alert">${problem}</span>`}
  `;
}
