package org.strowger.directory;

/** Whether media travel as browsers have them: ICE and DTLS (RFC 8827). */
public enum BrowserPolicy {
    /** Taken where they are offered; offered to whoever has come by a WebSocket, as only browsers do. */
    AUTO,
    /** Offered whatever the endpoint came by. */
    ON,
    /** Neither. */
    OFF
}
