package org.strowger.sip;

import org.jspecify.annotations.Nullable;
import org.strowger.sip.wire.Ascii;
import org.strowger.sip.wire.Defect;
import org.strowger.sip.wire.HeaderLines;
import org.strowger.sip.wire.MessageLimits;
import org.strowger.sip.wire.Methods;

/**
 * One pass over the headers of a frame: finds what routes it, and what breaks the rules in ways that a parser made for
 * leniency would hide. Lives for one frame.
 */
final class FrameScan {

    /** §8.1.1.5: below 2^31. */
    private static final long MAX_CSEQ = Integer.MAX_VALUE;

    private final byte[] frame;
    final StartLine startLine;

    @Nullable
    Defect defect;

    @Nullable
    String callId;

    long cseq = -1;

    @Nullable
    String cseqMethod;

    @Nullable
    TopVia topVia;

    @Nullable
    String fromTag;

    @Nullable
    String toTag;

    long contentLength = -1;
    int headersEnd;
    private int lines;
    private int vias;
    private boolean hasMaxForwards;

    FrameScan(byte[] frame, int start) {
        this.frame = frame;
        this.startLine = new StartLine(frame, start);
        this.defect = startLine.defect;
    }

    void scanHeaders() {
        HeaderLines header = new HeaderLines(frame, startLine.end);
        HeaderLines.Step step = header.next();
        for (; step == HeaderLines.Step.HEADER || step == HeaderLines.Step.NO_HEADER; step = header.next()) {
            if (++lines > MessageLimits.HEADER_LINES) {
                blame("Too Many Headers");
                break;
            }
            if (step == HeaderLines.Step.HEADER) index(header);
            else blameRequest("Header Without Colon");
        }
        headersEnd = header.position();
        if (step == HeaderLines.Step.CUT_OFF) blame("Cut Off in the Headers");
        checkWhole();
    }

    /** Where the message ends: after its body, the rest of a datagram is not ours (RFC 4475 §3.1.1.8). */
    int end() {
        if (contentLength < 0 || headersEnd + contentLength > frame.length) return frame.length;
        return headersEnd + (int) contentLength;
    }

    int vias() {
        return vias;
    }

    private void index(HeaderLines h) {
        if (h.valueEnd - h.valueStart > MessageLimits.VALUE_BYTES) blame("Header Too Long");
        int start = h.nameStart;
        switch (h.nameEnd - start) {
            case 1 -> compact(h);
            case 2 -> {
                if (named(h, "to")) to(h);
            }
            case 3 -> {
                if (named(h, "via")) via(h);
            }
            case 4 -> {
                if (named(h, "from")) from(h);
                else if (named(h, "cseq")) cseq(h);
            }
            case 7 -> {
                if (named(h, "call-id")) callId(h);
            }
            case 12 -> {
                if (named(h, "max-forwards")) maxForwards(h);
            }
            case 14 -> {
                if (named(h, "content-length")) contentLength(h);
            }
            default -> {}
        }
    }

    private boolean named(HeaderLines h, String lowerCase) {
        return Ascii.matches(frame, h.nameStart, h.nameEnd, lowerCase);
    }

    private void compact(HeaderLines h) {
        switch (Ascii.lower(frame[h.nameStart])) {
            case 'v' -> via(h);
            case 'f' -> from(h);
            case 't' -> to(h);
            case 'i' -> callId(h);
            case 'l' -> contentLength(h);
            default -> {}
        }
    }

    private void via(HeaderLines h) {
        if (topVia == null) topVia = top(h);
        else vias += 1 + Parameters.further(frame, h.valueStart, h.valueEnd);
        if (vias > MessageLimits.VIAS) blame("Too Many Vias");
    }

    private TopVia top(HeaderLines h) {
        TopVia via = new TopVia(frame, h.valueStart, h.valueEnd);
        vias = 1 + Parameters.further(frame, via.valueEnd(), h.valueEnd);
        if (!isVisible(via.sentBy)) blame("Bad Via");
        if (!via.branch.isEmpty() && !isVisible(via.branch)) blame("Bad Branch");
        return via;
    }

    private void from(HeaderLines h) {
        if (fromTag != null) blame("Several From");
        else fromTag = tag(h);
    }

    private void to(HeaderLines h) {
        if (toTag != null) blame("Several To");
        else toTag = tag(h);
    }

    private String tag(HeaderLines h) {
        String tag = Parameters.value(frame, h.valueStart, h.valueEnd, "tag");
        if (!tag.isEmpty() && !isVisible(tag)) blame("Bad Tag");
        return tag;
    }

    private void callId(HeaderLines h) {
        if (callId != null) {
            blame("Several Call-ID");
            return;
        }
        callId = Ascii.latin(frame, h.valueStart, h.valueEnd);
        if (!isVisible(callId)) blame("Bad Call-ID");
    }

    private void cseq(HeaderLines h) {
        if (cseqMethod != null) {
            blame("Several CSeq");
            return;
        }
        int space = h.valueStart;
        while (space < h.valueEnd && !Ascii.isSpace(frame[space])) space++;
        long number = Ascii.number(frame, h.valueStart, space, MAX_CSEQ);
        int name = Ascii.trimLeft(frame, space, h.valueEnd);
        cseqMethod = Methods.of(frame, name, h.valueEnd);
        if (number < 0 || number > MAX_CSEQ || !Ascii.isToken(frame, name, h.valueEnd)) blame("Bad CSeq");
        else cseq = number;
    }

    private void maxForwards(HeaderLines h) {
        if (hasMaxForwards) blameRequest("Several Max-Forwards");
        hasMaxForwards = true;
        long number = Ascii.number(frame, h.valueStart, h.valueEnd, 255);
        if (number < 0 || number > 255) blameRequest("Bad Max-Forwards");
    }

    private void contentLength(HeaderLines h) {
        if (contentLength >= 0) {
            blame("Several Content-Length");
            return;
        }
        contentLength = Ascii.number(frame, h.valueStart, h.valueEnd, Integer.MAX_VALUE);
        if (contentLength < 0) blame("Bad Content-Length");
    }

    private void checkWhole() {
        if (callId == null) blame("Missing Call-ID");
        if (cseqMethod == null) blame("Missing CSeq");
        if (fromTag == null) blame("Missing From");
        if (toTag == null) blame("Missing To");
        if (contentLength > frame.length - headersEnd) blame("Content-Length Beyond the Message");
        // A mismatch of an unknown method is left to the 501 that it gets anyway: RFC 4475 §3.1.2.18.
        if (Methods.isStandard(startLine.method) && !startLine.method.equals(cseqMethod)) blame("CSeq Method Mismatch");
    }

    /** For what a response is not dropped. */
    private void blameRequest(String why) {
        if (startLine.status == 0) blame(why);
    }

    private void blame(String why) {
        if (defect == null) defect = Defect.badRequest(why);
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) return false;
        return !text.isEmpty();
    }
}
