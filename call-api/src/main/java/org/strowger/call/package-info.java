/**
 * Calls as a dialplan sees them: the verbs of a {@link org.strowger.call.Call}, what they take and what they answer
 * with.
 *
 * <p>This package is what other modules build on. It knows nothing of how calls are carried: that is in the packages
 * below it, which are the module {@code call-control}. Begin with {@code Call}, then {@code CallProgram}, then
 * {@code LiveCall} there, which is the other side of the same call.
 */
@NullMarked
package org.strowger.call;

import org.jspecify.annotations.NullMarked;
