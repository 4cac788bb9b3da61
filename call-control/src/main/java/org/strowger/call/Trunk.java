package org.strowger.call;

import org.strowger.sip.Transport;

/**
 * A carrier or another switch: a plain destination, and a source of calls that need no digest.
 *
 * @param host a name or a numeric address
 * @param port 1 to 65535
 * @param context the dialplan context that its calls enter
 * @param media what it may use
 */
public record Trunk(String name, String host, int port, Transport transport, String context, MediaPolicy media) {

    /** With any media. */
    public Trunk(String name, String host, int port, Transport transport, String context) {
        this(name, host, port, transport, context, MediaPolicy.ANY);
    }

    /** The same somewhere else. */
    public Trunk at(String otherHost, int otherPort, Transport otherTransport) {
        return new Trunk(name, otherHost, otherPort, otherTransport, context, media);
    }
}
