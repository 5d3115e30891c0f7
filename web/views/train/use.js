import { html, useState } from "../../vendor/htm/preact/standalone.module.js";
import { lastView } from "../../js/last-view.js";
import { ask } from "../../js/owner.js";

/** Loading four models on a busy machine takes a while. */
const PATIENCE_MILLIS = 120_000;

/**
 * Where one types, as it was left, in the theme of this page.
 *
 * @param {string} [text] what stands there where nothing was typed yet
 */
export function typingPage(theme, text = "") {
  const fields = new URLSearchParams(lastView());
  if (theme) fields.set("theme", theme);
  else fields.delete("theme");
  if (text && !fields.get("text")) fields.set("text", text);
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
