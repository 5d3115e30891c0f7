/** Word to id and back, and whole documents as ids. */
@NullMarked
package dev.nextword.vocabulary;

import org.jspecify.annotations.NullMarked;
