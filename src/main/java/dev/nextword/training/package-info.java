/** The training loop: schedule, clipping, checkpoints, resume, progress. */
@NullMarked
package dev.nextword.training;

import org.jspecify.annotations.NullMarked;
