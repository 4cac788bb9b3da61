package org.strowger.call.core;

import java.nio.charset.StandardCharsets;
import org.strowger.voicemail.Mailboxes;

/** Writes how many messages wait (RFC 3842 §5.2). */
public final class MessageSummary {

    private MessageSummary() {}

    public static byte[] of(String box, String domain, Mailboxes.Count count) {
        return ("Messages-Waiting: " + (count.fresh() > 0 ? "yes" : "no") + "\r\nMessage-Account: sip:" + box + "@"
                        + domain + "\r\nVoice-Message: " + count.fresh() + "/" + count.saved() + " (0/0)\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
