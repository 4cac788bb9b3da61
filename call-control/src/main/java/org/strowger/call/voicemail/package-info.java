/**
 * Voicemail: boxes on disk, how a message is left, how its owner hears it, and the lamps of phones.
 *
 * <p>Messages are files; nothing is kept in memory but wrong PINs. Sending them by mail is the softswitch's.
 * Begin with {@code Mailboxes}, then {@code MessageTaking} and {@code MailboxMenu}.
 */
@NullMarked
package org.strowger.call.voicemail;

import org.jspecify.annotations.NullMarked;
