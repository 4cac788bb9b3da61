/**
 * Calls as a dialplan sees them: the verbs of a {@link org.strowger.call.Call}, what they take and what they answer with.
 *
 * <p>This package is what other modules build on; how calls are carried is in the packages below it, of which others may enter
 * the ones that {@code docs/architecture.md} names. Begin with {@code Call}, then {@code CallProgram}, then
 * {@code org.strowger.call.live.LiveCall}, which is the other side of the same call.
 */
@NullMarked
package org.strowger.call;

import org.jspecify.annotations.NullMarked;
