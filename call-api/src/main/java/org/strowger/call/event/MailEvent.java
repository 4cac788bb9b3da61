package org.strowger.call.event;

import java.time.Duration;

/** What becomes of messages on their way to mail. */
public sealed interface MailEvent extends Happening.OfNoCall {

    /** A message of a mailbox went to its owner by e-mail. */
    record MessageMailed(String box, String to, String file) implements MailEvent {}

    /**
     * Messages could not be sent by e-mail now, which is tried again after {@code again}.
     *
     * @param server of outgoing mail
     * @param waiting messages
     */
    record MailDelayed(String server, int waiting, String why, Duration again) implements MailEvent {
        public MailDelayed {
            why = Text.bounded(why);
        }
    }

    /** A message will not be sent by e-mail: it stands in its mailbox only. */
    record MailRefused(String box, String to, String file, String why) implements MailEvent {
        public MailRefused {
            why = Text.bounded(why);
        }
    }
}
