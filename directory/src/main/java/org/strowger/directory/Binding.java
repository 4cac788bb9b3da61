package org.strowger.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.strowger.sip.Flow;
import org.strowger.sip.message.SipUri;

/**
 * One registered contact (RFC 3261 §10).
 *
 * @param contact the URI, as the phone wrote it
 * @param q 0 to 1000 thousandths
 * @param parameters further parameters of the Contact header, as written, without expires and q
 * @param path route toward it, outermost first (RFC 3327)
 * @param flow what the REGISTER came in on
 */
public record Binding(
        String contact,
        int q,
        String parameters,
        Instant expires,
        String callId,
        long cseq,
        List<String> path,
        Flow flow,
        Optional<String> userAgent) {
    /** Copies. */
    public Binding {
        path = List.copyOf(path);
    }

    /** The contact as a URI; empty if it is none, as a store filled by others may hold. */
    public Optional<SipUri> uri() {
        return SipUri.read(contact);
    }
}
