/**
 * Suggestions for a text that is being typed.
 *
 * <pre>
 *   text -> TypedTexts -> context ids, readings of the word under the caret
 *                            |
 *        CachedContexts (neural) or NGramModel -> Context: what comes next
 *                            |
 *        Choices (what may stand here) -> Suggester -> Suggestion, Phrases -> Phrase
 * </pre>
 *
 * <p>{@code Completer} and {@code NGramColumn} are the two kinds of {@code Column}; all they differ
 * in is the {@code Context}.
 */
@NullMarked
package dev.nextword.prediction;

import org.jspecify.annotations.NullMarked;
