package org.strowger.sip.wire;

import java.util.Locale;

/**
 * Reads the parts of a URI that decide where a request goes from its text, without parsing the rest. What is no URI has
 * no parts.
 */
public final class UriText {

    /** No host is longer (RFC 1035 §2.3.4), and no number; what is beyond is not looked at. */
    private static final int LONGEST = 1024;

    private UriText() {}

    /** The user as written, or the number of a tel URI; empty if there is none. */
    public static String user(String uri) {
        int start = uri.indexOf(':') + 1;
        if (uri.regionMatches(true, 0, "tel:", 0, 4)) return uri.substring(start, end(uri, start, ";"));
        int at = uri.lastIndexOf('@', LONGEST);
        if (!isSip(uri) || at < start) return "";
        return uri.substring(start, Math.min(at, end(uri, start, ":;@")));
    }

    /** The host of a SIP URI in lower case, an IPv6 address in its brackets; empty for any other URI. */
    public static String host(String uri) {
        if (!isSip(uri)) return "";
        int colon = uri.indexOf(':') + 1;
        // No @ stands unescaped in what is behind the host (RFC 3261 §25.1).
        int start = Math.max(colon, uri.lastIndexOf('@', LONGEST) + 1);
        int end = start < uri.length() && uri.charAt(start) == '[' ? end(uri, start, "]") + 1 : end(uri, start, ":;?>");
        return uri.substring(start, Math.min(end, uri.length())).toLowerCase(Locale.ROOT);
    }

    /**
     * Whether a SIP URI's host and port, and nothing else, stand where they should (RFC 3261 §25.1, RFC 5118 §4.2):
     * JAIN-SIP takes an IPv6 address without its brackets, any port, and leaves out what it can't read. Of another URI,
     * always.
     */
    public static boolean hasSoundHost(String uri) {
        if (!isSip(uri)) return true;
        int start = Math.max(uri.indexOf(':') + 1, uri.lastIndexOf('@', LONGEST) + 1);
        int end = start < uri.length() && uri.charAt(start) == '[' ? end(uri, start, "]") + 1 : hostEnd(uri, start);
        if (end == start || end > uri.length()) return false;
        if (end == uri.length() || uri.charAt(end) == ';' || uri.charAt(end) == '?') return true;
        int port = end + 1;
        int stop = end(uri, port, ";?");
        return uri.charAt(end) == ':' && isPort(uri.substring(port, stop));
    }

    private static int hostEnd(String uri, int start) {
        int i = start;
        while (i < uri.length() && isOfName(uri.charAt(i))) i++;
        return i;
    }

    /** §25.1, and the underscore, which names in use have. */
    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_';
    }

    private static boolean isPort(String text) {
        if (text.isEmpty() || text.length() > 5) return false;
        int port = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
            port = 10 * port + text.charAt(i) - '0';
        }
        return port <= 65_535;
    }

    private static boolean isSip(String uri) {
        return uri.regionMatches(true, 0, "sip:", 0, 4) || uri.regionMatches(true, 0, "sips:", 0, 5);
    }

    private static int end(String uri, int from, String stops) {
        int last = Math.min(uri.length(), from + LONGEST);
        int i = from;
        while (i < last && stops.indexOf(uri.charAt(i)) < 0) i++;
        return i;
    }
}
