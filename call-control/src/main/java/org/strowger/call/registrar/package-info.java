/**
 * The registrar (RFC 3261 §10): who proves to be whom, and where their phones are kept to be.
 *
 * <p>The bindings themselves are in {@code directory}. Begin with {@code Registrar}.
 */
@NullMarked
package org.strowger.call.registrar;

import org.jspecify.annotations.NullMarked;
