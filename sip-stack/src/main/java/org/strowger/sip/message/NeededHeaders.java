package org.strowger.sip.message;

import java.util.Map;
import java.util.Set;
import org.strowger.sip.WireMessage;

/**
 * Without which headers a message is of no use: one of these that can't be read spoils it. Any other counts as not
 * there, and is passed on as it is (RFC 3261 §8.2.2).
 */
final class NeededHeaders {

    /** Whose message it is. */
    private static final Set<String> OF_TRANSACTIONS =
            Set.of("via", "v", "from", "f", "to", "t", "call-id", "i", "cseq");

    /** By which a request is refused, whatever it asks for. */
    private static final Set<String> OF_REQUESTS = Set.of("max-forwards", "require", "proxy-require");

    /** What one reader takes for another address than the next is refused wherever it might be gone to. */
    private static final Set<String> ADDRESSES =
            Set.of("contact", "m", "route", "record-route", "path", "refer-to", "r");

    private static final Set<String> OF_BODIES = Set.of("content-type", "c", "content-encoding", "e");
    private static final Set<String> WITH_BODIES = Set.of("INVITE", "UPDATE", "PRACK", "INFO", "MESSAGE", "NOTIFY");

    private static final Set<String> WITH_EVENTS = Set.of("SUBSCRIBE", "NOTIFY");
    private static final Set<String> WITH_SESSIONS = Set.of("INVITE", "UPDATE");

    /** What only these methods ask by. */
    private static final Map<String, Set<String>> OF_METHODS = Map.of(
            "event", WITH_EVENTS,
            "o", WITH_EVENTS,
            "subscription-state", Set.of("NOTIFY"),
            "replaces", Set.of("INVITE"),
            "rack", Set.of("PRACK"),
            "session-expires", WITH_SESSIONS,
            "x", WITH_SESSIONS,
            "min-se", WITH_SESSIONS);

    private NeededHeaders() {}

    /**
     * Whether a header, by its name in lower case, must be read. A response is never lost for what it says besides: the
     * request would time out, and nobody could tell who answered why. The same holds for an ACK; and a CANCEL makes no
     * demands (§8.2.2.3).
     */
    static boolean contain(WireMessage message, String name) {
        if (OF_TRANSACTIONS.contains(name)) return true;
        return message.isRequest() && isAskedBy(message, message.method(), name);
    }

    private static boolean isAskedBy(WireMessage request, String method, String name) {
        if (method.equals("ACK") || method.equals("CANCEL")) return false;
        if (ADDRESSES.contains(name)) return !method.equals("BYE"); // it goes nowhere, and its call is to end
        if (OF_BODIES.contains(name)) return request.end() > request.bodyStart() && WITH_BODIES.contains(method);
        return OF_REQUESTS.contains(name)
                || OF_METHODS.getOrDefault(name, Set.of()).contains(method);
    }
}
