package org.strowger.rtp;

import org.strowger.audio.Digits;

/**
 * The packets of one press as telephone-events (RFC 4733 §2.5.1): one at each tick of 20 ms with the time of its start
 * and the length so far, and the last one three times. Runs on the stream's loop.
 */
public final class EventSender {

    /** What follows a press is kept apart from it by this pause at least (ITU-T Q.24). */
    public static final long PAUSE_MILLIS = 60;

    private static final int ENDS = 3;
    private static final int END = 0x80;
    private static final int VOLUME = 10; // dBm0 below zero
    private static final int TICK_MILLIS = 20;
    private static final int LONGEST = 0xFFFF;

    private final int event;
    private final int payloadType;
    private final int unitsPerTick;
    private final int total;
    private int length;
    private int endsSent;
    private boolean begun;

    /**
     * A press.
     *
     * @param clock of the telephone-event's payload type, Hz
     * @param millis how long it lasts; rounded up to ticks, at most what fits into the field for its duration
     */
    public EventSender(char digit, int payloadType, int clock, long millis) {
        this.event = Digits.event(digit);
        this.payloadType = payloadType;
        this.unitsPerTick = clock / 1000 * TICK_MILLIS;
        long ticks = Math.max(2L, (millis + TICK_MILLIS - 1) / TICK_MILLIS);
        this.total = (int) Math.min(ticks, LONGEST / unitsPerTick) * unitsPerTick;
    }

    public boolean isOver() {
        return endsSent == ENDS;
    }

    /** Whether this tick is to send another packet of the end, at once. */
    public boolean repeats() {
        return endsSent > 0 && endsSent < ENDS;
    }

    public int payloadType() {
        return payloadType;
    }

    /** Whether nothing has been written yet. */
    public boolean isNew() {
        return !begun;
    }

    /** Length so far, in units of the clock. */
    int length() {
        return length;
    }

    /** Writes the payload of the next packet behind a header of twelve bytes that the caller has written. */
    public void write(Packet packet) {
        begun = true;
        if (length < total) length += unitsPerTick;
        boolean end = length == total;
        if (end) endsSent++;
        int at = Rtp.HEADER;
        packet.bytes.put(at, (byte) event);
        packet.bytes.put(at + 1, (byte) ((end ? END : 0) | VOLUME));
        packet.bytes.putShort(at + 2, (short) length);
        packet.length = at + EventReception.PAYLOAD;
    }
}
