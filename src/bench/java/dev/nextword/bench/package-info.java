/**
 * The benchmark: {@code mvn -q -Pbench verify -DskipTests}. It measures this program beside
 * libtorch and stock Deeplearning4j, each in processes of their own, in interleaved rounds, prints
 * tables and writes {@code target/bench/*.json}.
 */
@org.jspecify.annotations.NullMarked
package dev.nextword.bench;
