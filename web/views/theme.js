import { html } from "../vendor/htm/preact/standalone.module.js";

const NEXT = { auto: "light", light: "dark", dark: "auto" };
const TITLES = { auto: "Theme: automatic", light: "Theme: light", dark: "Theme: dark" };

/** One button that goes round: as the system has it, light, dark. */
export function Theme({ theme, onTheme }) {
  const now = theme ?? "auto";
  return html`
    <button
      type="button"
      class="plain"
      onClick=${() => onTheme(NEXT[now] === "auto" ? null : NEXT[now])}
    >
      ${TITLES[now]}
    </button>
  `;
}
