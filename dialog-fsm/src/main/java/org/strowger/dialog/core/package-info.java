/**
 * What all parts of a session share: the state of one dialog, the way of its requests to the peer, and what the
 * sessions of a loop have in common. It has no state machine. Begin with {@link org.strowger.dialog.core.Dialog} and
 * {@link org.strowger.dialog.core.DialogSender}.
 */
@NullMarked
package org.strowger.dialog.core;

import org.jspecify.annotations.NullMarked;
