package org.strowger.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An INVITE that the switch sent.
 *
 * @param to the phone or trunk that it went to
 * @param text as it was on the wire
 */
public record SentInvite(String to, String text) {

    /** The first value of a header, or null: an assertion shows what is there. */
    public @Nullable String header(String name) {
        return SipText.header(text, name).orElse(null);
    }

    /** All values of a header. */
    public List<String> headers(String name) {
        return SipText.headers(text, name);
    }

    /** The number in the Request-URI. */
    public String getNumber() {
        return SipText.user(SipText.startLine(text).split(" ", -1)[1]);
    }

    /** The number in From. */
    public String getFrom() {
        String from = SipText.header(text, "From").orElse("");
        int open = from.indexOf('<');
        return SipText.user(open < 0 ? from : from.substring(open + 1));
    }

    /** What follows the headers. */
    public String getBody() {
        return SipText.body(text);
    }

    /** Whom it went to, and the number. */
    @Override
    public String toString() {
        return "INVITE " + getNumber() + " to " + to;
    }
}
