/**
 * Why a model predicts what it predicts: which words of the text its prediction hangs on, what is
 * left of a gradient on its way back through time, and what the gates did.
 *
 * <p>{@link dev.nextword.explanation.NetworkExplainer} traces a network's own computation back, in
 * double precision; {@link dev.nextword.explanation.NGramExplainer} says how many words an n-gram
 * model has looked at.
 */
@NullMarked
package dev.nextword.explanation;

import org.jspecify.annotations.NullMarked;
