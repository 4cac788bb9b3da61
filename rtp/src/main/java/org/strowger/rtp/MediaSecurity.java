package org.strowger.rtp;

/**
 * The keys of a stream, as SDES exchanged them (RFC 4568).
 *
 * @param theirs what the peer sends is protected with
 * @param ours what we send is protected with
 */
public record MediaSecurity(SrtpKeys theirs, SrtpKeys ours) {

    /** The same as the peer sees it. */
    public MediaSecurity fromTheOtherSide() {
        SrtpKeys sent = theirs;
        SrtpKeys received = ours;
        return new MediaSecurity(/* theirs= */ received, /* ours= */ sent);
    }
}
