// What the first page showed when it was left, so that a way back leads to the same text. Kept by this tab alone.

const KEY = "nextword.view";

/** @param {string} fragment as `toFragment` of address.js writes it */
export function keepView(fragment) {
  try {
    sessionStorage.setItem(KEY, fragment);
  } catch {
    // Storage is switched off, or full of a long text: then the way back leads to an empty page.
  }
}

/** The fragment; empty where there is none. */
export function lastView() {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}
