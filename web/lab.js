// The gradient lab: its state, and which panel is open. Views draw; js/lab computes and talks to the server.

import {
  html,
  render,
  useEffect,
  useLayoutEffect,
  useState,
} from "./vendor/htm/preact/standalone.module.js";
import { readLab, writeLab } from "./js/lab/address.js";
import { PANELS } from "./js/lab/panels.js";
import { applyTheme } from "./js/theme.js";
import { Chain } from "./views/lab/chain.js";
import { Depth } from "./views/lab/depth.js";
import { Descent } from "./views/lab/descent.js";
import { Masthead } from "./views/lab/masthead.js";
import { PanelFrame } from "./views/lab/panel-frame.js";
import { Remedies } from "./views/lab/remedies.js";
import { Signs } from "./views/lab/signs.js";
import { Table } from "./views/lab/table.js";
import { Time } from "./views/lab/time.js";

const VIEWS = {
  descent: Descent,
  chain: Chain,
  depth: Depth,
  time: Time,
  remedies: Remedies,
  signs: Signs,
  table: Table,
};

/** The address follows when dragging pauses. */
const PAUSE_MILLIS = 300;

function Lab() {
  const [state, setState] = useState(readLab); // what the address holds, see js/lab/address.js
  const panel = PANELS.find(({ name }) => name === state.panel);
  const View = VIEWS[panel.name];

  useLayoutEffect(() => applyTheme(state.theme), [state.theme]);

  useEffect(() => {
    const follow = () => setState(readLab());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);

  useEffect(() => {
    const write = () => writeLab(state);
    const timer = setTimeout(write, PAUSE_MILLIS);
    addEventListener("pagehide", write);
    return () => {
      clearTimeout(timer);
      removeEventListener("pagehide", write);
    };
  }, [state]);

  /** Changes some of the panel's fields; null takes one away, so that its default holds. */
  const change = (fields) =>
    setState((old) => {
      const next = { ...old.fields };
      for (const [name, value] of Object.entries(fields)) {
        if (value === null || value === undefined) delete next[name];
        else next[name] = String(value);
      }
      return { ...old, fields: next };
    });

  /** Opens a panel, as its fields say. */
  const open = (name, fields = {}) => {
    const strings = Object.entries(fields).map(([field, value]) => [field, String(value)]);
    setState((old) => ({ ...old, panel: name, fields: Object.fromEntries(strings) }));
  };

  return html`
    <${Masthead} theme=${state.theme} onTheme=${(theme) => setState((old) => ({ ...old, theme }))} />
    <nav class="panel-nav" aria-label="Panels of the lab">
      ${PANELS.map(
        ({ name, title }, i) => html`
          <button
            type="button"
            aria-current=${name === panel.name ? "page" : undefined}
            onClick=${() => name !== panel.name && open(name)}
          >
            ${i + 1}. ${title}
          </button>
        `,
      )}
    </nav>
    <main>
      <${PanelFrame} key=${panel.name} panel=${panel}>
        <${View} fields=${state.fields} change=${change} open=${open} />
      <//>
    </main>
  `;
}

const page = document.getElementById("page");
page.replaceChildren();
render(html`<${Lab} />`, page);
