// Where the keyboard is when the control that had it is no longer there: a button that did what it is for.

/** From then on, the heading of the part of the page gets the focus that would be lost. */
export function keepPlace(root) {
  let last = null;
  let part = null;
  root.addEventListener("focusin", ({ target }) => {
    last = target;
    part = target.closest(".part");
  });
  new MutationObserver(() => {
    if (!last || last.isConnected || document.activeElement !== document.body) return;
    last = null;
    part?.querySelector("h2")?.focus({ preventScroll: true });
  }).observe(root, { childList: true, subtree: true });
}
