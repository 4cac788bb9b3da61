/**
 * Whether the phones behind registered contacts are there: each contact that is to be asked is asked by OPTIONS again
 * and again, and who doesn't answer is not called until he does, or registers.
 * {@code ContactExpiries} tells of those whose registration has run out.
 *
 * <p>Begin with {@code ContactLivenessTable}, then {@code ContactWatch} (who is asked, on which loop) and
 * {@code WatchedContacts} (what has come of it).
 */
@NullMarked
package org.strowger.directory.liveness;

import org.jspecify.annotations.NullMarked;
