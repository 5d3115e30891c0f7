import { html } from "../../vendor/htm/preact/standalone.module.js";

/** Goes through the measured updates; at its right end it follows the run. */
export function UpdateSlider({ updates, update, onUpdate }) {
  const most = Math.max(0, updates.length - 1);
  const found = update === null ? most : updates.findIndex((each) => each >= update);
  const at = found < 0 ? most : found;
  return html`
    <label class="slider" data-save="no">
      <span>Update</span>
      <input
        type="range"
        min="0"
        max=${most}
        value=${at}
        aria-valuetext=${`update ${updates[at] ?? 0}`}
        onInput=${(event) => {
          const to = Number(event.target.value);
          onUpdate(to === most ? null : updates[to]);
        }}
      />
      <output>${updates[at] ?? 0}</output>
    </label>
  `;
}
