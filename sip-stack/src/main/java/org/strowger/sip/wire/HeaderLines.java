package org.strowger.sip.wire;

/**
 * Walks the header lines of a frame, folded lines taken as one, without copying. A bare LF ends a line too: phones that
 * send it exist, and over it no two readers of a datagram disagree about where a body begins.
 */
public final class HeaderLines {

    /** Where the walk stands. */
    public enum Step {
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
    public int nameStart;
    /** One past the name, space before the colon left out. */
    public int nameEnd;
    /** First byte of the value that is no white space. */
    public int valueStart;
    /** One past the value, white space left out. */
    public int valueEnd;

    /** Begins at the first byte behind the start line. */
    public HeaderLines(byte[] frame, int at) {
        this.frame = frame;
        this.at = at;
    }

    /** The first byte that has not been read. */
    public int position() {
        return at;
    }

    /** Goes on by a line. */
    public Step next() {
        byte[] b = frame;
        int start = at;
        int name = start;
        while (name < b.length && b[name] >= 0 && Ascii.isToken(b[name])) name++;
        int lf = name;
        while (true) {
            while (lf < b.length && b[lf] != '\n') lf++;
            if (lf + 1 >= b.length) return lf < b.length && isEmptyLine(start, lf) ? body(lf + 1) : cutOff();
            if (isEmptyLine(start, lf)) return body(lf + 1);
            if (b[lf + 1] != ' ' && b[lf + 1] != '\t') break;
            lf++;
        }
        at = lf + 1;
        return line(start, name, lf);
    }

    /** The value's bytes with each fold as one space: §7.3.1. */
    public String value() {
        return Ascii.unfolded(frame, valueStart, valueEnd);
    }

    /** Whether the header has this name, given in lower case. */
    public boolean isNamed(String lowerCase) {
        return Ascii.matches(frame, nameStart, nameEnd, lowerCase);
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

    private Step line(int start, int name, int lf) {
        valueEnd = Ascii.trimRight(frame, start, lf);
        int colon = Ascii.trimLeft(frame, name, valueEnd);
        boolean header = name > start && colon < valueEnd && frame[colon] == ':';
        nameStart = start;
        nameEnd = header ? name : start;
        valueStart = header ? Ascii.trimLeft(frame, colon + 1, valueEnd) : start;
        return header ? Step.HEADER : Step.NO_HEADER;
    }
}
