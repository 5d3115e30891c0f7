import { html, useState } from "../../vendor/htm/preact/standalone.module.js";
import { ask } from "../../js/owner.js";

/** Loading four models on a busy machine takes a while. */
const PATIENCE_MILLIS = 120_000;

/** Where one types, in the theme of this page. */
export function typingPage(theme, text = "") {
  const fields = new URLSearchParams({ ...(theme && { theme }), ...(text && { text }) });
  return String(fields) ? `./#${fields}` : "./";
}

/** A button that lets a set of models serve, all columns at once. */
export function Use({ set, refresh, className, children }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const use = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await ask("PUT", "models/active", { set }, PATIENCE_MILLIS);
    } catch (refused) {
      setProblem(refused.message);
    }
    setBusy(false);
    refresh();
  };
  return html`
    <button type="button" class=${className} disabled=${busy} onClick=${use}>
      ${busy ? "Loading them …" : children}
    </button>
    ${problem && html`<span class="problem" role="alert">${problem}</span>`}
  `;
}
