package dev.nextword.prediction;

/**
 * Several words that may come next, the most probable one at each step.
 *
 * @param text exactly what to append to the text at the caret
 * @param probability product of the words' probabilities, 0 to 1
 */
public record Phrase(String text, double probability) {}
