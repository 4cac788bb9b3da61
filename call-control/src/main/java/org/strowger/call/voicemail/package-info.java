/**
 * Voicemail as parts of a call: how a message is left, how its owner hears it, and the lamps of phones.
 *
 * <p>The boxes themselves, and sending messages by mail, are the module {@code voicemail}. Begin with
 * {@code MessageTaking} and {@code MailboxMenu}.
 */
@NullMarked
package org.strowger.call.voicemail;

import org.jspecify.annotations.NullMarked;
