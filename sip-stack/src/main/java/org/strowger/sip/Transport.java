package org.strowger.sip;

import java.util.Locale;

/** How SIP messages travel (RFC 3261 §18, RFC 7118). */
public enum Transport {
    UDP(5060, false),
    TCP(5060, true),
    TLS(5061, true),
    WS(80, true),
    WSS(443, true);

    private final int defaultPort;
    private final boolean reliable;

    Transport(int defaultPort, boolean reliable) {
        this.defaultPort = defaultPort;
        this.reliable = reliable;
    }

    /** The port where a URI or Via names none. */
    public int defaultPort() {
        return defaultPort;
    }

    /** Whether the transport delivers what it accepts, so that transactions need not retransmit. */
    public boolean reliable() {
        return reliable;
    }

    /** As the {@code transport} parameter of a URI names it. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }
}
