import { html, useLayoutEffect } from "../vendor/htm/preact/standalone.module.js";

/**
 * The text area, and the ghost behind its caret. An invisible copy of the text lies under the area and
 * carries the ghost; both are laid out by the same rules, and the copy decides the height, so that the
 * area itself never scrolls and every line breaks at the same place in both.
 */
export function Editor({ area, text, ghost, ghostModel, onInput, onKey }) {
  useLayoutEffect(() => keepCaretInSight(area.current), [text, ghost]);
  // The zero-width space lets a line break before the ghost: it must never move a word already typed.
  return html`
    <div class="editor" data-model=${ghostModel}>
      <div class="editor-sheet">
        <div class="editor-copy" dir="auto" aria-hidden="true"
          >${text}\u200b<span class="ghost">${ghost}</span></div>
        <textarea
          ref=${area}
          dir="auto"
          rows="1"
          spellcheck=${false}
          autocomplete="off"
          autocapitalize="sentences"
          aria-label="Your text"
          aria-describedby="keys"
          onInput=${onInput}
          onKeyDown=${onKey}
        ></textarea>
      </div>
    </div>
  `;
}

/** The sheet scrolls, not the area, so the browser does not always do this by itself. */
function keepCaretInSight(area) {
  if (area && area.selectionStart === area.value.length) {
    const sheet = area.closest(".editor");
    sheet.scrollTop = sheet.scrollHeight;
  }
}
