// The one module that talks to the server. Nothing here touches the page.

export const ROOT = "api/v1";

/** No answer within this time means that the server is away. */
const TIMEOUT_MILLIS = 20_000;

/** How long a newer question waits for the one under way. */
const PATIENCE_MILLIS = 1_000;

/** The server does not answer. */
export class Away extends Error {}

/** The server answered that it will not do this; `message` is for people. */
export class Refused extends Error {}

/** All models, serving or not: `{models: [{name, serving, parameters?, perplexity?, reason?}], set?}`. */
export function fetchModels() {
  return call("models");
}

/**
 * Natural log probabilities of candidates after a context, by model; null where a candidate is impossible.
 *
 * @returns {Promise<Object<string, (?number)[]>>}
 */
export async function fetchScores(context, candidates, signal) {
  return (await call("score", { context, candidates }, signal)).scores;
}

/**
 * Asks for completions, newest question only. Every question has a sequence number, and an answer that
 * was overtaken is dropped: without the numbers, one run in five of typing at machine speed ended with
 * the suggestions for an earlier text on the page.
 *
 * One question is under way at a time. A newer one waits for it, at most `PATIENCE_MILLIS`, and then
 * aborts it. Aborting at every key would be simpler, but a server goes on computing what nobody waits
 * for: twenty quick keys in a text of thousands of words would keep it busy for many seconds.
 */
export class Completer {
  #sequence = 0;
  #abort = new AbortController();
  #underWay = Promise.resolve();

  /**
   * @param {string} text what stands before the caret
   * @param {string} [expected] a word whose rank is wanted
   * @returns {Promise<?{text, expected, sequence, results}>} null when a newer question was asked meanwhile
   * @throws {Away|Refused}
   */
  async ask(text, expected = "") {
    const sequence = ++this.#sequence;
    await atMost(PATIENCE_MILLIS, this.#underWay);
    if (sequence !== this.#sequence) return null;
    this.#abort.abort();
    this.#abort = new AbortController();
    const body = expected ? { text, expected } : { text };
    const question = call("complete", body, this.#abort.signal);
    this.#underWay = question.catch(() => {});
    try {
      const { results } = await question;
      return sequence === this.#sequence ? { text, expected, sequence, results } : null;
    } catch (problem) {
      if (sequence !== this.#sequence) return null;
      throw problem;
    }
  }

  /** Drops the question under way, if there is one. */
  forget() {
    this.#sequence++;
    this.#abort.abort();
  }
}

/** @param {AbortSignal} [signal] */
export async function call(path, body, signal) {
  const timeout = AbortSignal.timeout(TIMEOUT_MILLIS);
  const options = { signal: signal ? either(signal, timeout) : timeout };
  if (body) {
    options.method = "POST";
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  let response;
  let json;
  try {
    response = await fetch(`${ROOT}/${path}`, options);
    json = await response.json();
  } catch (problem) {
    throw new Away("the server does not answer", { cause: problem });
  }
  if (response.ok) return json;
  throw response.status === 503
    ? new Away("the server is not ready")
    : new Refused(json.error?.message ?? "The server refused this text.");
}

/** `AbortSignal.any`, which browsers have only since 2024. */
function either(...signals) {
  const controller = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) controller.abort();
    signal.addEventListener("abort", () => controller.abort(), { signal: controller.signal });
  }
  return controller.signal;
}

/** Waits for a promise, but not longer than this. */
export async function atMost(millis, promise) {
  let timer;
  await Promise.race([promise, new Promise((resolve) => (timer = setTimeout(resolve, millis)))]);
  clearTimeout(timer);
}
