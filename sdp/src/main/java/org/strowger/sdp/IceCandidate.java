package org.strowger.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The value of an {@code a=candidate} (RFC 8839 §5.1).
 *
 * @param foundation 1 to 32 characters; equal for candidates that share type, base and server
 * @param component 1 for RTP, 2 for RTCP
 * @param transport {@code UDP}, or {@code TCP} (RFC 6544)
 * @param priority 1 to 2³¹−1
 * @param address an IP address, or a name under {@code .local}
 * @param port 1 to 65535 (9 for active TCP)
 * @param kind {@code host}, {@code srflx}, {@code prflx}, {@code relay}
 * @param related its base, where it isn't a host candidate
 * @param extensions pairs of name and value, in order
 */
public record IceCandidate(
        String foundation,
        int component,
        String transport,
        long priority,
        String address,
        int port,
        String kind,
        Optional<Related> related,
        List<Attribute> extensions) {

    /** The attribute's name. */
    public static final String ATTRIBUTE = "candidate";

    /** Address and port of the base, as the attribute names them last. */
    public record Related(String address, int port) {}

    /** Copies. */
    public IceCandidate {
        extensions = List.copyOf(extensions);
    }

    /** Parses the attribute's value; empty if it is none. Never throws. */
    public static Optional<IceCandidate> parse(String value) {
        String[] fields = value.strip().split("\\s+", -1);
        if (fields.length < 8 || !fields[6].toLowerCase(Locale.ROOT).equals("typ")) return Optional.empty();
        int component = Lines.number(fields[1], 256);
        long priority = priority(fields[3]);
        int port = Lines.number(fields[5], 65535);
        if (component < 1 || priority < 1 || port < 0) return Optional.empty();
        List<Attribute> pairs = new ArrayList<>();
        for (int i = 8; i + 1 < fields.length; i += 2) pairs.add(new Attribute(fields[i], fields[i + 1]));
        Optional<Related> related = related(pairs);
        if (related.isPresent())
            pairs.removeIf(p -> p.name().equals("raddr") || p.name().equals("rport"));
        return Optional.of(new IceCandidate(
                fields[0], component, fields[2], priority, fields[4], port, fields[7], related, pairs));
    }

    /** The attribute that says it. */
    public Attribute attribute() {
        return new Attribute(ATTRIBUTE, toString());
    }

    /** The attribute's value. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(80);
        out.append(foundation).append(' ').append(component).append(' ').append(transport);
        out.append(' ').append(priority).append(' ').append(address).append(' ').append(port);
        out.append(" typ ").append(kind);
        related.ifPresent(
                r -> out.append(" raddr ").append(r.address).append(" rport ").append(r.port));
        extensions.forEach(e -> out.append(' ').append(e.name()).append(' ').append(e.value()));
        return out.toString();
    }

    private static long priority(String text) {
        if (text.isEmpty() || text.length() > 10 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) return -1;
        long value = Long.parseLong(text);
        return value <= Integer.MAX_VALUE ? value : -1;
    }

    private static Optional<Related> related(List<Attribute> pairs) {
        Optional<String> address = value(pairs, "raddr");
        int port = Lines.number(value(pairs, "rport").orElse(""), 65535);
        return port < 0 ? Optional.empty() : address.map(a -> new Related(a, port));
    }

    private static Optional<String> value(List<Attribute> pairs, String name) {
        return pairs.stream()
                .filter(p -> p.name().equals(name))
                .map(Attribute::value)
                .findFirst();
    }
}
