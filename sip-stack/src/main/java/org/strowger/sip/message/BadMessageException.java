package org.strowger.sip.message;

/**
 * What we are about to write is no SIP: a header that doesn't fit its name, a URI that is none, a line break within a
 * line. Thrown at whoever wanted it written; what a peer sends is never answered by it, but by a value that says so.
 */
public final class BadMessageException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    BadMessageException(String what, Exception cause) {
        super(what, cause);
    }
}
