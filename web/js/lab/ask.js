// Small questions to the lab, newest only: descent, insurance network, activation functions.

import { useEffect, useRef, useState } from "../../vendor/htm/preact/standalone.module.js";
import { call } from "../api.js";

/**
 * The answer to a question that changes. While the next is on its way the last stays; one question is
 * under way at a time, so that dragging does not pile up work for the server.
 *
 * @param {string} path below /api/v1
 * @param {?object} question null to ask nothing; undefined for a GET
 * @returns {{answer: ?object, asked: ?object, error: ?string, loading: boolean}} `asked`: the question that
 *     `answer` belongs to
 */
export function useAnswer(path, question) {
  const [shown, setShown] = useState({ answer: null, asked: null, error: null });
  const wanted = useRef(null);
  const busy = useRef(false);
  const gone = useRef(false);
  const key = JSON.stringify(question ?? null);

  useEffect(() => {
    gone.current = false; // an effect may run anew
    return () => (gone.current = true);
  }, []);

  useEffect(() => {
    if (question === null) return;
    wanted.current = { key, question };
    if (busy.current) return;
    const next = async () => {
      busy.current = true;
      while (wanted.current && !gone.current) {
        const { key: now, question: asked } = wanted.current;
        try {
          const answer = await call(path, asked);
          if (!gone.current) setShown({ answer, asked: { key: now, question: asked }, error: null });
        } catch (problem) {
          if (!gone.current) setShown((old) => ({ ...old, asked: { key: now }, error: problem.message }));
        }
        if (wanted.current.key === now) wanted.current = null;
      }
      busy.current = false;
    };
    next();
  }, [path, key]);

  return { ...shown, asked: shown.asked?.question, loading: shown.asked?.key !== key };
}
