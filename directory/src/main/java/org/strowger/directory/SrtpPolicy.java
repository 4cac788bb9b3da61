package org.strowger.directory;

import java.util.Optional;

/** What an endpoint and the switch do about encrypted media between them (SRTP, keys by SDES: RFC 4568). */
public enum SrtpPolicy {
    /** None: an offer that insists on it is refused. */
    REFUSE,
    /** Taken where the endpoint offers it; not offered. */
    ACCEPT,
    /** Offered and taken, but packets in the clear will do (RFC 8643). */
    PREFER,
    /** The same for endpoints that know no other form than a line for each, one beside the other. */
    PREFER_TWO_LINES,
    /** Nothing else will do. */
    REQUIRE;

    /** What an endpoint is offered that has refused what it was offered first; empty if there is nothing else. */
    public Optional<SrtpPolicy> otherForm() {
        return switch (this) {
            case PREFER -> Optional.of(REQUIRE);
            case PREFER_TWO_LINES -> Optional.of(PREFER);
            case REFUSE, ACCEPT, REQUIRE -> Optional.empty();
        };
    }
}
