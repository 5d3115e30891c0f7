// Which steps of the lesson have been seen, kept in this browser.

const KEY = "nextword.lesson.seen";

/** @returns {Set<number>} */
export function readSeen() {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEY)) ?? []);
  } catch {
    return new Set(); // storage is switched off, or holds something else
  }
}

/** @param {Set<number>} seen */
export function writeSeen(seen) {
  try {
    localStorage.setItem(KEY, JSON.stringify([...seen]));
  } catch {
    // Then the ticks last as long as the page.
  }
}
