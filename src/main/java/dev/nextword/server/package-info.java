/**
 * HTTP: routes, errors, and the static page.
 *
 * <p>{@link dev.nextword.server.NextWordServer} is built from a supplier of {@link
 * dev.nextword.server.ModelSnapshot} and the folder of the page. Handlers do input and output only;
 * every error leaves in one shape ({@link dev.nextword.server.ApiError}); every answer carries the
 * same security headers, and nobody's text is ever logged or echoed.
 */
@NullMarked
package dev.nextword.server;

import org.jspecify.annotations.NullMarked;
