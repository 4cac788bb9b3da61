/**
 * Sessions as their owner sees them: made by INVITE, changed by offers, left by BYE (RFC 3261 §12 to §15). What is here
 * is asked for and told; the work is done in the rooms below. It knows nothing of calls: who is bridged with whom is
 * decided above. Begin with {@link org.strowger.dialog.Session} and {@link org.strowger.dialog.SessionListener};
 * {@code layer.DialogLayer} makes them.
 */
@NullMarked
package org.strowger.dialog;

import org.jspecify.annotations.NullMarked;
