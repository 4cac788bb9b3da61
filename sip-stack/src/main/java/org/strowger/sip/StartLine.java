package org.strowger.sip;

import org.jspecify.annotations.Nullable;
import org.strowger.sip.wire.Ascii;
import org.strowger.sip.wire.Defect;
import org.strowger.sip.wire.MessageLimits;
import org.strowger.sip.wire.Methods;

/**
 * Reads a request line or a status line (§7.1, §7.2), strictly: RFC 4475 §3.1.2.7 to 3.1.2.10 has 400 for stray white
 * space.
 */
final class StartLine {

    private final byte[] frame;

    /** Where the headers begin. */
    int end;
    /** Empty for a response. */
    String method = "";
    /** 0 for a request; -1 for a response whose status line can't be read. */
    int status;

    int uriStart;
    int uriEnd;
    /** What is wrong with a request line. */
    @Nullable
    Defect defect;
    /** Neither a request nor a response. */
    boolean foreign;

    StartLine(byte[] frame, int start) {
        this.frame = frame;
        int lf = start;
        while (lf < frame.length && frame[lf] != '\n') lf++;
        end = Math.min(lf + 1, frame.length);
        int stop = lf > start && frame[lf - 1] == '\r' ? lf - 1 : lf;
        if (lf == frame.length) foreign = true;
        else if (stop - start >= 4 && Ascii.matches(frame, start, start + 4, "sip/")) response(start, stop);
        else request(start, stop);
    }

    private void response(int start, int stop) {
        status = -1;
        boolean shaped =
                stop - start >= 11 && frame[start + 7] == ' ' && Ascii.matches(frame, start, start + 7, "sip/2.0");
        if (!shaped || (stop - start > 11 && frame[start + 11] != ' ')) return;
        long code = Ascii.number(frame, start + 8, start + 11, 699);
        if (code >= 100 && code <= 699) status = (int) code;
    }

    private void request(int start, int stop) {
        int space = start;
        while (space < stop && frame[space] != ' ') space++;
        if (space == stop || !Ascii.isToken(frame, start, space)) {
            foreign = true;
            return;
        }
        method = Methods.of(frame, start, space);
        int trimmed = Ascii.trimRight(frame, space, stop);
        int last = trimmed;
        while (last > space && frame[last - 1] != ' ') last--;
        uriStart = space + 1;
        uriEnd = Math.max(uriStart, last - 1);
        defect = defect(last, trimmed, stop);
    }

    private @Nullable Defect defect(int version, int trimmed, int stop) {
        if (!isVersion(version, trimmed)) return Defect.badRequest("Bad Request Line");
        if (!Ascii.matches(frame, version, trimmed, "sip/2.0")) return new Defect(505, "Version Not Supported");
        if (trimmed != stop || !isPrintable(uriStart, uriEnd)) return Defect.badRequest("White Space in Request Line");
        if (frame[uriStart] == '<') return Defect.badRequest("Request-URI in Angle Brackets");
        if (uriEnd - uriStart > MessageLimits.REQUEST_URI_BYTES) return new Defect(414, "Request-URI Too Long");
        if (parameters() > MessageLimits.PARAMETERS) return Defect.badRequest("Too Many Parameters");
        return null;
    }

    private int parameters() {
        int count = 0;
        for (int i = uriStart; i < uriEnd; i++) if (frame[i] == ';' || frame[i] == '&') count++;
        return count;
    }

    private boolean isVersion(int start, int stop) {
        return stop - start >= 7
                && start > uriStart
                && Ascii.matches(frame, start, start + 4, "sip/")
                && frame[start + 4] >= '0'
                && frame[start + 4] <= '9';
    }

    private boolean isPrintable(int start, int stop) {
        for (int i = start; i < stop; i++) if ((frame[i] >= 0 && frame[i] <= ' ') || frame[i] == 0x7f) return false;
        return stop > start;
    }
}
