/** Text to words and back: PTB tokenizer, sentence split, casing, detokenizer. */
@NullMarked
package dev.nextword.tokens;

import org.jspecify.annotations.NullMarked;
