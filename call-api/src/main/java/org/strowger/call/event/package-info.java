/**
 * What happens in the exchange, as records that are published, and who is told of them.
 *
 * <p>Events are told after the fact: nothing waits for a listener, and no listener can change a call. What a script was
 * given in confidence is masked here, before it reaches a log. Begin with {@code Happening}.
 */
@NullMarked
package org.strowger.call.event;

import org.jspecify.annotations.NullMarked;
