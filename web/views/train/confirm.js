import { html, useLayoutEffect, useRef, useState } from "../../vendor/htm/preact/standalone.module.js";

/**
 * A button for what cannot be taken back: it asks once more, in its own place.
 *
 * @param {string} props.label on the button
 * @param {string} props.question what is asked then
 * @param {string} props.yes on the button that does it
 * @param {() => Promise} props.onYes what it throws is shown
 */
export function Confirm({ label, question, yes, onYes }) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState(null);
  const first = useRef(null);
  const keep = useRef(null);
  const before = useRef(false);
  useLayoutEffect(() => {
    if (asking) keep.current.focus();
    else if (before.current) first.current.focus();
    before.current = asking;
  }, [asking]);
  const leave = () => setAsking(false);
  const act = async () => {
    try {
      setProblem(null);
      await onYes();
    } catch (refused) {
      setProblem(refused.message);
      setAsking(false);
    }
  };
  if (!asking) {
    return html`
      <button type="button" class="plain" ref=${first} onClick=${() => setAsking(true)}>${label}</button>
      ${problem && html`<span class="problem" role="alert">${problem}</span>`}
    `;
  }
  return html`
    <span
      class="confirm"
      role="group"
      aria-label=${question}
      onKeyDown=${(event) => event.key === "Escape" && leave()}
    >
      <span>${question}</span>
      <button type="button" class="danger" onClick=${act}>${yes}</button>
      <button type="button" class="plain" ref=${keep} onClick=${leave}>Keep</button>
    </span>
  `;
}
