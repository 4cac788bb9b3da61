package org.strowger.sip;

/** Why a frame is dropped without an answer. */
public enum Junk {
    /** CRLF, or fewer bytes than any message has: a keepalive (RFC 5626 §3.5.1), or a scanner's probe. */
    KEEPALIVE("a keepalive"),
    /** The first line is neither a request's nor a status line. */
    NOT_SIP("not SIP"),
    /** A request without a topmost Via that can be read: there is nowhere to answer to. */
    NO_VIA("a request without a readable Via"),
    /** A response that breaks the rules: §18.1.2 and RFC 4475 have it dropped. */
    BAD_RESPONSE("a malformed response"),
    /** An ACK that breaks the rules: an ACK is never answered. */
    BAD_ACK("a malformed ACK"),
    /** Larger than we take. */
    TOO_LARGE("too large");

    private final String description;

    Junk(String description) {
        this.description = description;
    }

    /** In words. */
    public String description() {
        return description;
    }
}
