import { html, useRef, useState } from "../../vendor/htm/preact/standalone.module.js";
import { bytes } from "../../js/format.js";
import { upload } from "../../js/owner.js";
import { freeName, nameOf, refusalOf } from "../../js/texts.js";

const PASTED = "pasted.txt";

/**
 * A form for one more text: files dragged or chosen, and what is pasted, together. What was entered stays
 * until the server has it.
 *
 * @param {string[]} props.taken names of texts that are there
 * @param {?{bytes: number}} props.limits
 * @param {(name: string) => void} props.onAdded
 */
export function AddText({ taken, limits, onAdded }) {
  const [files, setFiles] = useState([]);
  const [pasted, setPasted] = useState("");
  const [typedName, setTypedName] = useState(null);
  const [over, setOver] = useState(false);
  const [sent, setSent] = useState(null); // what part of the bytes, while it is being sent
  const [problem, setProblem] = useState(null); // {message, field?}
  const sending = useRef(null);
  const chooser = useRef(null);

  const all = [...files, ...(pasted.trim() ? [new File([pasted], PASTED)] : [])];
  const suggested = freeName(nameOf(files[0]?.name ?? "my text"), taken);
  const name = typedName ?? suggested;

  const add = (list) => {
    const fresh = [...list];
    const refusal = refusalOf([...files, ...fresh], limits);
    setProblem(refusal && { message: refusal });
    if (!refusal) setFiles([...files, ...fresh]);
  };
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer.files.length) add(event.dataTransfer.files);
    else setPasted(pasted + event.dataTransfer.getData("text"));
  };
  const submit = async (event) => {
    event.preventDefault();
    const refusal = refusalOf(all, limits);
    if (refusal) return setProblem({ message: refusal });
    setProblem(null);
    setSent(0);
    sending.current = new AbortController();
    try {
      const found = await upload(all, name.trim(), setSent, sending.current.signal);
      setFiles([]);
      setPasted("");
      setTypedName(null);
      onAdded(found.name);
    } catch (refused) {
      if (refused.name !== "AbortError") setProblem({ message: refused.message, field: refused.field });
    }
    setSent(null);
  };

  return html`
    <form class="add-text" onSubmit=${submit} aria-label="Add a text">
      <div
        class="drop"
        data-over=${over}
        onDragOver=${(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave=${() => setOver(false)}
        onDrop=${drop}
      >
        <p>
          <b>Drag files here</b> or${" "}
          <button type="button" class="plain" onClick=${() => chooser.current.click()}>choose them</button>
          <span class="quiet"> .txt, .txt.gz or .zip, in UTF-8${limits ? `, up to ${bytes(limits.bytes)}` : ""}</span>
        </p>
        <input
          type="file"
          class="unseen"
          tabindex="-1"
          aria-label="Files"
          multiple
          accept=".txt,.gz,.zip"
          ref=${chooser}
          onChange=${(event) => {
            add(event.target.files);
            event.target.value = "";
          }}
        />
        ${files.length > 0 &&
        html`<ul class="files">
          ${files.map(
            (file, i) => html`
              <li>
                ${file.name} <span class="quiet">${bytes(file.size)}</span>
                <button
                  type="button"
                  class="plain"
                  aria-label=${`Leave out ${file.name}`}
                  onClick=${() => setFiles(files.filter((_, other) => other !== i))}
                >
                  ×
                </button>
              </li>
            `,
          )}
        </ul>`}
        <label class="unseen" for="pasted">Or paste a text</label>
        <textarea
          id="pasted"
          rows="3"
          dir="auto"
          placeholder="or paste a text: a line a sentence, dialogues, or prose"
          value=${pasted}
          onInput=${(event) => setPasted(event.target.value)}
        ></textarea>
      </div>
      ${all.length > 0 &&
      html`<div class="line">
        <label for="text-name">Name</label>
        <input
          type="text"
          id="text-name"
          value=${name}
          maxlength="64"
          spellcheck=${false}
          autocomplete="off"
          aria-invalid=${problem?.field === "name"}
          aria-describedby="add-problem"
          onInput=${(event) => setTypedName(event.target.value)}
        />
        <button class="primary" disabled=${sent !== null}>Add this text</button>
        ${sent !== null &&
        html`
          <progress aria-label="Upload" max="1" ...${sent < 1 ? { value: sent } : {}}></progress>
          <span class="quiet" role="status">${sent < 1 ? "sending …" : "counting its words …"}</span>
          <button type="button" class="plain" onClick=${() => sending.current.abort()}>Stop</button>
        `}
      </div>`}
      <p class="problem" id="add-problem" role="alert">${problem?.message}</p>
    </form>
  `;
}
