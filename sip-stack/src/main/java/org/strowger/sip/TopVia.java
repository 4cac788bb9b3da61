package org.strowger.sip;

import java.util.Locale;
import org.strowger.sip.wire.Ascii;

/** Reads sent-by and branch of the first value of a Via header, white space wherever §25.1 allows it. */
final class TopVia {

    private final byte[] frame;
    private final int end;
    private int at;

    /** Lower case, without white space; empty if it can't be read. */
    String sentBy = "";
    /** Empty if there is none. */
    String branch = "";

    boolean rport;

    TopVia(byte[] frame, int start, int end) {
        this.frame = frame;
        this.at = start;
        this.end = end;
        if (skipProtocol()) readSentBy();
        readParameters();
    }

    /** Where this value ends and, behind a comma, others may follow. */
    int valueEnd() {
        return at;
    }

    private boolean skipProtocol() {
        for (int slashes = 0; slashes < 2; slashes++) {
            while (at < end && frame[at] != '/') at++;
            at++;
        }
        at = Ascii.trimLeft(frame, Math.min(at, end), end);
        int transport = at;
        while (at < end && !Ascii.isSpace(frame[at])) at++;
        return Ascii.isToken(frame, transport, at);
    }

    private void readSentBy() {
        int start = Ascii.trimLeft(frame, at, end);
        at = start;
        boolean spaced = false;
        while (at < end && frame[at] != ';' && frame[at] != ',') spaced |= Ascii.isSpace(frame[at++]);
        String text = Ascii.latin(frame, start, Ascii.trimRight(frame, start, at));
        sentBy = (spaced ? withoutSpace(text) : text).toLowerCase(Locale.ROOT);
    }

    private static String withoutSpace(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) > ' ') kept.append(text.charAt(i));
        return kept.toString();
    }

    private void readParameters() {
        while (at < end && frame[at] == ';') {
            int name = Ascii.trimLeft(frame, at + 1, end);
            int stop = name;
            while (stop < end && frame[stop] >= 0 && Ascii.isToken(frame[stop])) stop++;
            int value = Ascii.trimLeft(frame, stop, end);
            at = next(value);
            if (Ascii.matches(frame, name, stop, "branch")) readBranch(value);
            else if (Ascii.matches(frame, name, stop, "rport")) rport = true;
        }
    }

    /** The next semicolon or comma outside of quotes, or the end. */
    private int next(int start) {
        for (int i = start; i < end; i++) {
            if (frame[i] == ';' || frame[i] == ',') return i;
            if (frame[i] == '"') i = Parameters.endOfQuote(frame, i + 1, end);
        }
        return end;
    }

    private void readBranch(int equals) {
        if (!branch.isEmpty() || equals >= at || frame[equals] != '=') return;
        int from = Ascii.trimLeft(frame, equals + 1, at);
        branch = Ascii.latin(frame, from, Ascii.trimRight(frame, from, at));
    }
}
