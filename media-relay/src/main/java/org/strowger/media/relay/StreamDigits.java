package org.strowger.media.relay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.AudioSource;
import org.strowger.audio.DtmfTone;
import org.strowger.audio.Frames;
import org.strowger.rtp.EventReception;
import org.strowger.rtp.EventSender;
import org.strowger.rtp.OutgoingRtp;
import org.strowger.rtp.Packet;
import org.strowger.rtp.PacketStage;
import org.strowger.rtp.Rtp;
import org.strowger.sdp.Codec;

/**
 * The digits of a stream: takes the peer's telephone-events out of its packets, and presses digits to it, by events
 * where it takes them, else by tones in place of the audio. Runs on the stream's loop.
 */
final class StreamDigits implements PacketStage {

    /** How long a digit is pressed for the other side of a bridge. */
    private static final Duration PRESS_LENGTH = Duration.ofMillis(120);

    /** Of the tones that we make, Hz. */
    private static final int TONE_RATE = 8000;

    /** Digits that wait to be pressed; more are dropped. */
    private static final int LONGEST_QUEUE = 64;

    /** Of each of the two tones, dBm0. */
    private static final double TONE_LEVEL = -8;

    private final StreamPath path;
    private final OutgoingRtp own;
    private final Packet packet;
    private final Consumer<Packet> send;
    private final EventReception reception = new EventReception(this::pressedByEvent, this::ignored);
    private final ArrayDeque<Press> waiting = new ArrayDeque<>(1);
    private List<Codec> taken = List.of();
    private Optional<Codec> event = Optional.empty();
    private @Nullable EventSender sending;
    private @Nullable TonePress sounding;
    private int stamp;
    private int pauseTicks;
    private Relayed relayed = Relayed.NO;

    /** Whether packets of telephone-events reach the other side as they are. */
    private enum Relayed {
        YES,
        NO
    }

    private record Press(char digit, Duration length) {}

    /**
     * Presses nothing yet.
     *
     * @param packet to build packets in; the loop's
     * @param send takes what is pressed, packet by packet
     */
    StreamDigits(StreamPath path, OutgoingRtp own, Packet packet, Consumer<Packet> send) {
        this.path = path;
        this.own = own;
        this.packet = packet;
        this.send = send;
    }

    /**
     * Takes the codecs of a new description. Events of the audio's clock are preferred.
     *
     * @param codecs that the peer takes
     * @param receivable that it may send
     */
    void codecs(List<Codec> codecs, List<Codec> receivable) {
        taken = codecs;
        reception.codecs(receivable);
        int clock = codecs.stream()
                .filter(codec -> !codec.isTelephoneEvent() && !codec.isComfortNoise())
                .findFirst()
                .map(Codec::clockRate)
                .orElse(TONE_RATE);
        event = codecs.stream()
                .filter(codec -> codec.isTelephoneEvent() && codec.clockRate() == clock)
                .findFirst()
                .or(() -> codecs.stream().filter(Codec::isTelephoneEvent).findFirst());
    }

    /** Whether the peer takes telephone-events of this payload type. */
    private boolean isEvent(int payloadType) {
        for (int i = 0; i < taken.size(); i++)
            if (taken.get(i).payloadType() == payloadType && taken.get(i).isTelephoneEvent()) return true;
        return false;
    }

    // What the peer presses.

    /**
     * Events go on to the other side of a bridge as they are only where that takes them so; there the events are their
     * own conversion.
     */
    @Override
    public boolean passes(Packet received, long now) {
        int type = Rtp.payloadType(received);
        if (!reception.takes(type)) return true;
        relayed = relays(type);
        reception.receive(received, now);
        return relayed == Relayed.YES;
    }

    private void ignored() {
        path.ignoredPress();
    }

    private void pressedByEvent(char digit) {
        StreamPath other = path.mode().partner();
        if (relayed == Relayed.NO && other != null) other.digits().pressForPartner(digit);
        path.pressed(digit);
    }

    /**
     * Whether telephone-events under this number go on to the other side of the bridge as packets; an echo sends them
     * back.
     */
    private Relayed relays(int type) {
        return switch (path.mode().state()) {
            case ECHOING -> Relayed.YES;
            case RELAYING -> partnerTakes(type) ? Relayed.YES : Relayed.NO;
            case IDLE, CONVERSING, TRANSCODING, CLOSED -> Relayed.NO;
        };
    }

    private boolean partnerTakes(int type) {
        StreamPath other = path.mode().partner();
        return other != null && other.digits().isEvent(path.typeThere(type));
    }

    // What is pressed to the peer.

    void press(char digit, Duration length) {
        if (path.mode().isClosed()) return;
        if (waiting.size() < LONGEST_QUEUE) waiting.add(new Press(digit, length));
        path.wake();
    }

    private void pressForPartner(char digit) {
        if (event.isPresent()) press(digit, PRESS_LENGTH);
    }

    /** Whether digits are being pressed, in place of all audio. */
    boolean isBusy() {
        return sending != null || sounding != null || !waiting.isEmpty() || pauseTicks > 0;
    }

    /** Presses what is to be pressed in this tick. False if there is nothing, so that audio may be sent. */
    boolean tick(long now, Speaking speaking) {
        if (pauseTicks > 0) {
            pauseTicks--;
            return true;
        }
        if (sending == null && sounding == null && !begin(now, speaking)) return false;
        if (sending != null) sendEvent(sending);
        if (sounding != null) sound(sounding, now, speaking);
        return true;
    }

    private boolean begin(long now, Speaking speaking) {
        Press next = waiting.poll();
        if (next == null) return false;
        if (event.isEmpty()) {
            sounding = new TonePress(DtmfTone.of(next.digit(), TONE_RATE, next.length(), TONE_LEVEL));
            return true;
        }
        Codec codec = event.get();
        speaking.interrupt();
        own.resume(now, codec.clockRate());
        stamp = own.timestamp();
        sending = new EventSender(
                next.digit(),
                codec.payloadType(),
                codec.clockRate(),
                next.length().toMillis());
        return true;
    }

    private void sendEvent(EventSender sender) {
        int clock = event.map(Codec::clockRate).orElse(TONE_RATE);
        do {
            own.writeAt(
                    packet,
                    sender.isNew() ? OutgoingRtp.Marker.SET : OutgoingRtp.Marker.CLEAR,
                    sender.payloadType(),
                    stamp);
            sender.write(packet);
            send.accept(packet);
        } while (sender.repeats());
        own.skip(clock / Frames.PER_SECOND, clock);
        if (!sender.isOver()) return;
        sending = null;
        pauseTicks = (int) (EventSender.PAUSE_MILLIS * Frames.PER_SECOND / 1000);
    }

    private void sound(TonePress tone, long now, Speaking speaking) {
        if (speaking.sayInstead(tone, now)) return;
        sounding = null;
        pauseTicks = (int) (EventSender.PAUSE_MILLIS * Frames.PER_SECOND / 1000);
    }

    /** A tone, read to its end. */
    private static final class TonePress implements AudioSource {
        private final short[] pcm;
        private int position;

        TonePress(short[] pcm) {
            this.pcm = pcm;
        }

        @Override
        public int rate() {
            return TONE_RATE;
        }

        @Override
        public int read(short[] frame) {
            if (position >= pcm.length) return OVER;
            int count = Math.min(Frames.samples(TONE_RATE), pcm.length - position);
            System.arraycopy(pcm, position, frame, 0, count);
            position += count;
            return count;
        }
    }
}
