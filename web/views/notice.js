import { html } from "../vendor/htm/preact/standalone.module.js";

/** One calm line when something needs saying; empty otherwise, so that it is heard when it fills. */
export function Notice({ status, refusal, models }) {
  return html`<div class="notice" role="status">${message(status, refusal, models)}</div>`;
}

function message(status, refusal, models) {
  if (status === "away") {
    return html`<p>
      <b>The server does not answer.</b> Your text is safe. This page keeps trying and goes on by
      itself.
    </p>`;
  }
  if (refusal) return html`<p><b>No suggestions for this text.</b> ${refusal}</p>`;
  if (models && !models.some((model) => model.serving)) {
    return html`<p>
      <b>No model serves yet.</b> In the project’s folder, <code>mvn -q -DskipTests package</code> and
      then <code>java -jar target/nextword.jar train --corpus sample</code> make the four in a few
      minutes; start the server again and this page goes on by itself.
    </p>`;
  }
  return null;
}
