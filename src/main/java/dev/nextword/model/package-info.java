/** The model bundle on disk: network, vocabulary, card; loading and atomic saving. */
@NullMarked
package dev.nextword.model;

import org.jspecify.annotations.NullMarked;
