package org.strowger.sip.message;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.sip.header.Header;
import javax.sip.header.RequireHeader;
import javax.sip.header.SupportedHeader;
import javax.sip.message.Message;

/** Option tags in Supported and Require (RFC 3261 §19.2). */
final class OptionTags {

    private OptionTags() {}

    /** Whether Require names it. */
    static boolean requires(Message message, String tag) {
        for (Iterator<?> all = message.getHeaders(RequireHeader.NAME); all != null && all.hasNext(); )
            if (all.next() instanceof RequireHeader required && tag.equalsIgnoreCase(required.getOptionTag()))
                return true;
        return false;
    }

    /** Whether Supported names it. */
    static boolean supports(Message message, String tag) {
        for (Iterator<?> all = message.getHeaders(SupportedHeader.NAME); all != null && all.hasNext(); )
            if (all.next() instanceof SupportedHeader supported && tag.equalsIgnoreCase(supported.getOptionTag()))
                return true;
        return false;
    }

    /** Lets Supported name it. */
    static void support(Message message, String tag) {
        List<String> tags = supported(message);
        if (!tags.contains(tag) && tags.add(tag)) write(message, tags);
    }

    /** Lets Supported name it no more. */
    static void unsupport(Message message, String tag) {
        List<String> tags = supported(message);
        if (tags.remove(tag)) write(message, tags);
    }

    private static List<String> supported(Message message) {
        List<String> tags = new ArrayList<>();
        for (Iterator<?> all = message.getHeaders(SupportedHeader.NAME); all.hasNext(); )
            for (String tag : value((Header) all.next()).split(",", -1)) if (!tag.isBlank()) tags.add(tag.strip());
        return tags;
    }

    private static void write(Message message, List<String> tags) {
        message.removeHeader(SupportedHeader.NAME);
        if (!tags.isEmpty()) message.addHeader(SessionTimes.header(SupportedHeader.NAME, String.join(", ", tags)));
    }

    /** What stands behind the colon. */
    static String value(Header header) {
        String line = header.toString();
        return line.substring(line.indexOf(':') + 1).strip();
    }
}
