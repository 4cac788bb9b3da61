package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.strowger.audio.Scratch;
import org.strowger.audio.sound.SoundLibrary;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaStream;
import org.strowger.media.Playback;
import org.strowger.rtp.LoopCount;
import org.strowger.rtp.MediaPorts;
import org.strowger.rtp.Packet;
import org.strowger.rtp.PacketRates;
import org.strowger.rtp.PortsExhaustedException;
import org.strowger.rtp.StreamSeed;
import org.strowger.rtp.Tally;
import org.strowger.rtp.loop.DatagramPort;
import org.strowger.rtp.loop.LoopClock;
import org.strowger.rtp.loop.MediaLoop;
import org.strowger.rtp.loop.PortPool;
import org.strowger.rtp.loop.RealLoop;

/**
 * A stream on ports that have rested begins with the first thing that is asked of it, whoever else asks something then.
 */
class BeginningTest {

    private static final MediaListener NOBODY = new MediaListener() {
        @Override
        public void played(MediaStream stream, Playback playback, Playback.End end) {}

        @Override
        public void timedOut(MediaStream stream, Duration silence) {}
    };

    /** A real loop, for which something comes in between before a command is there. */
    private static final class Interrupted implements MediaLoop {
        private final MediaLoop loop;
        private Runnable between = () -> {};

        Interrupted(MediaLoop loop) {
            this.loop = loop;
        }

        @Override
        public boolean submit(Runnable command) {
            Runnable once = between;
            between = () -> {};
            once.run();
            return loop.submit(command);
        }

        @Override
        public long nanos() {
            return loop.nanos();
        }

        @Override
        public LoopClock clock() {
            return loop.clock();
        }

        @Override
        public Tally<LoopCount> counters() {
            return loop.counters();
        }

        @Override
        public Scratch scratch() {
            return loop.scratch();
        }

        @Override
        public Packet outgoing() {
            return loop.outgoing();
        }

        @Override
        public DatagramPort open(InetAddress address, int port) throws IOException {
            return loop.open(address, port);
        }

        @Override
        public void close() {
            loop.close();
        }
    }

    private static RelayEngine engine(MediaLoop loop) throws IOException {
        int first = RealLoop.freePair();
        SplittableRandom random = new SplittableRandom(1);
        return new RelayEngine(
                "epoll",
                List.of(loop),
                new PortPool(new MediaPorts(first, first + 15, 0, Duration.ofSeconds(5)), System::nanoTime, random),
                RelayEngine.AddressBook.asTold(),
                new StreamSeed(Duration.ZERO, PacketRates.UNBOUNDED, random::nextInt),
                new RelayEngine.Files(FileWorkers.threads(), new SoundLibrary(Runnable::run, Clock.systemUTC())));
    }

    /** Lets all ports go round once, so that they rest. */
    private static void rest(RelayEngine engine, RealLoop.Started started) throws Exception {
        try (MediaSession first = engine.open("first", NOBODY)) {
            while (true) first.stream(RealLoop.HERE);
        } catch (PortsExhaustedException _) {
            started.on(() -> {});
        }
    }

    private static long next(RealLoop.Started started) {
        AtomicLong next = new AtomicLong();
        try {
            started.on(() -> next.set(started.loop().clock().next()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return next.get();
    }

    @Test
    void one_that_another_thread_closes_just_then_does_not_begin_on_ports_that_are_given_back() throws Exception {
        try (RealLoop.Started started = RealLoop.EPOLL.start()) {
            Interrupted loop = new Interrupted(started.loop());
            RelayEngine engine = engine(loop);
            rest(engine, started);
            MediaSession second = engine.open("second", NOBODY);
            MediaStream stream = second.stream(RealLoop.HERE);
            loop.between = second::close;
            stream.stop();
            assertThat(next(started)).as("nothing is watched any more").isEqualTo(LoopClock.NEVER);
            assertThat(engine.figures().portsInUse()).isZero();
        }
    }

    @Test
    void what_another_thread_asks_just_then_finds_it_begun() throws Exception {
        try (RealLoop.Started started = RealLoop.EPOLL.start()) {
            Interrupted loop = new Interrupted(started.loop());
            RelayEngine engine = engine(loop);
            rest(engine, started);
            try (MediaSession second = engine.open("second", NOBODY)) {
                MediaStream stream = second.stream(RealLoop.HERE);
                assertThat(next(started)).as("it has not begun").isEqualTo(LoopClock.NEVER);
                AtomicLong watched = new AtomicLong(LoopClock.NEVER);
                loop.between = () -> {
                    stream.echo();
                    watched.set(next(started));
                };
                stream.stop();
                assertThat(watched.get()).as("watched from then on").isLessThan(LoopClock.NEVER);
            }
        }
    }

    @Test
    void one_that_another_thread_bridges_just_then_hears() throws Exception {
        try (RealLoop.Started started = RealLoop.EPOLL.start();
                DatagramSocket phone = new DatagramSocket(0, RealLoop.HERE)) {
            Interrupted loop = new Interrupted(started.loop());
            RelayEngine engine = engine(loop);
            rest(engine, started);
            try (MediaSession second = engine.open("second", NOBODY)) {
                MediaStream here = second.stream(RealLoop.HERE);
                MediaStream there = second.stream(RealLoop.HERE);
                here.stop();
                AtomicLong reached = new AtomicLong();
                loop.between = () -> {
                    second.bridge(here, there);
                    reached.set(reached(there, phone, started));
                };
                there.stop();
                assertThat(reached).hasValue(1);
            }
        }
    }

    /** How many packets it has been reached by once one has been sent to it. */
    private static long reached(MediaStream stream, DatagramSocket phone, RealLoop.Started started) {
        next(started); // what has been asked of it is done
        try {
            byte[] packet = new byte[172];
            packet[0] = (byte) 0x80; // RTP, PCMU
            phone.send(new DatagramPacket(packet, packet.length, stream.local()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // A turn takes all commands that come while it does, and looks at its sockets in the next one.
        for (int turn = 0; turn < 1_000 && reached(stream) == 0; turn++) next(started);
        return reached(stream);
    }

    private static long reached(MediaStream stream) {
        return stream.statistics().packetsReceived() + stream.statistics().strangers();
    }
}
