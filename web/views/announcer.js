import { html, useEffect, useState } from "../vendor/htm/preact/standalone.module.js";

const PAUSE_MILLIS = 800;

/** Says the suggestions to a screen reader, politely: only when typing pauses. */
export function Announcer({ text }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [text]);
  return html`<div class="unseen" aria-live="polite">${said}</div>`;
}
