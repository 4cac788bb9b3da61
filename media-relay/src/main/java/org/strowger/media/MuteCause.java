package org.strowger.media;

/** Why nothing is heard of a peer to which we send, although its description says that it sends. */
public enum MuteCause {
    /** Nothing comes to our port: a firewall or NAT is between, or the peer was told, or took, another address. */
    NOTHING_COMES("nothing comes to our port; look for a firewall or NAT between, and at the address in our SDP"),
    /** Packets come from elsewhere than where the peer's description or its first packets say. */
    OTHER_ADDRESS("packets come from another address than the SDP says, and are not taken"),
    /** Packets come that the peer's key doesn't open. */
    OTHER_KEY("packets come that the key in the SDP doesn't open, or in the clear where SRTP was agreed"),
    /** Packets come in a format that wasn't agreed on. */
    OTHER_FORMAT("packets come in a payload type that the SDP doesn't name");

    private final String why;

    MuteCause(String why) {
        this.why = why;
    }

    /** For people. */
    public String why() {
        return why;
    }
}
