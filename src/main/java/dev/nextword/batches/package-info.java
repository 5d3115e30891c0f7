/** Documents to windows of ids {@code [batch, time]} with carried state. */
@NullMarked
package dev.nextword.batches;

import org.jspecify.annotations.NullMarked;
