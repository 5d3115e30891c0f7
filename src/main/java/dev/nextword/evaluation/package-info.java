/** Perplexity, top-k accuracy and the other figures of a model on held-out text. */
@NullMarked
package dev.nextword.evaluation;

import org.jspecify.annotations.NullMarked;
