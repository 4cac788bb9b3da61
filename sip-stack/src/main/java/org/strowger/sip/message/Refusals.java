package org.strowger.sip.message;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.ViaList;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.StatelessTag;
import org.strowger.sip.WireMessage;
import org.strowger.sip.wire.Ascii;
import org.strowger.sip.wire.Defect;
import org.strowger.sip.wire.HeaderLines;
import org.strowger.sip.wire.MessageLimits;

/**
 * Makes answers to requests that can't be parsed, or aren't worth it: the headers that §8.2.6.2 copies are taken from
 * the frame as they are, but for the topmost Via, which says where the request came from.
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

    /** The answer, with a topmost Via that was read or mended; empty if not even that much of it makes sense. */
    static Optional<SIPResponse> of(WireMessage wire, Defect defect) {
        Refusals refusals = new Refusals(wire);
        refusals.collect();
        return refusals.answer(defect);
    }

    private Optional<SIPResponse> answer(Defect defect) {
        StatusLine line = new StatusLine();
        line.setSipVersion("SIP/2.0");
        line.setStatusCode(defect.status());
        line.setReasonPhrase(defect.why());
        response.setStatusLine(line);
        if (!addVias()) return Optional.empty();
        add("From", from);
        addTo();
        add("Call-ID", callId);
        add("CSeq", cseq);
        return Optional.of(response);
    }

    private void collect() {
        HeaderLines lines = wire.headers();
        HeaderLines.Step step = lines.next();
        for (int n = 0; n < MessageLimits.HEADER_LINES; n++, step = lines.next()) {
            if (step == HeaderLines.Step.HEADER) collect(lines);
            else if (step != HeaderLines.Step.NO_HEADER) return;
        }
    }

    private void collect(HeaderLines lines) {
        String name = Ascii.latin(wire.frame(), lines.nameStart, lines.nameEnd).toLowerCase(Locale.ROOT);
        switch (name) {
            case "via", "v" -> {
                if (vias.size() < MessageLimits.VIAS) vias.add(lines.value());
            }
            case "from", "f" -> from = from == null ? lines.value() : from;
            case "to", "t" -> to = to == null ? lines.value() : to;
            case "call-id", "i" -> callId = callId == null ? lines.value() : callId;
            case "cseq" -> cseq = cseq == null ? lines.value() : cseq;
            default -> {}
        }
    }

    private boolean addVias() {
        if (vias.isEmpty()) return false;
        SIPHeader top = MessageParser.header("Via", vias.getFirst());
        if (!(top instanceof ViaList)) top = mended();
        if (!(top instanceof ViaList)) return false;
        MessageParser.attach(response, top);
        List<SIPHeader> below = new ArrayList<>();
        for (String via : vias.subList(1, vias.size()))
            if (MessageParser.header("Via", via) instanceof ViaList list) below.add(list);
        // All or none: an unparsed line is printed behind the parsed ones, and the order of Vias is the way back.
        if (below.size() == vias.size() - 1) for (SIPHeader list : below) MessageParser.attach(response, list);
        else for (String via : vias.subList(1, vias.size())) response.addUnparsed("Via: " + via);
        return Received.mark(response.getTopmostVia(), wire.flow());
    }

    /** The topmost Via with no more than the index could read: enough for its sender to know it again. */
    private @Nullable SIPHeader mended() {
        String branch = wire.branch().isEmpty() ? "" : ";branch=" + wire.branch();
        String transport = wire.flow().transport().name();
        return MessageParser.header("Via", "SIP/2.0/" + transport + " " + wire.sentBy() + branch);
    }

    /** As it came, and with a tag. */
    private void addTo() {
        if (to != null) add("To", wire.toTag().isEmpty() ? to + ";tag=" + StatelessTag.of(wire) : to);
    }

    private void add(String name, @Nullable String value) {
        if (value != null) response.addUnparsed(name + ": " + value);
    }
}
