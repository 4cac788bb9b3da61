package org.strowger.directory;

import java.util.ArrayList;
import java.util.List;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;

/** Reads headers for the registrar that JAIN-SIP models thinly or not at all. */
public final class Registrations {

    private Registrations() {}

    /** The values of all headers of a name, in order. */
    static List<String> values(SipRequest request, String name) {
        List<String> values = new ArrayList<>();
        for (SipHeader header : request.headers(name)) values.add(header.value());
        return values;
    }

    /** The URIs in brackets of all headers of a name, in order. */
    public static List<String> uris(SipRequest request, String name) {
        List<String> uris = new ArrayList<>();
        for (SipHeader header : request.headers(name)) {
            String value = header.value();
            for (int open = value.indexOf('<'); open >= 0; open = value.indexOf('<', open + 1)) {
                int close = value.indexOf('>', open);
                if (close > open) uris.add(value.substring(open + 1, close));
            }
        }
        return uris;
    }
}
