package org.strowger.webrtc;

import java.util.Set;

/**
 * What both sides have said in SDP of how their media travel.
 *
 * @param fingerprints of the peer's certificate, at least one; any of them will do (RFC 8122 §5)
 * @param role ours
 */
public record PeerTerms(
        IceCredentials ours,
        IceCredentials theirs,
        Set<Fingerprint> fingerprints,
        DtlsRole role,
        DtlsIdentity identity) {

    /** Copies. */
    public PeerTerms {
        fingerprints = Set.copyOf(fingerprints);
        if (fingerprints.isEmpty())
            throw new IllegalArgumentException("without a fingerprint nobody is to be believed");
    }

    /** Whether the handshake of these is that of others, whatever has become of ICE (RFC 8842 §4). */
    boolean areOfOneHandshake(PeerTerms others) {
        return fingerprints.equals(others.fingerprints) && role == others.role && identity.equals(others.identity);
    }
}
