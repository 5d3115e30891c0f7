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
import { Completer, Refused } from "./js/api.js";
import { replaceRange } from "./js/edit.js";
import { useExplanation } from "./js/explain.js";
import { ghostFor, spoken } from "./js/ghost.js";
import { useLesson } from "./js/lesson-state.js";
import { MODELS } from "./js/models.js";
import { PANELS } from "./js/panels.js";
import { useServing } from "./js/serving.js";
import { applyTheme } from "./js/theme.js";
import { readPart } from "./js/words.js";
import { Announcer } from "./views/announcer.js";
import { Column } from "./views/column.js";
import { Controls } from "./views/controls.js";
import { Editor } from "./views/editor.js";
import { Examples } from "./views/examples.js";
import { Lesson } from "./views/lesson.js";
import { Masthead } from "./views/masthead.js";
import { Notice } from "./views/notice.js";
import { Panels } from "./views/panels.js";

/** The address follows when typing pauses. */
const PAUSE_MILLIS = 400;

function Page() {
  const area = useRef(null);
  const completer = useMemo(() => new Completer(), []);
  const [state, setWhole] = useState(readAddress); // what the address holds, see js/address.js
  const [answer, setAnswer] = useState(null);
  const [refusal, setRefusal] = useState(null);
  const [dismissed, setDismissed] = useState(null); // the text whose ghost Esc has hidden
  const [evidence, setEvidence] = useState({}); // what the open panel found, by the panel's name
  const { models, set, away, setAway } = useServing();

  const { text, caret, expected, suggestionsOn } = state;
  const before = text.slice(0, caret);
  const panel = PANELS.find(({ name }) => name === state.panel);

  /** Changes a part of the state. A word that a figure asks about is the word expected. */
  const setState = (change) =>
    setWhole((old) => {
      const { target, ...part } = typeof change === "function" ? change(old) : change;
      const next = { ...old, ...part, ...(target !== undefined && { expected: target ?? "" }) };
      if (part.text !== undefined && part.caret === undefined) next.caret = part.text.length;
      return next;
    });

  // Wherever a text comes from that was not typed, the area shows it.
  useLayoutEffect(() => {
    if (area.current.value !== text) {
      area.current.value = text;
      area.current.setSelectionRange(caret, caret);
    }
  }, [text]);

  useLayoutEffect(() => applyTheme(state.theme), [state.theme]);

  // The address gives the state, at the start and when a link changes it.
  useEffect(() => {
    const follow = () => setWhole(readAddress());
    if (!state.lessonStep) area.current.focus({ preventScroll: Boolean(state.panel) });
    area.current.setSelectionRange(caret, caret);
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);

  useEffect(() => {
    const write = () => writeAddress(state);
    const timer = setTimeout(write, PAUSE_MILLIS);
    addEventListener("pagehide", write);
    return () => {
      clearTimeout(timer);
      removeEventListener("pagehide", write);
    };
  }, [state]);

  // Every change of the text before the caret is a question. Asked in a layout effect: an ordinary one
  // waits for the next frame.
  useLayoutEffect(() => {
    if (!suggestionsOn || away) {
      completer.forget();
      return;
    }
    completer.ask(before, expected).then(
      (latest) => {
        if (latest) {
          setAnswer(latest);
          setRefusal(null);
        }
      },
      (problem) => {
        setAnswer(null);
        if (problem instanceof Refused) setRefusal(problem.message);
        else setAway(true);
      },
    );
  }, [before, expected, suggestionsOn, away, models]);

  const asksWhy = panel?.explains && !away && readPart(before).trim() !== "";
  const explanation = useExplanation(
    asksWhy
      ? { text: before, ...(expected && { target: expected }), jacobian: Boolean(panel.jacobian) }
      : null,
    models,
  );
  const fresh = answer?.text === before && answer.expected === expected;
  const lesson = useLesson(state, setState, {
    answer: fresh ? answer : null,
    explanation,
    models,
    ...evidence,
  });
  const ghostModel = servingOr(state.ghostModel, models);
  const off = whyOff(suggestionsOn, lesson.veiled === "columns");
  const ghost =
    !off && caret === text.length && dismissed !== text ? ghostFor(answer, ghostModel, before) : "";
  const target = expected || firstOf(answer, ghostModel);

  const take = (completion) => replaceRange(area.current, caret, caret, completion);

  const readArea = () => {
    const { value, selectionStart, selectionEnd } = area.current;
    const moved = selectionStart === selectionEnd;
    setWhole((old) => {
      const caret = moved ? selectionEnd : Math.min(old.caret, value.length);
      return old.text === value && old.caret === caret ? old : { ...old, text: value, caret };
    });
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

  const chooseExample = (example) => {
    replaceRange(area.current, 0, area.current.value.length, example.text);
    setState({ expected: example.expected, flip: null });
  };

  return html`
    <${Masthead} state=${state} setState=${setState} set=${set} onLesson=${lesson.start} />
    ${lesson.number && html`<${Lesson} ...${lesson} />`}
    <main>
      <${Examples} state=${state} onChoose=${chooseExample} />
      <${Editor}
        area=${area}
        text=${text}
        ghost=${ghost}
        ghostModel=${ghostModel}
        onInput=${readArea}
        onKey=${onKey}
      />
      <${Controls} state=${state} setState=${setState} ghostModel=${ghostModel} models=${models} />
      <${Notice} status=${away ? "away" : "ready"} refusal=${refusal} models=${models} />
      <div
        class="columns"
        id="columns"
        data-sequence=${answer?.sequence}
        aria-busy=${suggestionsOn && !fresh}
      >
        ${MODELS.map(
          (model) => html`
            <${Column}
              key=${model.name}
              model=${model}
              facts=${models?.find(({ name }) => name === model.name)}
              result=${answer?.results.find((result) => result.model === model.name)}
              off=${off}
              takes=${answer?.text === before}
              asked=${expected !== ""}
              onTake=${take}
              onExpect=${(word) => setState({ expected: word })}
            />
          `,
        )}
      </div>
      <${Panels}
        state=${{ ...state, target: expected || null }}
        setState=${setState}
        models=${models}
        away=${away}
        explanation=${asksWhy ? explanation : null}
        target=${target}
        veiled=${lesson.veiled === "panel" ? "Your prediction first: the question is below." : null}
        onEvidence=${(name, found) => setEvidence((old) => ({ ...old, [name]: found }))}
      />
    </main>
    <footer class="reading">
      <p>
        A bar is the probability of a word, from 0 to 100%, on one scale for all columns, among the words
        that fit the letters typed; an expected word’s rank is among the same. Click a word to take it, its
        ≟ to compare it in all columns. The time is what the model itself needed, on this machine.
        Perplexity says how many words a model hesitates between, on text it has never seen: less is
        better.
      </p>
    </footer>
    <${Announcer} text=${spoken(off ? null : answer, ghostModel)} />
  `;
}

/** The model chosen for the ghost, or while it does not serve, the last column that does. */
function servingOr(chosen, models) {
  const serving = MODELS.filter(({ name }) => models?.some((m) => m.serving && m.name === name));
  return serving.some(({ name }) => name === chosen) ? chosen : (serving.at(-1)?.name ?? chosen);
}

function whyOff(suggestionsOn, veiled) {
  if (!suggestionsOn) return "Suggestions are off.";
  return veiled ? "Your prediction first: the question is below." : null;
}

function firstOf(answer, model) {
  const result = answer?.results.find((each) => each.model === model);
  return result?.suggestions[0]?.word ?? "";
}

const page = document.getElementById("page");
page.replaceChildren();
render(html`<${Page} />`, page);
