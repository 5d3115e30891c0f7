// Where a visitor is in the lesson, and what it does to the page.

import { useEffect, useRef, useState } from "../vendor/htm/preact/standalone.module.js";
import { STEPS } from "./lesson.js";
import { readSeen, writeSeen } from "./progress.js";

/**
 * @param {object} state of the page; `lessonStep` is the step, from 1, or null
 * @param {Function} setState
 * @param {object} evidence what the page shows, see js/lesson.js
 * @returns the props of the lesson's view; `number` null outside the lesson; `veiled` what must not be seen
 *     before the visitor has predicted: columns, panel, or null; `start` begins the lesson
 */
export function useLesson(state, setState, evidence) {
  const own = useRef(null); // the visitor's own page, to come back to
  const [predicted, setPredicted] = useState({ step: null, models: null });
  const [seen, setSeen] = useState(readSeen);
  const number = state.lessonStep;
  const step = number && STEPS[number - 1];
  const models = predicted.step === number ? predicted.models : null;
  const shown = models !== null;

  const go = (next) => {
    setPredicted({ step: null, models: null });
    setState({ ...STEPS[next - 1].state, suggestionsOn: true, lessonStep: next });
  };
  const start = () => {
    const { text, caret, expected, panel, flip, distance, suggestionsOn } = state;
    own.current = { text, caret, expected, panel, flip, distance, suggestionsOn };
    go(1);
  };
  const leave = () => {
    setState({ lessonStep: null, ...own.current });
    own.current = null;
  };
  const predict = (chosen) => {
    setPredicted({ step: number, models: chosen });
    if (chosen === null) return;
    setSeen((old) => {
      const all = new Set(old).add(number);
      writeSeen(all);
      return all;
    });
  };

  // A link that holds nothing but the step: the step brings its own text.
  useEffect(() => {
    if (number && !state.text) go(number);
  }, [number]);

  const verdict = step && shown ? step.judge(evidence) : null;

  // What the question is about comes into sight: before, the text or the panel's name; then, the answer,
  // once more when it is there and has its height. Not when it changes because somebody tries things.
  const answered = useRef(null);
  useEffect(() => {
    if (!step || (shown && answered.current === number)) return;
    answered.current = verdict ? number : null;
    const before = step.hides === "panel" ? ".why" : ".editor";
    document.querySelector(shown ? `#${step.hides}` : before).scrollIntoView({ block: "start" });
  }, [number, shown, Boolean(verdict)]);

  return {
    number,
    predicted: models,
    verdict,
    trouble: troubleOf(evidence.explanation),
    seen,
    veiled: step && !shown ? step.hides : null,
    start,
    onPredict: predict,
    onStep: go,
    onLeave: leave,
  };
}

function troubleOf(explanation) {
  if (!explanation || explanation.loading) return null;
  if (explanation.error) return explanation.error;
  return explanation.results.some(({ tokens }) => tokens) ? null : "These models explain nothing.";
}
