package dev.nextword.training;

/**
 * Three files of text in tokens, a sentence a line: the field's benchmarks come so.
 *
 * @param train path of the training text, which alone makes the vocabulary
 * @param valid path of the validation text
 * @param test path of the test text
 */
public record PretokenizedFiles(String train, String valid, String test) {}
