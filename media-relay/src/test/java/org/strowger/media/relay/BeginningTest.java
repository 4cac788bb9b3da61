package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.strowger.rtp.StreamSeed;
import org.strowger.rtp.Tally;
import org.strowger.rtp.loop.DatagramPort;
import org.strowger.rtp.loop.LoopClock;
import org.strowger.rtp.loop.MediaLoop;
import org.strowger.rtp.loop.PortPool;
import org.strowger.rtp.loop.RealLoop;

/** A stream on ports that have rested begins with the first thing that is asked of it, whoever else asks something then. */
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

    @Test
    void one_that_another_thread_closes_just_then_does_not_begin_on_ports_that_are_given_back() throws Exception {
        int number = RealLoop.freePair();
        try (RealLoop.Started started = RealLoop.EPOLL.start()) {
            Interrupted loop = new Interrupted(started.loop());
            SplittableRandom random = new SplittableRandom(1);
            RelayEngine engine = new RelayEngine(
                    "epoll",
                    List.of(loop),
                    new PortPool(
                            new MediaPorts(number, number + 1, 0, Duration.ofSeconds(5)), System::nanoTime, random),
                    RelayEngine.AddressBook.asTold(),
                    new StreamSeed(Duration.ZERO, PacketRates.UNBOUNDED, random::nextInt),
                    new RelayEngine.Files(FileWorkers.threads(), new SoundLibrary(Runnable::run, Clock.systemUTC())));
            try (MediaSession first = engine.open("first", NOBODY)) {
                first.stream(RealLoop.HERE);
            }
            started.on(() -> {});
            MediaSession second = engine.open("second", NOBODY);
            MediaStream stream = second.stream(RealLoop.HERE);
            loop.between = second::close;
            stream.stop();
            AtomicLong next = new AtomicLong();
            started.on(() -> next.set(loop.clock().next()));
            assertThat(engine.figures().portsInUse()).isZero();
            assertThat(next).as("nothing is watched any more").hasValue(LoopClock.NEVER);
        }
    }
}
