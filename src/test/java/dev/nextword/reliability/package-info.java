/**
 * Whether it stands: what happens to texts, trainings and models when a process is killed, the disk
 * is full or many people type at once. Real processes; nothing here is imitated.
 *
 * <p>{@link dev.nextword.reliability.Soak} is a program, not a test: {@code mvn -Psoak verify
 * -DskipTests} runs it. It is compiled in every build, so that it does not rot.
 */
@NullMarked
package dev.nextword.reliability;

import org.jspecify.annotations.NullMarked;
