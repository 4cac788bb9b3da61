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
 * @param reach how calls get there where there is no path
 * @param outbound which device it is, and by which of its flows; empty where it has not asked for that
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
        Optional<String> userAgent,
        Reach reach,
        Optional<Outbound> outbound) {

    /** How calls get to a contact. */
    public enum Reach {
        /** To where it says, if that is where it registered from. */
        AS_NAMED,
        /** By the flow that its REGISTER came in on, whatever it says: a NAT is between, or it has asked for that. */
        BY_FLOW
    }

    /**
     * One flow of a device (RFC 5626 §4).
     *
     * @param instance the URN of the device, without quotes and brackets
     * @param regId from 1 up, the same for each REGISTER by that flow or one that has taken its place
     */
    public record Outbound(String instance, long regId) {}

    /** Copies. */
    public Binding {
        path = List.copyOf(path);
    }

    /** One without flows of its own, reached where it says. */
    public Binding(
            String contact,
            int q,
            String parameters,
            Instant expires,
            String callId,
            long cseq,
            List<String> path,
            Flow flow,
            Optional<String> userAgent) {
        this(contact, q, parameters, expires, callId, cseq, path, flow, userAgent, Reach.AS_NAMED, Optional.empty());
    }

    /** The same, met on another flow. */
    Binding on(Flow other) {
        return new Binding(contact, q, parameters, expires, callId, cseq, path, other, userAgent, reach, outbound);
    }

    /**
     * What it is known by among the bindings of its address of record: its flow, where it has one (RFC 5626 §6), else
     * its contact.
     */
    public String key() {
        return outbound.map(flow -> flow.instance() + ";reg-id=" + flow.regId()).orElse(contact);
    }

    /** The contact as a URI; empty if it is none, as a store filled by others may hold. */
    public Optional<SipUri> uri() {
        return SipUri.read(contact);
    }
}
