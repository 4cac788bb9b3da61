package org.strowger.sip;

import java.net.InetAddress;
import java.util.Optional;

/** Takes sent-by apart: host, and after the last colon outside of brackets a port. */
final class SentBy {

    private SentBy() {}

    /** The address that its host is; empty for a name. */
    static Optional<InetAddress> literal(String sentBy) {
        try {
            return Optional.of(InetAddress.ofLiteral(host(sentBy)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String host(String sentBy) {
        if (sentBy.startsWith("[")) return sentBy.substring(1, Math.max(1, sentBy.indexOf(']')));
        int colon = sentBy.indexOf(':');
        return colon < 0 || colon != sentBy.lastIndexOf(':') ? sentBy : sentBy.substring(0, colon);
    }

    /** The port; the default if none is written, -1 if it is none. */
    static int port(String sentBy, int defaultPort) {
        int colon = sentBy.lastIndexOf(':');
        if (colon < 0 || colon < sentBy.indexOf(']')) return defaultPort;
        // An IPv6 address without brackets has no port that one could tell.
        if (sentBy.indexOf(':') != colon && sentBy.indexOf(']') < 0) return defaultPort;
        int port = 0;
        for (int i = colon + 1; i < sentBy.length(); i++) {
            int digit = sentBy.charAt(i) - '0';
            if (digit < 0 || digit > 9 || port > 65535) return -1;
            port = port * 10 + digit;
        }
        return port > 0 && port <= 65535 ? port : -1;
    }
}
