package org.strowger.directory;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.strowger.sip.Flow;

/**
 * How far a trunk is trusted.
 *
 * @param proof what makes a call from its address its own
 * @param passHeaders headers that cross over between it and others, in lower case
 * @param quota its calls; the usual ones if it has none of its own
 */
public record TrunkTrust(Proof proof, Set<String> passHeaders, Optional<Quota> quota) {

    /** By its address, without headers, with the usual quota. */
    public static final TrunkTrust USUAL = new TrunkTrust(Proof.ADDRESS, Set.of(), Optional.empty());

    /** What makes a call from a trunk's address its own. A source address over UDP is written by who sends. */
    public enum Proof {
        /** The address, whatever the port and transport. */
        ADDRESS,
        /** The address, and over UDP the port that it is called at. */
        ADDRESS_AND_PORT,
        /** A connection from the address: nobody completes one from an address that is not his. */
        TCP,
        /** The address, and the password of the account that is named as the trunk is. */
        DIGEST
    }

    /** Copies, in lower case. */
    public TrunkTrust {
        passHeaders =
                passHeaders.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** What a flow from an address of the trunk says of whose it is. */
    public enum Evidence {
        /** It isn't the trunk's. */
        NONE,
        /** It may be the trunk's, which has yet to prove itself by digest. */
        CLAIM,
        /** The source of a datagram names the trunk, and its sender has written that (RFC 3261 §26.3.2.1). */
        DATAGRAM,
        /** Whoever it is gets what is sent to the trunk's address. */
        CONNECTION
    }

    /** What this flow, from an address of the trunk that is called at this port, proves. */
    Evidence evidence(Flow flow, int port) {
        boolean connected = flow.isConnection();
        return switch (proof) {
            case DIGEST -> Evidence.CLAIM;
            case ADDRESS -> connected ? Evidence.CONNECTION : Evidence.DATAGRAM;
            case TCP -> connected ? Evidence.CONNECTION : Evidence.NONE;
            case ADDRESS_AND_PORT -> {
                if (connected) yield Evidence.CONNECTION;
                yield flow.remote().getPort()
                                == (port > 0 ? port : flow.transport().defaultPort())
                        ? Evidence.DATAGRAM
                        : Evidence.NONE;
            }
        };
    }
}
