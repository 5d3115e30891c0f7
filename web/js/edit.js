// Changes to the text area that a person can undo with Ctrl+Z.

/** Puts text in place of a range, with the caret behind it. */
export function replaceRange(area, start, end, text) {
  area.focus();
  area.setSelectionRange(start, end);
  // Deprecated, and still the only way that keeps the browser's undo history.
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
