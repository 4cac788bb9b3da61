package org.strowger.directory;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.sip.header.Header;
import javax.sip.message.Request;

/** Reads headers for the registrar that JAIN-SIP models thinly or not at all. */
public final class Registrations {

    private Registrations() {}

    public static String value(Header header) {
        String line = header.toString();
        return line.substring(line.indexOf(':') + 1).trim();
    }

    /** The values of all headers of a name, in order. */
    static List<String> values(Request request, String name) {
        List<String> values = new ArrayList<>();
        for (Iterator<?> all = request.getHeaders(name); all.hasNext(); ) values.add(value((Header) all.next()));
        return values;
    }

    /** The URIs in brackets of all headers of a name, in order. */
    public static List<String> uris(Request request, String name) {
        List<String> uris = new ArrayList<>();
        for (Iterator<?> all = request.getHeaders(name); all.hasNext(); ) {
            String value = value((Header) all.next());
            for (int open = value.indexOf('<'); open >= 0; open = value.indexOf('<', open + 1)) {
                int close = value.indexOf('>', open);
                if (close > open) uris.add(value.substring(open + 1, close));
            }
        }
        return uris;
    }
}
