/**
 * Stage 11, the gradient lab: small networks that really train, to see why gradients vanish or
 * explode, how one recognises it, and what each known remedy does.
 *
 * <p>A {@link dev.nextword.lab.DepthLab} trains a feed-forward network of many layers, a {@link
 * dev.nextword.lab.TimeLab} a recurrent one over many steps. Both are Deeplearning4j networks in
 * double precision, and tell a {@link dev.nextword.lab.Watcher} what each measured backward pass
 * showed, as {@link dev.nextword.lab.LabEvent}s; {@link dev.nextword.lab.Doctor} reads such a log.
 * No number comes from anywhere else.
 */
@NullMarked
package dev.nextword.lab;

import org.jspecify.annotations.NullMarked;
