package dev.nextword.prediction;

/**
 * A suggestion in the making.
 *
 * @param word as it would stand in the text
 * @param completion what to append to the text
 * @param probability not yet divided by that of everything that fits
 * @param id its last token
 * @param before the place before its last token
 */
record Option(String word, String completion, double probability, int id, Context before) {
  /** The place after it. */
  Context after() {
    return before.then(id);
  }
}
