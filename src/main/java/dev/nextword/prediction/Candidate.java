package dev.nextword.prediction;

/**
 * A word that may come next.
 *
 * @param id the word in the model's vocabulary
 * @param probability of this word among all words; for the n-gram model its back-off score
 */
public record Candidate(int id, double probability) {}
