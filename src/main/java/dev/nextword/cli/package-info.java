/** The command line: one class a verb. */
@NullMarked
package dev.nextword.cli;

import org.jspecify.annotations.NullMarked;
