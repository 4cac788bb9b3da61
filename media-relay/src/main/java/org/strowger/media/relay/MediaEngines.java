package org.strowger.media.relay;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.audio.sound.SoundLibrary;
import org.strowger.media.MediaBackend;
import org.strowger.media.MediaEngine;
import org.strowger.media.MediaSettings;
import org.strowger.media.memory.InMemoryMedia;
import org.strowger.rtp.StreamSeed;
import org.strowger.rtp.loop.EpollLoop;
import org.strowger.rtp.loop.NioLoop;
import org.strowger.rtp.loop.PortPool;
import org.strowger.rtp.loop.Posix;
import org.strowger.rtp.loop.ThreadLoop;
import org.strowger.statemachine.Lifeline;

/** Starts engines on real sockets and the wall clock; {@link InMemoryMedia} is the one for tests. */
public final class MediaEngines {

    private static final Logger LOG = LoggerFactory.getLogger(MediaEngines.class);

    private MediaEngines() {}

    /**
     * Starts the loops and says in the log, and by {@link MediaEngine#backend}, how they talk to their sockets. No port
     * is opened before a stream needs it.
     *
     * @throws IOException if an address to bind is not this host's, or the backend asked for does not run here
     */
    public static MediaEngine start(MediaSettings settings) throws IOException {
        return start(settings, new Lifeline());
    }

    /**
     * The same, and loops that end unasked are seen.
     *
     * @param lifeline told of them
     * @throws IOException as above
     */
    public static MediaEngine start(MediaSettings settings, Lifeline lifeline) throws IOException {
        BindAddresses addresses = new BindAddresses(settings.bind());
        MediaBackend backend = chosen(settings.backend());
        SecureRandom random = new SecureRandom();
        List<ThreadLoop> loops = new ArrayList<>();
        try {
            for (int i = 0; i < settings.loops(); i++)
                loops.add(loop(backend, "media-loop-" + i, settings.tos(), lifeline));
        } catch (IOException e) {
            loops.forEach(ThreadLoop::release);
            throw e;
        }
        loops.forEach(ThreadLoop::start);
        LOG.info("media: {} on {} loops, ports {}", backend, loops.size(), settings.ports());
        return new RelayEngine(
                backend.name().toLowerCase(Locale.ROOT),
                loops,
                new PortPool(settings.ports(), System::nanoTime, random, OpenFiles.restingPairs()),
                addresses,
                new StreamSeed(settings.timeout(), settings.rates(), random::nextInt),
                new RelayEngine.Files(
                        FileWorkers.threads(), new SoundLibrary(MediaEngines::inBackground, Clock.systemUTC())));
    }

    private static void inBackground(Runnable decoding) {
        Thread.ofVirtual().name("media-decoding").start(decoding);
    }

    private static MediaBackend chosen(MediaBackend asked) throws IOException {
        if (asked == MediaBackend.EPOLL && !Posix.isHere())
            throw new IOException("the media backend EPOLL needs Linux on x86-64 or AArch64; choose NIO or AUTO");
        if (asked != MediaBackend.AUTO) return asked;
        return Posix.isHere() && nativeAccess() ? MediaBackend.EPOLL : MediaBackend.NIO;
    }

    /** Whether this JVM lets us call the C library at all. */
    private static boolean nativeAccess() {
        try {
            return Posix.works();
        } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
            LOG.warn("media: no native access, NIO it is; start Java with --enable-native-access=ALL-UNNAMED", e);
            return false;
        }
    }

    private static ThreadLoop loop(MediaBackend backend, String name, int tos, Lifeline lifeline) throws IOException {
        return backend == MediaBackend.NIO ? new NioLoop(name, tos, lifeline) : new EpollLoop(name, tos, lifeline);
    }
}
