package org.strowger.sip.message;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of headers without their case (§7.3.1). */
final class HeaderNames {

    /** As nearly everybody writes them; spares the folding of a dozen names in each message. */
    private static final Map<String, String> USUAL = Stream.of(
                    "Via",
                    "From",
                    "To",
                    "Call-ID",
                    "CSeq",
                    "Contact",
                    "Max-Forwards",
                    "Route",
                    "Record-Route",
                    "Content-Type",
                    "Content-Length",
                    "Allow",
                    "Supported",
                    "User-Agent",
                    "Server",
                    "Expires",
                    "Require",
                    "Accept",
                    "Date",
                    "Authorization",
                    "Proxy-Authorization",
                    "Session-Expires",
                    "Min-SE",
                    "Allow-Events")
            .collect(Collectors.toUnmodifiableMap(Function.identity(), name -> name.toLowerCase(Locale.ROOT)));

    private HeaderNames() {}

    static String lowerCase(String name) {
        String known = USUAL.get(name);
        return known == null ? name.toLowerCase(Locale.ROOT) : known;
    }
}
