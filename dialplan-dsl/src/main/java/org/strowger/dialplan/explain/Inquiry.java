package org.strowger.dialplan.explain;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.strowger.call.Call.CallRequest;
import org.strowger.call.DialOutcome;

/**
 * A call that is asked about, and not made.
 *
 * @param from a number, or a URI
 * @param to the number dialled
 * @param domain what stands behind the {@code @} of both
 * @param context that it enters
 * @param at when it comes
 * @param headers of its INVITE, by name
 * @param source that the INVITE comes from
 * @param trunk that it comes from
 * @param account that the caller has proved to be
 * @param outcomes what its dials come to, in turn, the last one again and again; answered if there are none
 */
public record Inquiry(
        String from,
        String to,
        String domain,
        String context,
        Instant at,
        Map<String, String> headers,
        InetAddress source,
        Optional<String> trunk,
        Optional<String> account,
        List<DialOutcome> outcomes) {

    private static final int SIP_PORT = 5060;

    /** Copies. */
    public Inquiry {
        headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        outcomes = List.copyOf(outcomes);
    }

    /** The same with URIs of another domain. */
    Inquiry within(String other) {
        return new Inquiry(from, to, other, context, at, headers, source, trunk, account, outcomes);
    }

    /** The same with dials that all come to this. */
    Inquiry assuming(DialOutcome each) {
        return new Inquiry(from, to, domain, context, at, headers, source, trunk, account, List.of(each));
    }

    /** The INVITE that would come. */
    CallRequest request() {
        return new Asked(this);
    }

    /** The number that calls. */
    String callerNumber() {
        String user = from.replaceFirst("^(?i)(sips?|tel):", "");
        int at = user.indexOf('@');
        return at < 0 ? user : user.substring(0, at);
    }

    private record Asked(Inquiry inquiry) implements CallRequest {

        @Override
        public String requestUri() {
            return uri(inquiry.to);
        }

        @Override
        public String from() {
            return uri(inquiry.from);
        }

        @Override
        public String to() {
            return uri(inquiry.to);
        }

        private String uri(String written) {
            if (written.toLowerCase(Locale.ROOT).matches("(sips?|tel):.*")) return written;
            return "sip:" + written + (written.contains("@") ? "" : "@" + inquiry.domain);
        }

        @Override
        public Optional<String> header(String name) {
            return inquiry.headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }

        @Override
        public InetSocketAddress source() {
            return new InetSocketAddress(inquiry.source, SIP_PORT);
        }

        @Override
        public Optional<String> trunk() {
            return inquiry.trunk;
        }

        @Override
        public String context() {
            return inquiry.context;
        }

        @Override
        public Instant receivedAt() {
            return inquiry.at;
        }
    }
}
