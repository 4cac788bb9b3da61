package org.strowger.sip.message;

import gov.nist.javax.sip.header.ExtensionHeaderImpl;
import java.util.Optional;
import javax.sip.header.RequireHeader;
import javax.sip.message.Message;

/**
 * What a message says of session timers (RFC 4028): Session-Expires, Min-SE, and whether {@code timer} is among what
 * its sender supports or requires.
 *
 * @param leastSeconds Min-SE; 0 where it is not there
 */
public record SessionTimes(Tag tag, Optional<SessionInterval> expires, long leastSeconds) {

    /** The option tag {@code timer}. */
    public enum Tag {
        ABSENT,
        SUPPORTED,
        /** In Require, which says that it is supported as well. */
        REQUIRED
    }

    /** The option tag of RFC 4028. */
    public static final String OPTION = "timer";

    /** 422 (RFC 4028 §6). */
    public static final int TOO_BRIEF = 422;

    static final String EXPIRES = "Session-Expires";
    static final String LEAST = "Min-SE";

    /** Of who knows nothing of timers. */
    public static final SessionTimes NONE = new SessionTimes(Tag.ABSENT, Optional.empty(), 0);

    /** Of who knows timers, and asks for none. */
    public static final SessionTimes KNOWN = new SessionTimes(Tag.SUPPORTED, Optional.empty(), 0);

    /** What a request asks for. */
    public static SessionTimes asking(SessionInterval expires, long leastSeconds) {
        return new SessionTimes(Tag.SUPPORTED, Optional.of(expires), leastSeconds);
    }

    /** What a 2xx settles. */
    public static SessionTimes settling(SessionInterval expires, Tag tag) {
        return new SessionTimes(tag, Optional.of(expires), 0);
    }

    /** What a 422 says. */
    public static SessionTimes atLeast(long seconds) {
        return new SessionTimes(Tag.ABSENT, Optional.empty(), seconds);
    }

    /** Whether the sender knows session timers. */
    public boolean isKnown() {
        return tag != Tag.ABSENT;
    }

    /** What a message says. What can't be read of a response counts as not there; a request has been refused for it. */
    public static SessionTimes of(Message message) {
        return new SessionTimes(
                tag(message),
                value(message, EXPIRES).flatMap(SessionInterval::parse),
                value(message, LEAST)
                        .flatMap(SessionInterval::parse)
                        .map(SessionInterval::seconds)
                        .orElse(0L));
    }

    private static Tag tag(Message message) {
        if (OptionTags.requires(message, OPTION)) return Tag.REQUIRED;
        return OptionTags.supports(message, OPTION) ? Tag.SUPPORTED : Tag.ABSENT;
    }

    private static Optional<String> value(Message message, String name) {
        return Optional.ofNullable(message.getHeader(name)).map(OptionTags::value);
    }

    /**
     * Writes it into a message, in the place of what is there. Supported names {@code timer} then where the sender
     * knows timers, and else does not: a peer would take it for a promise to refresh (RFC 4028 §9).
     */
    public void into(Message message) {
        if (isKnown()) OptionTags.support(message, OPTION);
        else OptionTags.unsupport(message, OPTION);
        expires.ifPresent(interval -> message.setHeader(header(EXPIRES, interval.toString())));
        if (leastSeconds > 0) message.setHeader(header(LEAST, Long.toString(leastSeconds)));
        if (tag == Tag.REQUIRED) message.addHeader(Sip.header(RequireHeader.NAME, OPTION));
    }

    /** Unread: JAIN-SIP would keep no more of it than an int. */
    static ExtensionHeaderImpl header(String name, String value) {
        ExtensionHeaderImpl header = new ExtensionHeaderImpl(name);
        header.setValue(value);
        return header;
    }
}
