package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.audio.WavBuilder;
import org.strowger.audio.sound.Prompt;
import org.strowger.media.MediaEngine;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.Playback;
import org.strowger.media.RemoteMedia;
import org.strowger.media.RemoteVideo;
import org.strowger.rtp.PacketRates;
import org.strowger.rtp.Rtp;
import org.strowger.rtp.video.VideoSources;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/** The packet path of the epoll loop makes no garbage. */
@Timeout(60) // a packet that is lost would be waited for
class AllocationTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int WARM_UP = 20_000;
    private static final int PACKETS = 100_000;
    private static final MediaListener NOBODY = new Nobody();

    @TempDir
    Path folder;

    private static long allocatedBy(MediaStream stream) throws Exception {
        CompletableFuture<Long> allocated = new CompletableFuture<>();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ((RelayStream) stream).loop().submit(() -> allocated.complete(threads.getCurrentThreadAllocatedBytes()));
        return allocated.get();
    }

    private static long readingItself(MediaStream stream) throws Exception {
        allocatedBy(stream);
        long first = allocatedBy(stream);
        return allocatedBy(stream) - first;
    }

    private static RemoteMedia at(DatagramChannel peer) throws Exception {
        InetSocketAddress address = (InetSocketAddress) peer.getLocalAddress();
        InetSocketAddress rtcp =
                new InetSocketAddress(LOOPBACK, address.getPort() == 65535 ? 1 : address.getPort() + 1);
        return new RemoteMedia(address, rtcp, Direction.SENDRECV, List.of(Codec.PCMU));
    }

    @Test
    void relaying_100_000_packets_allocates_nothing() throws Exception {
        try (MediaEngine engine = MediaEngines.start(MediaSettings.defaults()
                        .withPorts(27_200, 27_299)
                        .withLoops(1)
                        .withRates(PacketRates.UNBOUNDED));
                DatagramChannel a = DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
                DatagramChannel b = DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0))) {
            assertThat(engine.backend()).isEqualTo("epoll");
            MediaSession session = engine.open("call", NOBODY);
            MediaStream one = session.stream(LOOPBACK);
            MediaStream other = session.stream(LOOPBACK);
            one.remote(at(a));
            other.remote(at(b));
            session.bridge(one, other);
            // Also waits until the bridge stands.
            assertThat(allocatedBy(one)).isPositive();
            exchange(WARM_UP, a, one.local(), b);
            long reading = readingItself(one);
            long before = allocatedBy(one);
            exchange(PACKETS, a, one.local(), b);
            long bytes = allocatedBy(one) - before - reading;
            assertThat(other.statistics().packetsSent()).isEqualTo(WARM_UP + PACKETS);
            assertThat(bytes).isLessThan(4_096);
        }
    }

    private static RemoteMedia showing(DatagramChannel peer, int sources) throws Exception {
        List<Codec> codecs = List.of(new Codec(96, "VP8", 90_000, 1, ""), new Codec(97, "rtx", 90_000, 1, "apt=96"));
        return at(peer).showing(new RemoteVideo(Direction.SENDRECV, codecs, new VideoSources(sources, sources + 1)));
    }

    /** What is told of each second of them is one object a second. */
    @Test
    void pictures_go_across_and_allocate_nothing() throws Exception {
        try (MediaEngine engine = MediaEngines.start(MediaSettings.defaults()
                        .withPorts(27_400, 27_499)
                        .withLoops(1)
                        .withRates(PacketRates.UNBOUNDED));
                DatagramChannel a = DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
                DatagramChannel b = DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0))) {
            MediaSession session = engine.open("call", NOBODY);
            MediaStream one = session.stream(LOOPBACK);
            MediaStream other = session.stream(LOOPBACK);
            one.remote(showing(a, 100));
            other.remote(showing(b, 200));
            session.bridge(one, other);
            assertThat(allocatedBy(one)).isPositive();
            pictures(WARM_UP, 0, a, one.local(), b);
            long reading = readingItself(one);
            long before = allocatedBy(one);
            pictures(PACKETS, WARM_UP, a, one.local(), b);
            assertThat(allocatedBy(one) - before - reading).isLessThan(16_384);
        }
    }

    private static void pictures(int count, int from, DatagramChannel sender, InetSocketAddress to, DatagramChannel at)
            throws Exception {
        ByteBuffer sent = ByteBuffer.allocateDirect(1172);
        ByteBuffer received = ByteBuffer.allocateDirect(2048);
        for (int i = from; i < from + count; i++) {
            Rtp.write(sent, true, 96, i, 3000 * i, 7);
            sent.put(12, (byte) 0x10).put(13, (byte) (i % 100 == 0 ? 0x50 : 0x51));
            sender.send(sent.clear(), to);
            do at.receive(received.clear());
            while ((received.get(1) & 0x7F) != 96); // reports come between
        }
    }

    private static void exchange(int count, DatagramChannel from, InetSocketAddress to, DatagramChannel at)
            throws Exception {
        ByteBuffer sent = ByteBuffer.allocateDirect(172);
        ByteBuffer received = ByteBuffer.allocateDirect(2048);
        for (int i = 0; i < count; i++) {
            Rtp.write(sent, false, 0, i, 160 * i, 7);
            from.send(sent.clear(), to);
            at.receive(received.clear());
        }
    }

    @Test
    void playing_allocates_nothing_per_packet() throws Exception {
        try (MediaEngine engine = MediaEngines.start(
                        MediaSettings.defaults().withPorts(27_300, 27_399).withLoops(1));
                DatagramChannel a = DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0))) {
            MediaSession session = engine.open("call", NOBODY);
            MediaStream stream = session.stream(LOOPBACK);
            stream.remote(at(a));
            Prompt prompt =
                    engine.prompt(WavBuilder.tone(folder.resolve("tone.wav"), 440, 8000, 1, Duration.ofSeconds(10)));
            stream.play(List.of(prompt));
            ByteBuffer received = ByteBuffer.allocateDirect(2048);
            for (int i = 0; i < 10; i++) a.receive(received.clear());
            long reading = readingItself(stream);
            long before = allocatedBy(stream);
            long began = System.nanoTime();
            for (int i = 0; i < 50; i++) a.receive(received.clear());
            long millis = (System.nanoTime() - began) / 1_000_000;
            assertThat(allocatedBy(stream) - before - reading).isLessThan(50 * 8);
            assertThat(millis).isBetween(900L, 1_500L);
        }
    }

    private static final class Nobody implements MediaListener {
        @Override
        public void played(MediaStream stream, Playback playback, Playback.End end) {}

        @Override
        public void timedOut(MediaStream stream, Duration silence) {}
    }
}
