package org.strowger.testkit.console;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strowger.sdp.Codec;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Timeout;
import org.strowger.testkit.phone.PhoneAudio;

/** Ear and mouth of a phone on a real socket. Runs on the phone's loop, but for the thread that reads the socket. */
final class SocketAudio implements PhoneAudio, AutoCloseable {

    private static final long PACKET_NANOS = 20_000_000;
    private static final int LARGEST = 2048;

    private final Loop loop;
    private final DatagramSocket socket;
    private final InetSocketAddress address;
    private final SpokenAudio spoken;
    private final HeardAudio heard = new HeardAudio();
    private @Nullable InetSocketAddress peer;
    private Timeout tick = Timeout.NONE;
    private long nextAt;

    SocketAudio(Loop loop, InetAddress local, int ssrc) throws IOException {
        this.loop = loop;
        this.socket = new DatagramSocket(0, local);
        this.address = new InetSocketAddress(local, socket.getLocalPort());
        this.spoken = new SpokenAudio(ssrc);
        Thread.ofVirtual().name("phone-ear").start(this::read);
    }

    SpokenAudio spoken() {
        return spoken;
    }

    HeardAudio heard() {
        return heard;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void agreed(InetSocketAddress other, List<Codec> codecs) {
        var events = codecs.stream().filter(Codec::isTelephoneEvent).findFirst();
        codecs.stream()
                .filter(codec -> codec.sameFormat(Codec.PCMU) || codec.sameFormat(Codec.PCMA))
                .findFirst()
                .ifPresent(codec -> {
                    spoken.agreed(codec, events);
                    heard.agreed(codec);
                });
        boolean silent = peer == null;
        peer = other;
        if (silent) {
            nextAt = loop.nanos();
            send();
        }
    }

    @Override
    public void over() {
        tick.cancel();
        peer = null;
        spoken.hush();
    }

    private void send() {
        InetSocketAddress to = peer;
        if (to == null) return;
        byte[] packet = spoken.next();
        try {
            socket.send(new DatagramPacket(packet, packet.length, to));
        } catch (IOException _) {
            // As any packet that gets lost.
        }
        nextAt += PACKET_NANOS;
        tick = loop.schedule(Duration.ofNanos(Math.max(0, nextAt - loop.nanos())), this::send);
    }

    private void read() {
        byte[] buffer = new byte[LARGEST];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        while (!socket.isClosed()) {
            try {
                packet.setLength(buffer.length);
                socket.receive(packet);
            } catch (IOException _) {
                continue; // closed, or what the kernel says about an earlier packet of ours
            }
            byte[] copy = java.util.Arrays.copyOf(buffer, packet.getLength());
            loop.execute(() -> heard.hear(copy, copy.length));
        }
    }

    @Override
    public void close() {
        loop.execute(this::over);
        socket.close();
    }
}
