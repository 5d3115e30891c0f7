import { html, useEffect, useMemo, useRef, useState } from "../vendor/htm/preact/standalone.module.js";
import { answerOf, cueAt, firstCue } from "../js/alternatives.js";
import { fetchScores } from "../js/api.js";
import { finePercent, signed, times } from "../js/format.js";
import { MODELS } from "../js/models.js";
import { readPart, replaced, wordsIn } from "../js/words.js";
import { Mark } from "./mark.js";

/** How far back words can be chosen. */
const SHOWN = 150;

const PAUSE_MILLIS = 100;

/**
 * One early word is exchanged, and nothing else: what changes at the end of the text was remembered.
 *
 * @param props.state `flip` is the word exchanged, by where it begins, and what stands in its place
 * @param props.target the word whose probability is watched
 * @param props.onResult told the change of its log probability by model, null while there is none
 */
export function Swap({ state, setState, away, target, onResult }) {
  const text = readPart(state.text.slice(0, state.caret));
  const words = useMemo(() => wordsIn(text).slice(-SHOWN), [text]);
  const word = words.find(({ start }) => start === state.flip?.at);
  const cue = word ? cueAt(text, word) : firstCue(text, target);
  const to = (word && state.flip.to) ?? cue?.others[0]?.word ?? null;
  const other = cue && to !== null && cue.answer === target ? answerOf(to) : null;
  const rival = other !== target ? other : null;
  const changed = cue && to !== null ? replaced(text, cue.start, cue.end, to) : null;
  const { scores, trouble } = useScores(text, changed, target, rival, away);
  const rows = useMemo(() => rowsOf(scores), [scores]);

  useEffect(() => onResult(rows && Object.fromEntries(rows.map(({ model, change }) => [model, change]))), [
    rows,
  ]);

  return html`
    <div class="swap">
      <h3>Swap a word, and see who notices</h3>
      <p class="how">
        Choose a word of your text and put another in its place. If the prediction at the end does not
        change, nothing of that word is left in the model’s memory. Nothing else is as plain a test.
      </p>
      ${words.length === 0
        ? html`<p class="how"><b>Type a text above, or take an example.</b></p>`
        : html`
            <${Words} ...${{ text, words, cue }} onChoose=${(at) => setState({ flip: { at, to: null } })} />
            ${cue && html`<${Alternatives} key=${cue.start} ...${{ cue, to, setState }} />`}
            ${changed !== null &&
            html`
              <${Changes} ...${{ rows, cue, to, target, rival, trouble }} />
              <p class="tools">
                <button
                  type="button"
                  class="plain"
                  onClick=${() =>
                    setState({
                      text: changed + state.text.slice(text.length),
                      flip: null,
                      ...(rival && { expected: rival }),
                    })}
                >
                  Put it into the text
                </button>
              </p>
            `}
          `}
    </div>
  `;
}

