/**
 * A call as its loop sees it: the owner of its legs, its media and its end.
 *
 * <p>The parts see it by the interfaces of their packages, and it sees the exchange by {@code CallHome}. Begin with
 * {@code LiveCall}, then {@code CallEnd}: what a call holds is seen best where it gives it back.
 */
@NullMarked
package org.strowger.call.live;

import org.jspecify.annotations.NullMarked;
