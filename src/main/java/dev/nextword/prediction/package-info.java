/** Suggestions for a text that is being typed: one immutable state a prefix, top-k, phrases. */
@NullMarked
package dev.nextword.prediction;

import org.jspecify.annotations.NullMarked;
