package org.strowger.sip.transport;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.WireMessage;
import org.strowger.sip.wire.Ascii;
import org.strowger.sip.wire.HeaderLines;

/**
 * Cuts a stream into messages by Content-Length (§18.3), and finds keepalives between them (RFC 5626 §3.5.1). Runs on
 * the connection's loop. A message without Content-Length has no body.
 */
final class Framer {

    /** What the stream holds next. */
    enum Step {
        /** A whole message: take it from {@link #frame()}. */
        FRAME,
        /** A double CRLF, to be answered with one. */
        PING,
        /** Nothing whole yet. */
        MORE,
        /** Nothing that could follow would make sense; {@link #frame()} holds the headers if they can be read. */
        BROKEN,
        /** As {@link #BROKEN}: the message would be larger than we take. */
        TOO_LARGE
    }

    private static final int INITIAL_BYTES = 4096;

    private byte[] buffer = new byte[INITIAL_BYTES];
    private int start;
    private int end;
    /** How far the search for the empty line has come. */
    private int scanned;
    /** How long the message that has begun will be; 0 while that isn't known. */
    private int needed;
    /** Whether a single CRLF went by: another one makes the two a ping that was sent in pieces. */
    private boolean halfPing;

    private byte @Nullable [] frame;

    void add(ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (start > 0) compact();
        if (end + length > buffer.length) buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, end + length));
        bytes.readBytes(buffer, end, length);
        end += length;
    }

    /** Whether a message has begun and isn't whole. A carriage return may be half of a line break, and begins none. */
    boolean isAmidst() {
        return end - start > 1 || (end > start && buffer[start] != '\r');
    }

    /** The frame that {@link #next} has found; empty if there is none. */
    byte[] frame() {
        return frame == null ? new byte[0] : frame;
    }

    Step next() {
        frame = null;
        if (skipKeepalive()) return Step.PING;
        if (start == end || end - start < needed) return Step.MORE;
        // A method and "SIP" begin with a token's character: TLS, HTTP/2 and scanners' bytes are told at the first one.
        if (!isCrLf(buffer[start]) && !Ascii.isToken(buffer, start, start + 1)) return Step.BROKEN;
        int body = findBody();
        if (body < 0) return end - start > WireMessage.MAX_BYTES ? Step.TOO_LARGE : Step.MORE;
        return cut(body);
    }

    private Step cut(int body) {
        long length = contentLength(body);
        if (length < 0) return refuse(body, Step.BROKEN);
        if (body - start + length > WireMessage.MAX_BYTES) return refuse(body, Step.TOO_LARGE);
        needed = body - start + (int) length;
        if (end - start < needed) return Step.MORE;
        take(body + (int) length);
        return Step.FRAME;
    }

    private Step refuse(int body, Step step) {
        take(body);
        return step;
    }

    private void take(int stop) {
        frame = Arrays.copyOfRange(buffer, start, stop);
        start = stop;
        scanned = stop;
        needed = 0;
        halfPing = false;
    }

    /** Drops line breaks between messages; true at each double CRLF. */
    private boolean skipKeepalive() {
        while (needed == 0 && end - start >= 2 && buffer[start] == '\r' && buffer[start + 1] == '\n') {
            start += 2;
            scanned = Math.max(scanned, start);
            halfPing = !halfPing;
            if (!halfPing) return true;
        }
        return false;
    }

    private static boolean isCrLf(byte b) {
        return b == '\r' || b == '\n';
    }

    /** One past the empty line; -1 if it has not come. */
    private int findBody() {
        for (int i = Math.max(scanned, start); i < end; i++) {
            if (buffer[i] != '\n') continue;
            int before = i > start && buffer[i - 1] == '\r' ? i - 2 : i - 1;
            if (before > start && buffer[before] == '\n') return i + 1;
        }
        scanned = end;
        return -1;
    }

    /** -1 if there is more than one, or one that is no number. */
    private long contentLength(int body) {
        byte[] head = Arrays.copyOfRange(buffer, start, body);
        HeaderLines lines = new HeaderLines(head, firstHeader(head));
        long length = -1;
        while (true) {
            switch (lines.next()) {
                case BODY, CUT_OFF -> {
                    return Math.max(0, length);
                }
                case NO_HEADER -> {}
                case HEADER -> {
                    if (!isContentLength(head, lines)) continue;
                    long value = Ascii.number(head, lines.valueStart, lines.valueEnd, Integer.MAX_VALUE);
                    if (value < 0 || length >= 0) return -1;
                    length = value;
                }
            }
        }
    }

    private static boolean isContentLength(byte[] head, HeaderLines lines) {
        return Ascii.matches(head, lines.nameStart, lines.nameEnd, "content-length")
                || Ascii.matches(head, lines.nameStart, lines.nameEnd, "l");
    }

    private static int firstHeader(byte[] head) {
        int i = Ascii.trimLeft(head, 0, head.length);
        while (i < head.length && head[i] != '\n') i++;
        return Math.min(i + 1, head.length);
    }

    private void compact() {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        scanned = Math.max(0, scanned - start);
        end -= start;
        start = 0;
        if (end == 0 && buffer.length > INITIAL_BYTES) buffer = new byte[INITIAL_BYTES];
    }
}
