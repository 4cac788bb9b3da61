/**
 * Mailboxes on disk: messages, greetings, PINs, and what waits to be mailed.
 *
 * <p>Messages are files; nothing is kept in memory but wrong PINs. How a message is left and heard, and phones' lamps,
 * are parts of a call, in {@code call-control}. Begin with {@code Mailboxes}.
 */
@NullMarked
package org.strowger.voicemail;

import org.jspecify.annotations.NullMarked;
