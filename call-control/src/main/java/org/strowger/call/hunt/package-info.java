/**
 * The search for somebody who answers: one phone, several at once, in turn, or the members of a queue.
 *
 * <p>Begins with a destination and ends with a leg that was answered, or with an outcome. What is done with that leg is
 * in {@code talk}. Begin with {@code Hunt}, then {@code HuntPlanner}, which makes one of a destination,
 * {@code LegHuntTable}, what may become of one party that is called, and {@code OnwardInvite}, the INVITE.
 */
@NullMarked
package org.strowger.call.hunt;

import org.jspecify.annotations.NullMarked;
