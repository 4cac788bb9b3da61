/**
 * Messages of mailboxes on their way to people's mail: outboxes are emptied, whatever has happened to the process in
 * between. What is spoken to the server is left to a library. Begin with {@code MessageMailer}.
 */
@NullMarked
package org.strowger.voicemail.mail;

import org.jspecify.annotations.NullMarked;
