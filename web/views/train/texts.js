import { html, useEffect, useState } from "../../vendor/htm/preact/standalone.module.js";
import { bytes } from "../../js/format.js";
import { ask, listen } from "../../js/owner.js";
import { AddText } from "./add-text.js";
import { Report } from "./report.js";

/** The texts that are here or can be fetched, and one more: dragged, chosen or pasted. */
export function Texts({ state, setState, owned }) {
  const { corpora, limits, refresh } = owned;
  const mine = corpora.filter(({ origin }) => origin === "own");
  const others = corpora.filter(({ origin }) => origin !== "own");
  const choose = (text) => setState({ text });
  const chosen = corpora.find(({ name }) => name === state.text);
  const added = (name) => {
    choose(name);
    refresh();
  };
  return html`
    <section class="part" aria-labelledby="texts">
      <h2 id="texts" tabindex="-1">1. Choose a text</h2>
      <${AddText} taken=${corpora.map(({ name }) => name)} limits=${limits} onAdded=${added} />
      <div class="texts">
        <div>
          ${mine.length > 0 &&
          html`<fieldset class="text-list">
            <legend>Your texts</legend>
            ${mine.map(
              (text) => html`<${Row} key=${text.name} ...${{ text, chosen, choose, refresh }} />`,
            )}
          </fieldset>`}
          ${others.length > 0 &&
          html`<fieldset class="text-list">
            <legend>Public texts</legend>
            ${others.map(
              (text) => html`<${Row} key=${text.name} ...${{ text, chosen, choose, refresh }} />`,
            )}
          </fieldset>`}
        </div>
        ${chosen?.state === "ready"
          ? html`<${Report}
              key=${chosen.name}
              text=${chosen}
              onDelete=${async () => {
                await ask("DELETE", `corpora/${chosen.name}`);
                choose("");
                refresh();
              }}
            />`
          : html`<p class="quiet report">Choose a text to see how it is cut into documents and words.</p>`}
      </div>
    </section>
  `;
}

function Row({ text, chosen, choose, refresh }) {
  const { name, origin, state, title, words, licence, downloadBytes } = text;
  const ready = state === "ready";
  return html`
    <div class="text-row" data-text=${name} data-state=${state}>
      <label>
        <input
          type="radio"
          name="text"
          value=${name}
          checked=${chosen?.name === name}
          disabled=${!ready}
          onChange=${() => choose(name)}
        />
        <b>${name}</b>
        ${words !== undefined && html`<span class="quiet">${words.toLocaleString("en")} words</span>`}
      </label>
      ${title && html`<p class="quiet">${title}${licence && `; ${licence}`}</p>`}
      ${origin === "project" && html`<p class="quiet">A few stories, to try it all in minutes.</p>`}
      ${origin === "catalogue" &&
      !ready &&
      html`<${Fetch} name=${name} size=${downloadBytes} begun=${state !== "absent"} refresh=${refresh} />`}
    </div>
  `;
}

/** A public text on its way here. Whoever comes back finds it where it is by then. */
function Fetch({ name, size, begun, refresh }) {
  const [fetch, setFetch] = useState(null);
  const [asked, setAsked] = useState(begun);
  useEffect(() => {
    if (!asked) return;
    return listen(`corpora/${name}/events`, {
      onEvent: (event, data) => {
        setFetch(data);
        if (data.state === "ready") refresh();
        if (data.state === "failed") setAsked(false);
      },
      onRefusal: () => {
        setAsked(false); // the server was started anew, and knows of no download
        refresh();
      },
    });
  }, [asked]);
  const begin = async () => {
    setFetch(null);
    try {
      await ask("POST", `corpora/${name}/fetch`);
      setAsked(true);
    } catch (problem) {
      setFetch({ state: "failed", message: problem.message });
    }
  };
  if (!asked) {
    return html`
      <p class="line">
        <button type="button" class="plain" onClick=${begin}>
          Fetch it${size ? ` (${bytes(size)})` : ""}
        </button>
        ${fetch?.message && html`<span class="problem" role="alert">${fetch.message}</span>`}
      </p>
    `;
  }
  const known = fetch?.total > 0;
  return html`
    <p class="line">
      <progress
        aria-label=${`Download of ${name}`}
        max="1"
        ...${known && fetch.state === "downloading" ? { value: fetch.bytes / fetch.total } : {}}
      ></progress>
      <span class="quiet">
        ${fetch?.state === "downloading"
          ? `${bytes(fetch.bytes)}${known ? ` of ${bytes(fetch.total)}` : ""}`
          : fetch?.state === "reading"
            ? "counting its words …"
            : "waiting …"}
      </span>
    </p>
  `;
}
