import { html } from "../../vendor/htm/preact/standalone.module.js";
import { Theme } from "../theme.js";

/** The title, what this is, and the way back. */
export function Masthead({ theme, onTheme }) {
  return html`
    <header class="masthead">
      <div>
        <h1>The gradient lab</h1>
        <p>
          Why gradients vanish or explode, how one sees it, and what helps: with networks that train while you
          watch. Every number is measured in a run made for this picture.
        </p>
      </div>
      <div class="masthead-tools">
        <a class="plain" href=${`./${theme ? `#theme=${theme}` : ""}`}>Back to the four models</a>
        <${Theme} theme=${theme} onTheme=${onTheme} />
      </div>
    </header>
  `;
}
