package org.strowger.rtp;

import java.util.Arrays;
import org.strowger.audio.Frames;

/**
 * Puts a peer's packets into their order and gives each out when it is its time: late, repeated and overtaking ones,
 * other sources (RFC 3550 §8), jumps of sequence or clock, and pauses (RFC 3551 §4.1). How long they wait follows the
 * network, see {@link PlayoutDelay}. Runs on the stream's loop.
 */
public final class JitterBuffer {

    private static final int SLOTS = 64;
    private static final long SECOND = 1_000_000_000;

    /** So many packets missing in a row, or fewer, are made up for one by one; more are a pause. */
    private static final int MOST_LOST = 5;

    /** After so many packets in a row that are too late, the source is taken to have begun its sequence anew. */
    private static final int LATE_RUN = 5;

    /** A packet whose timestamp lies so far behind that of the one before follows a pause. */
    private static final long PAUSE = 10_000_000;

    /** A tick takes what is due until the middle of the next 20 ms. */
    private static final long HALF_TICK = Frames.TICK_NANOS / 2;

    /** What there is for the listener. */
    public enum Next {
        /** A packet: {@link #payload} and its companions are its. */
        PACKET,
        /** It did not come, but one behind it did; {@link #lostUnits} tells how long it was. */
        LOST,
        /** Nothing is due. */
        NOTHING
    }

    private final byte[][] payloads = new byte[SLOTS][0];
    private final int[] lengths = new int[SLOTS];
    private final int[] types = new int[SLOTS];
    private final long[] times = new long[SLOTS];
    private final boolean[] filled = new boolean[SLOTS];
    private final int[] clocks = new int[128];
    private final PlayoutDelay delay = new PlayoutDelay();

    private boolean started;
    private boolean running;
    private int ssrc;
    private int clock = 8000;
    private int next;
    private int held;
    private int lateInRow;

    /** The last timestamp that came, and the time that it stands for, in units since the start. */
    private int timestamp;

    private long time;

    /** When what was given out last ends, in units. */
    private long expected;

    private int taken;
    private int lostUnits;
    private long excess;

    /** The RTP clock of a payload type, Hz. */
    public void clock(int payloadType, int rate) {
        clocks[payloadType] = rate;
    }

    /** Keeps a copy of its payload. */
    public void put(Packet packet, long now) {
        int sequence = Rtp.sequence(packet);
        int length = Rtp.payloadLength(packet);
        int rate = clocks[Rtp.payloadType(packet)];
        if (length < 0 || length > Frames.MAX_PAYLOAD || rate == 0) return;
        if (!started || ssrc != Rtp.ssrc(packet) || clock != rate) restart(packet, rate);
        long at = time + (Rtp.timestamp(packet) - timestamp);
        if (delay.isJump(nanos(at), now)) restart(packet, rate);
        int ahead = (short) (sequence - next);
        if (ahead <= -SLOTS || ahead >= SLOTS || (ahead < 0 && isRunOfLate())) restart(packet, rate);
        take(packet, sequence, length, now);
    }

    private boolean isRunOfLate() {
        return running && ++lateInRow >= LATE_RUN;
    }

    private void restart(Packet packet, int rate) {
        clear();
        started = true;
        ssrc = Rtp.ssrc(packet);
        clock = rate;
        next = Rtp.sequence(packet);
        timestamp = Rtp.timestamp(packet);
        time = 0;
        delay.restart();
    }

    private void take(Packet packet, int sequence, int length, long now) {
        time += Rtp.timestamp(packet) - timestamp;
        timestamp = Rtp.timestamp(packet);
        delay.arrived(nanos(time), now);
        int ahead = (short) (sequence - next);
        if (ahead < 0 && running) return;
        if (ahead < 0) next = sequence;
        lateInRow = 0;
        int slot = sequence % SLOTS;
        if (filled[slot]) return;
        if (payloads[slot].length < length) payloads[slot] = new byte[Math.max(length, 320)];
        packet.bytes.get(Rtp.headerLength(packet), payloads[slot], 0, length);
        lengths[slot] = length;
        types[slot] = Rtp.payloadType(packet);
        times[slot] = time;
        filled[slot] = true;
        held++;
    }

    /** Forgets everything. */
    public void clear() {
        Arrays.fill(filled, false);
        held = 0;
        lateInRow = 0;
        running = false;
        started = false;
    }

    /** Nothing has come for so long that whatever comes next begins anew. */
    public void pause() {
        running = false;
    }

    /**
     * Goes on to the next.
     *
     * @param at when it would be heard
     */
    public Next take(long at) {
        if (held == 0) return Next.NOTHING;
        if (!filled[next % SLOTS]) {
            int missing = missing();
            if (running && missing <= MOST_LOST) return lose(missing);
            next = (next + missing) & 0xFFFF;
            running = false;
        }
        int slot = next % SLOTS;
        long due = delay.due(nanos(times[slot]));
        boolean afterPause = !running || nanos(times[slot] - expected) > PAUSE;
        if (afterPause && at < due - HALF_TICK) return Next.NOTHING;
        running = true;
        next = (next + 1) & 0xFFFF;
        filled[slot] = false;
        held--;
        taken = slot;
        expected = times[slot];
        excess = at - due;
        return Next.PACKET;
    }

    private int missing() {
        int missing = 1;
        while (!filled[(next + missing) % SLOTS]) missing++;
        return missing;
    }

    private Next lose(int missing) {
        long gap = times[(next + missing) % SLOTS] - expected;
        lostUnits = (int) Math.clamp(gap / missing, 0, clock * 60L / 1000);
        next = (next + 1) & 0xFFFF;
        expected += lostUnits;
        return Next.LOST;
    }

    private long nanos(long units) {
        return units * SECOND / clock;
    }

    /** Is told how much of what was given out last has been heard, in units of the clock. */
    public void played(int units) {
        expected += units;
    }

    /** How much later than wanted the packet given out last is heard, ns; negative for too early. */
    public long excess() {
        return excess;
    }

    /** How long the lost packet was, in units of the clock. */
    public int lostUnits() {
        return lostUnits;
    }

    public int clock() {
        return clock;
    }

    /**
     * Whether the packet behind a lost one is there already; if so, {@link #payload} and its companions are that
     * packet's, for a codec that can restore the lost one from it.
     */
    public boolean looksAhead() {
        taken = next % SLOTS;
        return filled[taken];
    }

    public byte[] payload() {
        return payloads[taken];
    }

    public int length() {
        return lengths[taken];
    }

    public int payloadType() {
        return types[taken];
    }

    /** How long packets are made to wait, ns. */
    long target() {
        return delay.target();
    }
}
