// What only the person whose machine it is may ask: texts, trainings, sets of models. Nothing here
// touches the page.

import { Away, ROOT, Refused } from "./api.js";

/** No answer within this time means that the server is away; an estimate trains for some seconds. */
const PATIENCE_MILLIS = 30_000;

/** The server gives a sign of life every 15 seconds; a stream silent for longer is dead. */
const SILENCE_MILLIS = 40_000;

/** First and longest wait before a stream that was cut is opened again. */
const RETRY_MILLIS = [500, 4_000];

const TOKEN_KEY = "nextword.token";

/** The server answered that it will not do this. `field` is the one to blame, where one is. */
export class Denied extends Refused {
  /**
   * @param {number} status of HTTP
   * @param {{code?: string, message?: string, field?: string}} [error]
   */
  constructor(status, error) {
    super(error?.message ?? `The server refused this (${status}).`);
    this.status = status;
    this.code = error?.code;
    this.field = error?.field;
  }
}

/** Keeps the secret that opens the server for as long as this tab lives. */
export function keepToken(token) {
  sessionStorage.setItem(TOKEN_KEY, token);
}

/** Whether a secret is sent with every question. */
export function hasToken() {
  return sessionStorage.getItem(TOKEN_KEY) !== null;
}

function authorization() {
  return hasToken() ? { Authorization: `Bearer ${sessionStorage.getItem(TOKEN_KEY)}` } : {};
}

/**
 * Asks for something, or for something to be done.
 *
 * @returns {Promise<?object>} the answer; null where there is none to give
 * @throws {Denied|Away}
 */
export async function ask(method, path, body, patience = PATIENCE_MILLIS) {
  const options = { method, headers: authorization(), signal: AbortSignal.timeout(patience) };
  if (body) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  try {
    const response = await fetch(`${ROOT}/${path}`, options);
    if (!response.ok) throw await denied(response);
    return response.status === 204 ? null : await response.json();
  } catch (problem) {
    throw problem instanceof Denied ? problem : away(problem);
  }
}

async function denied(response) {
  const said = await response.json().catch(() => null);
  return new Denied(response.status, said?.error);
}

function away(problem) {
  return new Away("The server does not answer.", { cause: problem });
}

/**
 * Sends files that together make one text.
 *
 * @param {File[]} files
 * @param {string} name of the text
 * @param {(share: number) => void} onProgress told what part of the bytes has been sent, 0 to 1
 * @param {AbortSignal} signal
 * @returns {Promise<object>} what was found in the text
 */
export function upload(files, name, onProgress, signal) {
  const form = new FormData();
  form.append("name", name);
  for (const file of files) form.append("file", file, file.name);
  // fetch does not tell how much has been sent.
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.upload.onload = () => onProgress(1);
    request.onload = () =>
      request.status === 201
        ? resolve(request.response)
        : reject(new Denied(request.status, request.response?.error));
    request.onerror = () => reject(away());
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort());
    request.open("POST", `${ROOT}/corpora`);
    request.responseType = "json";
    for (const [header, value] of Object.entries(authorization())) request.setRequestHeader(header, value);
    request.send(form);
  });
}

/** The models of a set as a file. */
export async function download(path) {
  try {
    const response = await fetch(`${ROOT}/${path}`, { headers: authorization() });
    if (!response.ok) throw await denied(response);
    return await response.blob();
  } catch (problem) {
    throw problem instanceof Denied ? problem : away(problem);
  }
}

/**
 * Listens to server-sent events to the last one, and connects again whenever it is cut. Not by an
 * EventSource: that can neither send a token nor tell why a server refuses.
 *
 * @param {string} path
 * @param {object} listener
 * @param {(event: string, data: object) => void} listener.onEvent
 * @param {(connected: boolean) => void} [listener.onConnection]
 * @param {(problem: Denied) => void} [listener.onRefusal] after which nothing more comes
 * @returns {() => void} ends it
 */
export function listen(path, { onEvent, onConnection = () => {}, onRefusal = () => {} }) {
  const stop = new AbortController();
  const run = async () => {
    let wait = RETRY_MILLIS[0];
    while (!stop.signal.aborted) {
      try {
        for await (const { event, data } of events(path, stop.signal, () => onConnection(true))) {
          if (stop.signal.aborted || event === "end") return;
          wait = RETRY_MILLIS[0];
          onEvent(event, data);
        }
      } catch (problem) {
        if (problem instanceof Denied && problem.status < 500 && problem.status !== 429) {
          if (!stop.signal.aborted) onRefusal(problem);
          return;
        }
      }
      if (stop.signal.aborted) return;
      onConnection(false);
      await new Promise((resolve) => setTimeout(resolve, wait));
      wait = Math.min(wait * 2, RETRY_MILLIS[1]);
    }
  };
  run();
  return () => stop.abort();
}

/** The events of one connection, as the HTML standard cuts them (section 9.2.6). */
async function* events(path, stop, onOpen) {
  const cut = new AbortController();
  const give = () => cut.abort();
  stop.addEventListener("abort", give);
  let silence = setTimeout(give, SILENCE_MILLIS);
  try {
    const response = await fetch(`${ROOT}/${path}`, {
      headers: { ...authorization(), Accept: "text/event-stream" },
      signal: cut.signal,
    });
    if (!response.ok) throw await denied(response);
    onOpen();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(give, SILENCE_MILLIS);
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const event = parsed(block);
        if (event) yield event;
      }
    }
  } finally {
    clearTimeout(silence);
    stop.removeEventListener("abort", give);
    cut.abort();
  }
}

/** An event of its lines, or null for a comment: a sign of life. */
export function parsed(block) {
  let event = "message";
  const data = [];
  for (const line of block.split("\n")) {
    const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (name === "event") event = value;
    if (name === "data") data.push(value);
  }
  return data.length ? { event, data: JSON.parse(data.join("\n")) } : null;
}
