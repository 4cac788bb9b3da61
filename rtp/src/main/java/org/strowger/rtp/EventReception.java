package org.strowger.rtp;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.Digits;
import org.strowger.sdp.Codec;
import org.strowger.statemachine.Pace;

/**
 * Finds each press once among the packets of telephone-events (RFC 4733). A press is known by its source, timestamp and
 * event; the first of its packets that arrives tells of it, whichever that is, so that neither lost nor tripled ends
 * matter, nor packets out of order. What goes on with it, or ends it, may be as late as the longest press lasts
 * (§2.5.1.2: 16 bits of duration); a packet that doesn't is another press a second after its last one, because some
 * senders begin their timestamps anew. No finger presses more than {@link #MOST_A_SECOND}: what is more is counted and
 * ignored. Runs on the stream's loop.
 */
public final class EventReception {

    /** Told of each press. */
    @FunctionalInterface
    public interface Listener {
        void pressed(char digit);
    }

    public static final int PAYLOAD = 4;

    /** Presses of one leg: a press and the pause behind it last 50 ms at least (ITU-T Q.24). */
    static final int MOST_A_SECOND = 20;

    private static final int END = 0x80;

    private final Listener listener;
    private final Runnable ignored;
    /** The payload types, a bit each: 0 to 63 and 64 to 127. */
    private long lowTypes;

    private long highTypes;
    /** Most streams bring no press. */
    private @Nullable Presses presses;

    public EventReception(Listener listener) {
        this(listener, () -> {});
    }

    /** @param ignored called for each press that was more than fingers can press */
    public EventReception(Listener listener, Runnable ignored) {
        this.listener = listener;
        this.ignored = ignored;
    }

    /** Takes the payload types of a new description. */
    public void codecs(List<Codec> codecs) {
        lowTypes = 0;
        highTypes = 0;
        for (Codec codec : codecs) if (codec.isTelephoneEvent()) take(codec.payloadType() & 0x7F);
    }

    private void take(int payloadType) {
        if (payloadType < Long.SIZE) lowTypes |= 1L << payloadType;
        else highTypes |= 1L << payloadType;
    }

    /** Whether packets of this type are telephone-events. */
    public boolean takes(int payloadType) {
        return ((payloadType < Long.SIZE ? lowTypes : highTypes) >>> payloadType & 1) != 0;
    }

    /** Takes a packet of such a type; what is malformed, or no digit, is nothing. */
    public void receive(Packet packet, long now) {
        int at = Rtp.headerLength(packet);
        if (packet.length < at + PAYLOAD) return;
        int event = packet.bytes.get(at) & 0xFF;
        if (!Digits.isDigitEvent(event)) return;
        boolean end = (packet.bytes.get(at + 1) & END) != 0;
        int length = packet.bytes.getShort(at + 2) & 0xFFFF;
        if (presses == null) presses = new Presses();
        int known = presses.find(packet, event, length, end, now);
        if (known >= 0) presses.update(known, Rtp.timestamp(packet), length, end, now);
        else if (!presses.pace.allows(now)) ignored.run();
        else {
            presses.add(packet, event, length, end, now);
            listener.pressed(Digits.ofEvent(event));
        }
    }

    /** The latest presses. */
    private static final class Presses {

        private static final int REMEMBERED = 8;
        private static final long MEMORY_NANOS = 1_000_000_000;

        /** 65,535 units of the slowest clock, and what the network may add. */
        private static final long LONGEST_NANOS = 10_000_000_000L;

        private final int[] sources = new int[REMEMBERED];
        private final int[] stamps = new int[REMEMBERED];
        private final int[] lengths = new int[REMEMBERED];
        private final int[] events = new int[REMEMBERED];
        private final boolean[] ended = new boolean[REMEMBERED];
        private final long[] heardAt = new long[REMEMBERED];
        private final Pace pace = Pace.aSecond(MOST_A_SECOND);
        private int newest;

        Presses() {
            Arrays.fill(events, -1);
        }

        void add(Packet packet, int event, int length, boolean end, long now) {
            newest = (newest + 1) % REMEMBERED;
            sources[newest] = Rtp.ssrc(packet);
            events[newest] = event;
            lengths[newest] = 0;
            ended[newest] = false;
            update(newest, Rtp.timestamp(packet), length, end, now);
        }

        int find(Packet packet, int event, int length, boolean end, long now) {
            int source = Rtp.ssrc(packet);
            int stamp = Rtp.timestamp(packet);
            for (int i = 0; i < REMEMBERED; i++) {
                if (events[i] != event || sources[i] != source) continue;
                boolean recent = now - heardAt[i] < MEMORY_NANOS;
                boolean same = stamps[i] == stamp && (recent || goesOn(i, length, end, now));
                if (same || (recent && i == newest && continues(i, packet, stamp))) return i;
            }
            return -1;
        }

        /** One timestamp, one press: a later packet of it tells of a longer time, or once more of its end. */
        private boolean goesOn(int i, int length, boolean end, long now) {
            if (now - heardAt[i] >= LONGEST_NANOS) return false;
            return end ? length >= lengths[i] : !ended[i] && length > lengths[i];
        }

        /**
         * §2.5.1.3: a long press goes on in segments, each with the time at which the one before ended, and no marker.
         */
        private boolean continues(int i, Packet packet, int stamp) {
            return !ended[i] && !Rtp.marker(packet) && lengths[i] > 0 && stamp == stamps[i] + lengths[i];
        }

        void update(int i, int stamp, int length, boolean end, long now) {
            if (stamps[i] != stamp) lengths[i] = 0;
            stamps[i] = stamp;
            lengths[i] = Math.max(lengths[i], length);
            ended[i] |= end;
            heardAt[i] = now;
        }
    }
}
