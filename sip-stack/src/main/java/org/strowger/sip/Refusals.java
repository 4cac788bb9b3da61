package org.strowger.sip;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.header.ViaList;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes answers to requests that can't be parsed: the headers that §8.2.6.2 copies are taken from the frame, parsed where
 * that works and raw where it doesn't.
 */
final class Refusals {

    private final WireMessage wire;
    private final SIPResponse response = new SIPResponse();
    private final List<String> vias = new ArrayList<>();
    private @Nullable String from;
    private @Nullable String to;
    private @Nullable String callId;
    private @Nullable String cseq;

    private Refusals(WireMessage wire) {
        this.wire = wire;
    }

    static SIPResponse of(WireMessage wire, Defect defect) {
        Refusals refusals = new Refusals(wire);
        refusals.collect();
        return refusals.answer(defect);
    }

    private SIPResponse answer(Defect defect) {
        StatusLine line = new StatusLine();
        line.setSipVersion("SIP/2.0");
        line.setStatusCode(defect.status());
        line.setReasonPhrase(defect.why());
        response.setStatusLine(line);
        addVias();
        add("From", from);
        addTo();
        add("Call-ID", callId);
        add("CSeq", cseq);
        return response;
    }

    private void collect() {
        HeaderLines lines = wire.headers();
        HeaderLines.Step step = lines.next();
        for (int n = 0; n < FrameScan.MAX_HEADER_LINES; n++, step = lines.next()) {
            if (step == HeaderLines.Step.HEADER) collect(lines);
            else if (step != HeaderLines.Step.NO_HEADER) return;
        }
    }

    private void collect(HeaderLines lines) {
        String name = Ascii.latin(wire.frame(), lines.nameStart, lines.nameEnd).toLowerCase(Locale.ROOT);
        switch (name) {
            case "via", "v" -> {
                if (vias.size() < FrameScan.MAX_VIAS) vias.add(lines.value());
            }
            case "from", "f" -> from = from == null ? lines.value() : from;
            case "to", "t" -> to = to == null ? lines.value() : to;
            case "call-id", "i" -> callId = callId == null ? lines.value() : callId;
            case "cseq" -> cseq = cseq == null ? lines.value() : cseq;
            default -> {}
        }
    }

    private void addVias() {
        List<SIPHeader> parsed = new ArrayList<>();
        for (String via : vias) if (MessageParser.header("Via", via) instanceof ViaList list) parsed.add(list);
        // All or none: an unparsed line is printed behind the parsed ones, and the order of Vias is the way back.
        if (parsed.size() < vias.size()) {
            for (String via : vias) response.addUnparsed("Via: " + via);
            return;
        }
        for (SIPHeader list : parsed) MessageParser.attach(response, list);
        Via top = response.getTopmostVia();
        if (top != null) Received.mark(top, wire.flow());
    }

    private void addTo() {
        if (to == null) return;
        boolean tagged = !wire.toTag().isEmpty();
        SIPHeader header = MessageParser.header("To", to);
        if (header instanceof To parsed) {
            if (!tagged && !parsed.hasTag()) parsed.getParameters().set("tag", tag());
            MessageParser.attach(response, parsed);
        } else {
            response.addUnparsed("To: " + to + (tagged ? "" : ";tag=" + tag()));
        }
    }

    /** §8.2.7: the same for each retransmission, since nothing is remembered of them. */
    private String tag() {
        return Integer.toHexString(
                (wire.callId() + wire.branch()).hashCode() ^ wire.fromTag().hashCode());
    }

    private void add(String name, @Nullable String value) {
        if (value == null) return;
        SIPHeader header = MessageParser.header(name, value);
        if (header == null || !MessageParser.attach(response, header)) response.addUnparsed(name + ": " + value);
    }
}
