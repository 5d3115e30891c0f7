import { html, useRef } from "../../vendor/htm/preact/standalone.module.js";
import { named, valueName } from "../../js/lab/settings.js";

/** What everybody looks for first; the rest is folded away. */
const FIRST = ["task", "layers", "length", "activation", "cell", "initialisation", "learningRate", "seed"];

/**
 * A form made of what the server offers.
 *
 * @param {import("../../js/lab/settings.js").Setting[]} props.offered
 * @param {object} props.settings the values now
 * @param {(change: object) => void} props.onChange told the new value of one setting
 */
export function SettingsForm({ offered, settings, onChange }) {
  const field = (setting) =>
    html`<${Field} key=${setting.name} ...${{ setting, value: settings[setting.name], onChange }} />`;
  const first = offered.filter(({ name }) => FIRST.includes(name));
  const rest = offered.filter(({ name }) => !FIRST.includes(name));
  const changed = rest.filter((setting) => settings[setting.name] !== setting.default).length;
  return html`
    <div class="settings">${first.map(field)}</div>
    <details class="more-settings" open=${changed > 0}>
      <summary>More settings${changed > 0 && ` (${changed} changed)`}</summary>
      <div class="settings">${rest.map(field)}</div>
    </details>
  `;
}

function Field({ setting, value, onChange }) {
  const { name, type, least, most, choices, description } = setting;
  const input = useRef(null);
  const label = named(name);
  if (type === "flag") {
    return html`
      <label class="switch" title=${description}>
        <input
          type="checkbox"
          role="switch"
          checked=${value}
          onChange=${(event) => onChange({ [name]: event.target.checked })}
        />
        ${label}
      </label>
    `;
  }
  if (type === "choice") {
    return html`
      <label class="setting" title=${description}>
        <span>${label}</span>
        <select onChange=${(event) => onChange({ [name]: event.target.value })}>
          ${choices.map(
            (choice) => html`<option value=${choice} selected=${choice === value}>${valueName(choice)}</option>`,
          )}
        </select>
      </label>
    `;
  }
  const change = (event) => {
    if (input.current.reportValidity() && event.target.value !== "") {
      onChange({ [name]: Number(event.target.value) });
    }
  };
  return html`
    <label class="setting" title=${description}>
      <span>${label}</span>
      <input
        ref=${input}
        type="number"
        min=${least}
        max=${most}
        step=${type === "integer" ? 1 : "any"}
        value=${value}
        onChange=${change}
      />
    </label>
  `;
}
