@NullMarked
package dev.nextword.model;

import org.jspecify.annotations.NullMarked;
