package org.strowger.sip.websocket;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Reads what a client sends as frames (RFC 6455 §5), and joins the fragments of a message. Strict, as the RFC wants it:
 * what isn't masked, or uses bits that nobody has agreed upon, is broken. Whether text is UTF-8 is left to who reads
 * it. Runs on the connection's loop.
 */
public final class FrameReader {

    /** What comes next. */
    public enum Step {
        /** A whole message: {@link #payload()}. */
        MESSAGE,
        PING,
        PONG,
        /** The peer closes: {@link #payload()} says why. */
        CLOSE,
        /** Nothing whole yet. */
        MORE,
        /** Not what a client may send: nothing behind it makes sense. */
        BROKEN,
        /** The message would be larger than we take; {@link #payload()} has what there is of it. */
        TOO_LARGE
    }

    private static final int INITIAL_BYTES = 4096;
    private static final int MASK_BYTES = 4;
    private static final byte[] NOTHING = {};

    private final int mostBytes;
    private byte[] buffer = new byte[INITIAL_BYTES];
    private int start;
    private int end;

    /** Of the message whose fragments are coming; only the first so many count. */
    private byte[] fragments = NOTHING;

    private int fragmentsEnd;
    private boolean amidst;
    private byte[] payload = NOTHING;

    // Of the frame that begins at start.
    private int opcode;
    private boolean last;
    private int header;
    private long length;

    /** Of messages up to so many octets. */
    public FrameReader(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** What has come. */
    public void add(ByteBuf bytes) {
        int more = bytes.readableBytes();
        if (start > 0) compact();
        if (end + more > buffer.length) buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, end + more));
        bytes.readBytes(buffer, end, more);
        end += more;
    }

    /** Of the message or frame that {@link #next} has found; empty if it has found none. */
    public byte[] payload() {
        return payload;
    }

    /** Whether a message has begun and isn't whole. A frame as short as a ping counts once it is whole. */
    public boolean isAmidst() {
        return amidst || (end - start >= 2 && (buffer[start + 1] & 0x7F) > Frames.LONGEST_CONTROL);
    }

    /** Finds the next one. */
    public Step next() {
        payload = NOTHING;
        while (true) {
            if (end - start < 2) return Step.MORE;
            if (!isAllowed()) return Step.BROKEN;
            if (!readLength()) return Step.MORE;
            if (length < 0) return Step.BROKEN;
            // Before it comes: nobody is to make us wait for what we won't take.
            if (length > mostBytes - (isControl() ? 0 : fragmentsEnd)) return tooLarge();
            if (end - start < header + length) return Step.MORE;
            int stop = start + header + (int) length;
            byte[] content = unmasked(stop);
            start = stop;
            if (isControl()) return control(content);
            if (joined(content)) return Step.MESSAGE;
        }
    }

    private boolean isControl() {
        return opcode >= Frames.CLOSE;
    }

    /** §5.2, §5.4, §5.5. */
    private boolean isAllowed() {
        int first = buffer[start] & 0xFF;
        int second = buffer[start + 1] & 0xFF;
        last = (first & 0x80) != 0;
        opcode = first & 0x0F;
        boolean reserved = (first & 0x70) != 0;
        boolean masked = (second & 0x80) != 0;
        if (reserved || !masked) return false;
        return switch (opcode) {
            case Frames.CONTINUATION -> amidst;
            case Frames.TEXT, Frames.BINARY -> !amidst;
            case Frames.CLOSE, Frames.PING, Frames.PONG -> last && (second & 0x7F) <= Frames.LONGEST_CONTROL;
            default -> false;
        };
    }

    /** Finds header and length; false if they haven't come. A length beyond all numbers is -1. */
    private boolean readLength() {
        int given = buffer[start + 1] & 0x7F;
        int bytes = given == 126 ? 2 : given == 127 ? 8 : 0;
        header = 2 + bytes + MASK_BYTES;
        if (end - start < header) return false;
        length = bytes == 0 ? given : 0;
        for (int i = 0; i < bytes; i++) length = length << 8 | (buffer[start + 2 + i] & 0xFF);
        if (length < 0) length = -1;
        return true;
    }

    private byte[] unmasked(int stop) {
        int from = start + header;
        int mask = from - MASK_BYTES;
        byte[] content = new byte[stop - from];
        for (int i = 0; i < content.length; i++) content[i] = (byte) (buffer[from + i] ^ buffer[mask + (i & 3)]);
        return content;
    }

    private Step control(byte[] content) {
        payload = content;
        return switch (opcode) {
            case Frames.PING -> Step.PING;
            case Frames.PONG -> Step.PONG;
            // §5.5.1: a reason has two octets, or there is none.
            default -> content.length == 1 ? Step.BROKEN : Step.CLOSE;
        };
    }

    /** Whether this was the last of a message. */
    private boolean joined(byte[] content) {
        amidst = !last;
        if (last && fragmentsEnd == 0) {
            payload = content;
            return true;
        }
        if (fragmentsEnd + content.length > fragments.length)
            fragments = Arrays.copyOf(fragments, Math.max(fragments.length * 2, fragmentsEnd + content.length));
        System.arraycopy(content, 0, fragments, fragmentsEnd, content.length);
        fragmentsEnd += content.length;
        if (!last) return false;
        takeFragments();
        return true;
    }

    private void takeFragments() {
        payload = Arrays.copyOf(fragments, fragmentsEnd);
        fragments = NOTHING;
        fragmentsEnd = 0;
    }

    private Step tooLarge() {
        if (fragmentsEnd > 0) takeFragments();
        else payload = unmasked(end);
        return Step.TOO_LARGE;
    }

    private void compact() {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        if (end == 0 && buffer.length > INITIAL_BYTES) buffer = new byte[INITIAL_BYTES];
    }
}