/** The text as a row of buttons; arrow keys move along it. */
function Words({ text, words, cue, onChoose }) {
  const list = useRef(null);
  const chosen = Math.max(0, words.findIndex(({ start }) => start === cue?.start));
  const move = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const buttons = [...list.current.querySelectorAll("button")];
    const next = buttons[buttons.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return html`
    <p class="swap-words" role="group" aria-label="Which word to swap" dir="auto" ref=${list} onKeyDown=${move}>
      ${words[0].start > 0 && "… "}
      ${words.map(({ text: shown, start, end }, i) => {
        const pressed = Boolean(cue && start >= cue.start && end <= cue.end);
        return html`<button
            type="button"
            tabindex=${i === chosen ? 0 : -1}
            aria-pressed=${pressed}
            onClick=${() => onChoose(start)}
            >${shown}</button
          >${text.slice(end, words[i + 1]?.start ?? text.length)}`;
      })}
    </p>
  `;
}

function Alternatives({ cue, to, setState }) {
  const choose = (word) => setState({ flip: { at: cue.start, to: word } });
  const type = (event) => {
    event.preventDefault();
    choose(new FormData(event.target).get("word").trim());
  };
  return html`
    <form class="swap-others" onSubmit=${type}>
      <span>Instead of <b>${cue.text}</b>:</span>
      ${cue.others.map(
        ({ word }) => html`
          <button type="button" class="chip" aria-pressed=${word === to} onClick=${() => choose(word)}>
            ${word}
          </button>
        `,
      )}
      <button type="button" class="chip" aria-pressed=${to === ""} onClick=${() => choose("")}>
        nothing
      </button>
      <label>
        or
        <input type="text" name="word" autocomplete="off" spellcheck=${false} placeholder="any word" />
      </label>
      <button type="submit" class="chip">Swap</button>
    </form>
  `;
}

function Changes({ rows, cue, to, target, rival, trouble }) {
  if (trouble) return html`<p class="how" role="status">${trouble}</p>`;
  const most = Math.max(1, ...(rows ?? []).map(({ change }) => Math.abs(change)));
  const instead = to === "" ? html`without <b>${cue.text}</b>` : html`with <b>${to}</b>`;
  return html`
    <table class="changes" aria-busy=${!rows}>
      <caption>
        How likely <b>${target}</b> is at the end, ${instead}
      </caption>
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col">${cue.text}</th>
          <th scope="col">${to === "" ? "nothing" : to}</th>
          <th scope="col" class="changes-bar">change of log probability</th>
          <th scope="col"><span class="unseen">factor</span></th>
          ${rival && html`<th scope="col">${rival}</th>`}
        </tr>
      </thead>
      <tbody>
        ${(rows ?? []).map(
          ({ model, title, shape, before, after, change, rivalBefore, rivalAfter }) => html`
            <tr data-model=${model}>
              <th scope="row"><${Mark} shape=${shape} />${title}</th>
              <td>${finePercent(before)}</td>
              <td>${finePercent(after)}</td>
              <td class="changes-bar">
                <div>
                  <span class="diverging" style=${{ "--change": change / most }} aria-hidden="true"></span>
                  <span>${signed(change)}</span>
                </div>
              </td>
              <td class="quiet">${times(change)}</td>
              ${rival && html`<td class="quiet">${finePercent(rivalBefore)} → ${finePercent(rivalAfter)}</td>`}
            </tr>
          `,
        )}
      </tbody>
    </table>
    <p class="reading">
      Natural logarithms: −0.69 is half as likely, −4.6 a hundredth. Probabilities are among all words, as if
      no letter of the next one had been typed.${rival && ` The last column is the word that ${to} makes likely.`}
    </p>
  `;
}

/** Both texts' scores of the target and its rival; the newest question only. */
function useScores(text, changed, target, rival, away) {
  const [shown, setShown] = useState({ scores: null, trouble: null });
  useEffect(() => {
    if (changed === null || !target || away) {
      setShown({ scores: null, trouble: null });
      return undefined;
    }
    const abort = new AbortController();
    const ask = async () => {
      const candidates = rival ? [target, rival] : [target];
      try {
        const scores = await Promise.all([text, changed].map((each) => fetchScores(each, candidates, abort.signal)));
        if (!abort.signal.aborted) setShown({ scores, trouble: null });
      } catch (problem) {
        if (!abort.signal.aborted) setShown({ scores: null, trouble: problem.message });
      }
    };
    const timer = setTimeout(ask, PAUSE_MILLIS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, changed, target, rival, away]);
  return shown;
}

function rowsOf(scores) {
  if (!scores) return null;
  const [before, after] = scores;
  const probability = (log) => (log === undefined || log === null ? null : Math.exp(log));
  return MODELS.filter(({ name }) => before[name] && after[name]).map(({ name, title, shape }) => ({
    model: name,
    title,
    shape,
    before: probability(before[name][0]),
    after: probability(after[name][0]),
    change: (after[name][0] ?? -Infinity) - (before[name][0] ?? -Infinity) || 0,
    rivalBefore: probability(before[name][1]),
    rivalAfter: probability(after[name][1]),
  }));
}
