package org.strowger.sip.message;

import gov.nist.javax.sip.header.AuthenticationHeader;
import javax.sip.InvalidArgumentException;
import javax.sip.header.Header;
import javax.sip.header.Parameters;
import org.jspecify.annotations.Nullable;

/** One header of a message: its name and one value. Never changed once it is made, so several messages may have it. */
public final class SipHeader {

    final Header header;

    SipHeader(Header header) {
        this.header = header;
    }

    /**
     * A header of any name.
     *
     * @throws IllegalArgumentException if the value holds CR or LF, or doesn't fit the name
     */
    public static SipHeader of(String name, String value) {
        return new SipHeader(Sip.header(name, value));
    }

    /**
     * How often a request may be passed on, 0 to 255 (RFC 3261 §20.22).
     *
     * @throws BadMessageException if it is out of range
     */
    public static SipHeader maxForwards(int hops) {
        try {
            return new SipHeader(Sip.headers().createMaxForwardsHeader(hops));
        } catch (InvalidArgumentException e) {
            throw new BadMessageException("Max-Forwards: " + hops, e);
        }
    }

    /** As it is written. */
    public String name() {
        return header.getName();
    }

    /** In any case, as names are compared (§7.3.1). */
    public boolean isNamed(String name) {
        return header.getName().equalsIgnoreCase(name);
    }

    /** All that stands behind the colon, without spaces around it. */
    public String value() {
        String line = header.toString();
        return line.substring(line.indexOf(':') + 1).trim();
    }

    /** The scheme of credentials or of a challenge for them ({@code Digest}); empty for any other header. */
    public String scheme() {
        @Nullable String scheme = header instanceof AuthenticationHeader said ? said.getScheme() : null;
        return scheme == null ? "" : scheme;
    }

    /** The value of a parameter, without its quotes; empty if there is none. */
    public String parameter(String name) {
        @Nullable String value = header instanceof Parameters said ? said.getParameter(name) : null;
        if (value == null) return "";
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
