package org.strowger.sip.websocket;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The head of an HTTP request.
 *
 * @param path without its query
 * @param headers by lower-case name; those of one name are joined by commas
 */
record UpgradeRequest(String method, String path, String version, Map<String, String> headers) {

    /** Copies. */
    UpgradeRequest {
        headers = Map.copyOf(headers);
    }

    /** Reads it; empty if it is none. */
    static Optional<UpgradeRequest> parse(byte[] head, int length) {
        List<String> lines = new String(head, 0, length, StandardCharsets.ISO_8859_1)
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .toList();
        if (lines.isEmpty()) return Optional.empty();
        String[] start = lines.getFirst().split(" ", -1);
        if (start.length != 3 || !start[2].startsWith("HTTP/")) return Optional.empty();
        Map<String, String> headers = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            // RFC 9112 §5: no space before the colon, and no line that goes on in the next one.
            if (colon < 1 || line.substring(0, colon).chars().anyMatch(c -> c <= ' ')) return Optional.empty();
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (before, more) -> before + "," + more);
        }
        int query = start[1].indexOf('?');
        String path = query < 0 ? start[1] : start[1].substring(0, query);
        return Optional.of(new UpgradeRequest(start[0], path, start[2], headers));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Whether one of the words of a header is this, in whatever case. */
    boolean says(String name, String word) {
        return words(name).anyMatch(word::equalsIgnoreCase);
    }

    /** Whether one of the words of a header is exactly this. */
    boolean saysExactly(String name, String word) {
        return words(name).anyMatch(word::equals);
    }

    private Stream<String> words(String name) {
        return header(name).map(value -> List.of(value.split(",", -1))).orElse(List.of()).stream()
                .map(String::strip);
    }
}
