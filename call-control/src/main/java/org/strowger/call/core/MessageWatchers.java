package org.strowger.call.core;

import org.strowger.voicemail.Mailboxes;

/** Those who have subscribed to how many messages wait in a mailbox. Any thread. */
public interface MessageWatchers {

    /** Whether anybody has, so that the messages have to be counted. */
    boolean areThere(String box);

    /** So many wait now. */
    void counted(String box, Mailboxes.Count count);
}
