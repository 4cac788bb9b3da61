package org.strowger.sip;

/**
 * Walks the header lines of a frame, folded lines taken as one, without copying. A bare LF ends a line too: phones that send it
 * exist, and over it no two readers of a datagram disagree about where a body begins.
 */
final class HeaderLines {

    /** Where the walk stands. */
    enum Step {
        /** On a header: name and value are set. */
        HEADER,
        /** On a line that is no header: no colon, or no name before it. Only the value is set, to the whole line. */
        NO_HEADER,
        /** The empty line has been read: {@link #position()} is where the body begins. */
        BODY,
        /** The frame ended before the empty line; the last header, if it lacked its CRLF, has not been reported. */
        CUT_OFF
    }

    private final byte[] frame;
    private int at;

    /** First byte of the name. */
    int nameStart;
    /** One past the name, space before the colon left out. */
    int nameEnd;
    /** First byte of the value that is no white space. */
    int valueStart;
    /** One past the value, white space left out. */
    int valueEnd;

    HeaderLines(byte[] frame, int at) {
        this.frame = frame;
        this.at = at;
    }

    int position() {
        return at;
    }

    Step next() {
        int start = at;
        int colon = -1;
        for (int i = start; i < frame.length; i++) {
            byte b = frame[i];
            if (b == ':' && colon < 0) colon = i;
            if (b != '\n') continue;
            if (isEmptyLine(start, i)) return body(i + 1);
            if (i + 1 >= frame.length) return cutOff();
            if (frame[i + 1] == ' ' || frame[i + 1] == '\t') continue;
            at = i + 1;
            return line(start, colon, i);
        }
        return cutOff();
    }

    /** The value's bytes with each fold as one space: §7.3.1. */
    String value() {
        return Ascii.unfolded(frame, valueStart, valueEnd);
    }

    private boolean isEmptyLine(int start, int lf) {
        return lf == start || (lf == start + 1 && frame[start] == '\r');
    }

    private Step body(int start) {
        at = start;
        return Step.BODY;
    }

    private Step cutOff() {
        at = frame.length;
        return Step.CUT_OFF;
    }

    private Step line(int start, int colon, int lf) {
        valueEnd = Ascii.trimRight(frame, start, lf);
        valueStart = Ascii.trimLeft(frame, colon < 0 ? start : colon + 1, valueEnd);
        nameStart = start;
        nameEnd = colon < 0 ? start : Ascii.trimRight(frame, start, colon);
        if (nameEnd > nameStart && Ascii.isToken(frame, nameStart, nameEnd)) return Step.HEADER;
        valueStart = start;
        return Step.NO_HEADER;
    }
}
