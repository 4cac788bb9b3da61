package org.strowger.call;

/** What an endpoint and the switch do about encrypted media between them (SRTP, keys by SDES: RFC 4568). */
public enum SrtpPolicy {
    /** None: an offer that insists on it is refused. */
    REFUSE,
    /** Taken where the endpoint offers it; not offered. */
    ACCEPT,
    /** Offered and taken, but packets in the clear will do (RFC 8643). */
    PREFER,
    /** Nothing else will do. */
    REQUIRE
}
