package dev.nextword.tokens;

/**
 * A word, number or mark of a text.
 *
 * @param text the token with its spelling folded ({@link Folding}): straight apostrophes, {@code
 *     ``} and {@code ''} for double quotes, {@code --} for dashes; case is kept
 * @param start its first UTF-16 code unit in the text it comes from
 * @param end one past its last code unit; a full stop that ends an abbreviation and the sentence at
 *     once stands in both tokens
 */
public record Token(String text, int start, int end) {}
