// The page: its state, and who may change it. Views draw; js/ computes and talks to the server.

import {
  html,
  render,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "./vendor/htm/preact/standalone.module.js";
import { readAddress, writeAddress } from "./js/address.js";
import { Completer, fetchModels, Refused } from "./js/api.js";
import { replaceRange } from "./js/edit.js";
import { percent } from "./js/format.js";
import { ghostFor, spoken } from "./js/ghost.js";
import { MODELS, titleOf } from "./js/models.js";
import { Column } from "./views/column.js";
import { Controls } from "./views/controls.js";
import { Editor } from "./views/editor.js";
import { Examples } from "./views/examples.js";
import { Notice } from "./views/notice.js";

/** First and longest wait between two tries while the server is away. */
const RETRY_MILLIS = [500, 4_000];

/** How often to look whether a missing model has come. */
const MODELS_MILLIS = 3_000;

/** The address and the screen reader follow when typing pauses. */
const PAUSE_MILLIS = 400;

function Page() {
  const area = useRef(null);
  const completer = useMemo(() => new Completer(), []);
  const [view, setView] = useState(readAddress); // {text, ghost, on}: what the address holds
  const [caret, setCaret] = useState(view.text.length);
  const [answer, setAnswer] = useState(null);
  const [models, setModels] = useState(null);
  const [status, setStatus] = useState("ready"); // or "away"
  const [refusal, setRefusal] = useState(null);
  const [dismissed, setDismissed] = useState(null); // the text whose ghost Esc has hidden

  const { text, on } = view;
  const before = text.slice(0, caret);
  const ghostModel = servingOr(view.ghost, models);
  const ghost =
    on && caret === text.length && dismissed !== text ? ghostFor(answer, ghostModel, before) : "";

  const change = (part) => setView((old) => ({ ...old, ...part }));

  // The address gives the text, at the start and when a link changes it.
  useEffect(() => {
    const follow = () => {
      const next = readAddress();
      setView(next);
      setCaret(next.text.length);
      area.current.value = next.text;
    };
    follow();
    area.current.focus();
    area.current.setSelectionRange(area.current.value.length, area.current.value.length);
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);

  useEffect(() => {
    const write = () => writeAddress(view);
    const timer = setTimeout(write, PAUSE_MILLIS);
    addEventListener("pagehide", write);
    return () => {
      clearTimeout(timer);
      removeEventListener("pagehide", write);
    };
  }, [view]);

  // Every change of the text before the caret is a question. Asked in a layout effect: an ordinary one
  // waits for the next frame.
  useLayoutEffect(() => {
    if (!on || status === "away") {
      completer.forget();
      return;
    }
    completer.ask(before).then(
      (latest) => {
        if (latest) {
          setAnswer(latest);
          setRefusal(null);
        }
      },
      (problem) => {
        setAnswer(null);
        if (problem instanceof Refused) setRefusal(problem.message);
        else setStatus("away");
      },
    );
  }, [before, on, status, models]);

  // Models: at the start, again while one is missing, and as the sign that the server is back.
  useEffect(() => {
    let timer;
    let wait = RETRY_MILLIS[0];
    let over = false;
    const lookIn = (millis) => {
      if (!over) timer = setTimeout(look, millis);
    };
    const look = async () => {
      try {
        const found = await fetchModels();
        setModels((old) => (JSON.stringify(old) === JSON.stringify(found) ? old : found));
        setStatus("ready");
        if (found.some((model) => !model.serving)) lookIn(MODELS_MILLIS);
      } catch {
        setStatus("away");
        lookIn(wait);
        wait = Math.min(wait * 2, RETRY_MILLIS[1]);
      }
    };
    lookIn(status === "away" ? wait : 0);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [status]);

  const take = (completion) => replaceRange(area.current, caret, caret, completion);

  const readArea = () => {
    const { value, selectionStart, selectionEnd } = area.current;
    change({ text: value });
    if (selectionStart === selectionEnd) setCaret(selectionEnd);
  };

  useEffect(() => {
    const moved = () => document.activeElement === area.current && readArea();
    document.addEventListener("selectionchange", moved);
    return () => document.removeEventListener("selectionchange", moved);
  }, []);

  const onKey = (event) => {
    const plain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!ghost || !plain || event.isComposing) return; // Tab leaves the field when there is no ghost
    if (event.key === "Tab") {
      event.preventDefault();
      take(ghost);
    } else if (event.key === "Escape") {
      event.preventDefault();
      setDismissed(text);
    }
  };

  return html`
    <header class="masthead">
      <h1>nextword</h1>
      <p>
        Four models trained on the same text guess how your sentence goes on. See which of them still
        knows how it began.
      </p>
    </header>
    <${Examples}
      onChoose=${(example) => replaceRange(area.current, 0, area.current.value.length, example)}
    />
    <${Editor}
      area=${area}
      text=${text}
      ghost=${ghost}
      ghostModel=${ghostModel}
      onInput=${readArea}
      onKey=${onKey}
    />
    <${Controls}
      on=${on}
      ghostModel=${ghostModel}
      models=${models}
      onSwitch=${(value) => change({ on: value })}
      onGhostModel=${(name) => change({ ghost: name })}
    />
    <${Notice} status=${status} refusal=${refusal} models=${models} />
    <div class="columns" data-sequence=${answer?.sequence} aria-busy=${on && answer?.text !== before}>
      ${MODELS.map(
        (model) => html`
          <${Column}
            key=${model.name}
            model=${model}
            facts=${models?.find(({ name }) => name === model.name)}
            result=${answer?.results.find((result) => result.model === model.name)}
            on=${on}
            takes=${answer?.text === before}
            onTake=${take}
          />
        `,
      )}
    </div>
    <footer class="reading">
      <p>
        A bar is the probability of a word, from 0 to 100%, on one scale for all columns. Click a word
        to take it. The time is what the model itself needed, on this machine. Perplexity says how many
        words a model hesitates between, on text it has never seen: less is better.
      </p>
    </footer>
    <${Announcer} text=${spoken(on ? answer : null, ghostModel, titleOf(ghostModel), percent)} />
  `;
}

/** The model chosen for the ghost, or while it does not serve, the last column that does. */
function servingOr(chosen, models) {
  const serving = MODELS.filter(({ name }) => models?.some((m) => m.serving && m.name === name));
  return serving.some(({ name }) => name === chosen) ? chosen : (serving.at(-1)?.name ?? chosen);
}

/** Says the suggestions to a screen reader, politely: only when typing pauses. */
function Announcer({ text }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), 2 * PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [text]);
  return html`<div class="unseen" aria-live="polite">${said}</div>`;
}

const page = document.getElementById("page");
page.replaceChildren();
render(html`<${Page} />`, page);
