package org.strowger.media.memory;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.rtp.EventReception;
import org.strowger.rtp.EventSender;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Rtp;
import org.strowger.statemachine.Loop;

/**
 * The keys of a {@link MediaPhone}, which it presses by telephone-event: each for 100 ms, 60 ms apart. Runs on the
 * phone's loop.
 */
final class PhoneKeypad {

    private static final Duration TICK = Duration.ofMillis(20);
    private static final Duration PAUSE = Duration.ofMillis(60);
    private static final long PRESS_MILLIS = 100;
    private static final int CLOCK = 8000;
    private static final int UNITS = 160;

    private record Press(char digit, int payloadType) {}

    private final Loop loop;
    private final int ssrc;
    private final Consumer<byte[]> transmit;
    private final ArrayDeque<Press> waiting = new ArrayDeque<>();
    private @Nullable EventSender sending;
    private int sequence = 30_000;
    private int timestamp = 1_000_000;
    private int stamp;

    PhoneKeypad(Loop loop, int ssrc, Consumer<byte[]> transmit) {
        this.loop = loop;
        this.ssrc = ssrc;
        this.transmit = transmit;
    }

    void press(String digits, int payloadType) {
        boolean idle = waiting.isEmpty() && sending == null;
        for (char digit : digits.toCharArray()) waiting.add(new Press(digit, payloadType));
        if (idle) next();
    }

    private void next() {
        Press press = waiting.poll();
        if (press == null) return;
        stamp = timestamp;
        EventSender sender = new EventSender(press.digit(), press.payloadType(), CLOCK, PRESS_MILLIS);
        sending = sender;
        send(sender);
    }

    private void send(EventSender sender) {
        do {
            byte[] datagram = new byte[Rtp.HEADER + EventReception.PAYLOAD];
            Packet packet = new Packet(ByteBuffer.wrap(datagram));
            Rtp.write(packet.bytes, sender.isNew(), sender.payloadType(), sequence++, stamp, ssrc);
            sender.write(packet);
            transmit.accept(datagram);
        } while (sender.repeats());
        timestamp += UNITS;
        if (!sender.isOver()) {
            loop.schedule(TICK, () -> send(sender));
            return;
        }
        timestamp += 3 * UNITS;
        loop.schedule(PAUSE, () -> {
            sending = null;
            next();
        });
    }
}
