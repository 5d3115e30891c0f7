/**
 * What runs in a process of its own while it is measured: the contestants, and the loop in which
 * they are asked. Of these classes those for libtorch see nothing of Deeplearning4j, and those for
 * Deeplearning4j nothing of libtorch: the two bring different releases of the same native
 * libraries, so each has its own class path.
 */
@org.jspecify.annotations.NullMarked
package dev.nextword.bench.worker;
