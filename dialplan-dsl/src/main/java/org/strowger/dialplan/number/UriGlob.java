package org.strowger.dialplan.number;

import java.util.Locale;
import java.util.Optional;

/**
 * A glob over a SIP URI, {@code *} standing for anything. {@code sip:alice@*} is compared with scheme, user, host and
 * port; {@code alice@*} with all but the scheme; {@code conference} with the user part alone. URI parameters and
 * headers are left out of the comparison. Scheme and host are compared without regard to case, the user part with it
 * (RFC 3261 §19.1.4).
 */
public final class UriGlob {

    private final String text;
    private final String glob;

    public UriGlob(String text) {
        this.text = text;
        this.glob = isUserAlone() ? text : normal(text);
    }

    public boolean matches(String uri) {
        String normal = normal(uri);
        if (isUserAlone()) return Glob.matches(glob, user(normal));
        return Glob.matches(glob, schemeLength(text) > 0 ? normal : normal.substring(schemeLength(normal)));
    }

    /** A host that fits, with its port; empty where every host does. */
    public Optional<String> host() {
        String host = glob.substring(glob.lastIndexOf('@') + 1);
        if (isUserAlone() || host.equals("*")) return Optional.empty();
        return Optional.of(host.replace('*', 'x'));
    }

    private boolean isUserAlone() {
        return schemeLength(text) == 0 && text.indexOf('@') < 0;
    }

    private static String user(String normal) {
        int at = normal.lastIndexOf('@');
        if (at >= 0) return normal.substring(schemeLength(normal), at);
        return normal.startsWith("tel:") ? normal.substring(4) : "";
    }

    /** Without parameters and headers; scheme and host in lower case. */
    private static String normal(String uri) {
        int scheme = schemeLength(uri);
        int host = Math.max(uri.lastIndexOf('@'), scheme); // a user part may hold ; and ?
        int end = host;
        while (end < uri.length() && uri.charAt(end) != ';' && uri.charAt(end) != '?') end++;
        return lower(uri, 0, scheme) + uri.substring(scheme, host) + lower(uri, host, end);
    }

    private static String lower(String text, int from, int to) {
        return text.substring(from, to).toLowerCase(Locale.ROOT);
    }

    /** Of {@code sip:}, {@code sips:}, {@code tel:} or {@code *:}; 0 if there is none. */
    private static int schemeLength(String uri) {
        if (uri.startsWith("*:")) return 2;
        for (String known : new String[] {"sip:", "sips:", "tel:"}) {
            if (uri.regionMatches(true, 0, known, 0, known.length())) return known.length();
        }
        return 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
