package org.strowger.call.event;

import java.time.Duration;

/** What callers do to mailboxes. */
public sealed interface MailboxEvent extends Happening {

    /**
     * A message was left in a mailbox.
     *
     * @param from who left it
     * @param length of the sound
     */
    record MessageLeft(String call, String box, String from, String file, Duration length) implements MailboxEvent {}

    /** A message for a mailbox could not be kept. */
    record MessageLost(String call, String box, String why) implements MailboxEvent {
        public MessageLost {
            why = Text.bounded(why);
        }
    }

    /**
     * So many wrong PINs of a mailbox came that it takes none for this long; the owner's own phone is asked for none.
     */
    record MailboxLocked(String call, String box, Duration span) implements MailboxEvent {
        public MailboxLocked {
            box = Text.bounded(box);
        }
    }
}
