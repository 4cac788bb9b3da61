package org.strowger.webrtc;

import org.strowger.rtp.Endpoint;
import org.strowger.rtp.MediaSecurity;

/** What a {@link BrowserPeer} wants done, or has to tell, in turn. */
public sealed interface PeerOutput {

    /** To be sent as it is. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two
    record Send(Endpoint to, byte[] datagram) implements PeerOutput {}

    /** Media go there from now on. */
    record Selected(Endpoint address) implements PeerOutput {}

    /** Media are sealed with these from now on. */
    record Keyed(MediaSecurity keys) implements PeerOutput {}

    /** The peer has gone, or is not who it said. Nothing more comes. */
    record Over(Reason reason, String why) implements PeerOutput {}

    /** Why it is over. */
    enum Reason {
        /** The peer has closed. */
        CLOSED,
        /** It does no longer check whether we are there (RFC 7675). */
        SILENT,
        /** There are no keys: its certificate is another's, or it speaks otherwise. */
        HANDSHAKE
    }
}
