/** Cells, the recurrent layer and the word softmax, as layers of a Deeplearning4j network. */
@NullMarked
package dev.nextword.network;

import org.jspecify.annotations.NullMarked;
