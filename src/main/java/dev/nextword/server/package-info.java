/** HTTP: routes, errors, and the static page. */
@NullMarked
package dev.nextword.server;

import org.jspecify.annotations.NullMarked;
