/**
 * A session from its INVITE to its BYE, as caller and as callee, with the forks of an INVITE and the INFO of a dialog
 * (RFC 3261 §13 and §15). Begin with {@link org.strowger.dialog.invite.IncomingCallTable} and its owner.
 */
@NullMarked
package org.strowger.dialog.invite;

import org.jspecify.annotations.NullMarked;
