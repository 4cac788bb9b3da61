package org.strowger.rtp;

import java.util.List;
import org.strowger.sdp.Codec;

/**
 * Counts what a peer sends: loss by sequence numbers (RFC 3550 A.1, A.3) and interarrival jitter (A.8). Runs on the
 * stream's loop, read from any.
 */
public final class Reception {

    // RFC 3550 A.1
    private static final int MAX_DROPOUT = 3000;
    private static final int MAX_MISORDER = 100;
    private static final int SEQUENCE_MODULO = 1 << 16;

    private static final int DEFAULT_CLOCK = 8000;
    private static final double SECOND = 1e9;

    private final Tally<StreamCount> counted;

    /** Of the description; asked where the payload type changes. Empty while anything may come. */
    private List<Codec> codecs = List.of();

    private boolean started;
    private int ssrc;
    private int base;
    private int highest;
    private long cycles;
    private int expectedAfterJump = -1;
    private long receivedInRun;
    private long lostBefore;

    // The last packet's, so that the next of its type needs no look at the table.
    private int lastType = -1;
    private int lastClock;
    private boolean lastAgreed;

    private int clock;
    private double unitsPerNano;
    private long origin;
    private int transit;
    private boolean transitKnown;
    private long jitterTimes16;

    public Reception(Tally<StreamCount> counted) {
        this.counted = counted;
    }

    /** Takes the clock rates of a new description. */
    public void codecs(List<Codec> described) {
        lastType = -1;
        codecs = List.copyOf(described);
    }

    /** Whether anything has come. */
    public boolean hasBegun() {
        return started;
    }

    /** The source of what comes. */
    int source() {
        return ssrc;
    }

    /** The highest sequence number, extended by the count of its cycles (RFC 3550 §6.4.1). */
    int highest() {
        return (int) cycles + highest;
    }

    /** Packets that should have come from all sources so far. */
    long expected() {
        return counted.read(StreamCount.PACKETS_RECEIVED) + counted.read(StreamCount.PACKETS_LOST);
    }

    public void count(Packet packet, long now) {
        counted.add(StreamCount.PACKETS_RECEIVED, 1);
        counted.add(StreamCount.OCTETS_RECEIVED, packet.length - Rtp.headerLength(packet));
        countSequence(Rtp.ssrc(packet), Rtp.sequence(packet));
        countByType(Rtp.payloadType(packet), Rtp.timestamp(packet), now);
    }

    private void countSequence(int source, int sequence) {
        if (!started || source != ssrc) restart(source, sequence);
        else if (!follows(sequence)) return;
        receivedInRun++;
        long expected = cycles + highest - base + 1;
        counted.set(StreamCount.PACKETS_LOST, lostBefore + Math.max(0, expected - receivedInRun));
    }

    /** A.1's update_seq: false for a jump that only a second packet in row can confirm. */
    private boolean follows(int sequence) {
        int delta = (sequence - highest) & 0xFFFF;
        if (delta < MAX_DROPOUT) {
            if (sequence < highest) cycles += SEQUENCE_MODULO;
            highest = sequence;
            expectedAfterJump = -1;
            return true;
        }
        if (delta > SEQUENCE_MODULO - MAX_MISORDER) return true;
        if (sequence == expectedAfterJump) {
            restart(ssrc, sequence);
            return true;
        }
        expectedAfterJump = (sequence + 1) & 0xFFFF;
        return false;
    }

    private void restart(int source, int sequence) {
        lostBefore = counted.read(StreamCount.PACKETS_LOST);
        started = true;
        ssrc = source;
        base = sequence;
        highest = sequence;
        cycles = 0;
        expectedAfterJump = -1;
        receivedInRun = 0;
        transitKnown = false;
    }

    private void countByType(int payloadType, int timestamp, long now) {
        if (payloadType != lastType) changeType(payloadType, now);
        if (!lastAgreed) counted.add(StreamCount.UNAGREED, 1);
        if (lastClock == 0) return;
        int arrival = (int) (long) ((now - origin) * unitsPerNano);
        int before = transit;
        transit = arrival - timestamp;
        long distance = Math.abs((long) (transit - before));
        // Half a second is no jitter: the sender paused, and its clock with it, or began another count.
        if (transitKnown && distance < clock / 2) {
            jitterTimes16 += distance - ((jitterTimes16 + 8) >> 4);
            counted.set(StreamCount.JITTER_TIMES_16, jitterTimes16);
        }
        transitKnown = true;
    }

    private void changeType(int payloadType, long now) {
        lastType = payloadType;
        lastAgreed = codecs.isEmpty();
        lastClock = DEFAULT_CLOCK;
        for (int i = 0; i < codecs.size(); i++) {
            Codec codec = codecs.get(i);
            if ((codec.payloadType() & 0x7F) != payloadType) continue;
            lastAgreed = true;
            // All packets of one telephone-event bear the time of its start (RFC 4733 §2.3): it tells nothing of
            // jitter.
            lastClock = codec.isTelephoneEvent() ? 0 : codec.clockRate();
        }
        if (lastClock != 0 && lastClock != clock) changeClock(lastClock, now);
    }

    private void changeClock(int rate, long now) {
        clock = rate;
        unitsPerNano = rate / SECOND;
        counted.set(StreamCount.JITTER_CLOCK, rate);
        origin = now;
        transitKnown = false;
        jitterTimes16 = 0;
    }
}
