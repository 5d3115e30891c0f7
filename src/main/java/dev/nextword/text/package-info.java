/** Corpora: sources of text, documents with boundaries, splits, weaving of long-range passages. */
@NullMarked
package dev.nextword.text;

import org.jspecify.annotations.NullMarked;
