import { html, useState } from "../../vendor/htm/preact/standalone.module.js";

/** What all panels have: what to look at, the panel, a link that reproduces it, the papers. */
export function PanelFrame({ panel, children }) {
  return html`
    <section class="lab-panel" id="panel" data-panel=${panel.name} aria-labelledby="panel-title">
      <h2 id="panel-title">${panel.title}</h2>
      <p class="look">${panel.look}</p>
      ${children}
      <footer class="lab-foot">
        <p><${CopyLink} /></p>
        <p class="quiet">From ${panel.papers.map((paper, i) => html`${i > 0 && "; "}<cite>${paper}</cite>`)}.</p>
      </footer>
    </section>
  `;
}

/** The address holds all settings and the seed. */
function CopyLink() {
  const [done, setDone] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      setDone("Copied: it opens this panel with these settings.");
    } catch {
      setDone("The address above is the link: copy it from there.");
    }
    setTimeout(() => setDone(""), 4_000);
  };
  // The address follows the last change after a moment.
  return html`
    <button type="button" class="plain" onClick=${() => setTimeout(copy, 350)}>Copy a link to this</button>
    <span class="quiet" role="status"> ${done}</span>
  `;
}
