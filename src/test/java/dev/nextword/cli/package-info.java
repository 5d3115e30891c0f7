@NullMarked
package dev.nextword.cli;

import org.jspecify.annotations.NullMarked;
