package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.strowger.media.MediaBackend;
import org.strowger.media.MediaEngine;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.Playback;
import org.strowger.rtp.PortsExhaustedException;

/** Nothing is left behind, and what others hold is left alone. */
@Isolated("it counts the files that the process has open")
class LeftoversTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int SESSIONS = 1_000;

    /** Descriptors that two loops have for themselves. */
    private static final int OF_LOOPS = 6;

    private static final MediaListener NOBODY = new MediaListener() {
        @Override
        public void played(MediaStream stream, Playback playback, Playback.End end) {}

        @Override
        public void timedOut(MediaStream stream, Duration silence) {}
    };

    private static MediaSettings ports(int first, int last) {
        return MediaSettings.defaults().withPorts(first, last).withLoops(2);
    }

    private static long descriptors() throws Exception {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MediaBackend.class,
            names = {"EPOLL", "NIO"})
    void a_thousand_sessions_leave_no_port_and_no_descriptor(MediaBackend backend) throws Exception {
        // What the JDK opens once for itself is opened before we count.
        MediaEngines.start(ports(27_400, 27_499).withBackend(backend)).close();
        long before = descriptors();
        MediaEngine engine =
                MediaEngines.start(ports(27_400, 27_499).withBackend(backend).withQuarantine(Duration.ZERO));
        List<MediaSession> open = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            MediaSession session = engine.open("call-" + i, NOBODY);
            MediaStream one = session.stream(LOOPBACK);
            MediaStream other = session.stream(LOOPBACK);
            session.bridge(one, other);
            open.add(session);
            if (open.size() == 10) {
                open.forEach(MediaSession::close);
                open.clear();
                awaitNoPorts(engine);
            }
        }
        assertThat(engine.figures().sessions()).isZero();
        assertThat(engine.figures().portsInUse()).isZero();
        assertThat(engine.figures().portsKept())
                .isEqualTo((int) engine.figures().portsBound());
        assertThat(descriptors())
                .isLessThanOrEqualTo(before + OF_LOOPS + 2L * engine.figures().portsKept());
        engine.close();
        assertThat(descriptors()).isEqualTo(before);
    }

    private static void awaitNoPorts(MediaEngine engine) {
        long until = System.nanoTime() + 5_000_000_000L;
        while (engine.figures().portsInUse() > 0 && System.nanoTime() < until) Thread.onSpinWait();
    }

    @Test
    void what_rests_is_a_quarter_of_the_files_that_may_be_open() {
        List<String> limits = List.of(
                "Limit                     Soft Limit           Hard Limit           Units     ",
                "Max processes             31000                31000                processes ",
                "Max open files            1024                 524288               files     ");
        assertThat(OpenFiles.most(limits)).isEqualTo(1024);
        assertThat(OpenFiles.restingPairs(1024)).isEqualTo(128);
        assertThat(OpenFiles.most(List.of("Max open files            unlimited  unlimited  files")))
                .isPositive();
        assertThat(OpenFiles.restingPairs()).isPositive();
    }

    @Test
    void closing_the_engine_closes_what_is_open() throws Exception {
        // What a process opens once and keeps, such as the source of random numbers.
        try (MediaEngine first = MediaEngines.start(ports(27_500, 27_599))) {
            first.open("call", NOBODY).stream(LOOPBACK);
        }
        long before = descriptors();
        MediaEngine engine = MediaEngines.start(ports(27_500, 27_599));
        MediaStream stream = engine.open("call", NOBODY).stream(LOOPBACK);
        int port = stream.local().getPort();
        engine.close();
        assertThat(descriptors()).isEqualTo(before);
        assertThat(engine.figures().portsInUse()).isZero();
        new DatagramSocket(new InetSocketAddress(LOOPBACK, port)).close();
        stream.stop();
    }

    @ParameterizedTest
    @EnumSource(
            value = MediaBackend.class,
            names = {"EPOLL", "NIO"})
    void pairs_of_which_another_socket_holds_one_are_passed_over(MediaBackend backend) throws Exception {
        try (DatagramSocket even = new DatagramSocket(new InetSocketAddress(LOOPBACK, 27_600));
                DatagramSocket odd = new DatagramSocket(new InetSocketAddress(LOOPBACK, 27_603));
                MediaEngine engine = MediaEngines.start(ports(27_600, 27_605).withBackend(backend))) {
            MediaSession session = engine.open("call", NOBODY);
            assertThat(session.stream(LOOPBACK).local().getPort()).isEqualTo(27_604);
            assertThatThrownBy(() -> session.stream(LOOPBACK))
                    .isInstanceOf(PortsExhaustedException.class)
                    .hasMessageContaining("2 taken by other processes");
            assertThat(engine.figures().portsInUse()).isEqualTo(1);
            assertThat(engine.figures().portsBound()).isEqualTo(1);
            assertThat(engine.figures().portsQuarantined()).isEqualTo(2);
            assertThat(even.isBound() && odd.isBound()).isTrue();
        }
    }

    @Test
    void an_address_that_is_not_ours_is_told_to_peers_but_the_wildcard_is_bound() throws Exception {
        InetAddress outside = InetAddress.ofLiteral("203.0.113.1");
        try (MediaEngine engine = MediaEngines.start(ports(27_700, 27_701))) {
            MediaStream stream = engine.open("call", NOBODY).stream(outside);
            assertThat(stream.local()).isEqualTo(new InetSocketAddress(outside, 27_700));
            assertThatThrownBy(() -> new DatagramSocket(new InetSocketAddress(LOOPBACK, 27_700)))
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void an_address_to_bind_that_is_not_ours_is_refused_at_the_start() {
        MediaSettings settings = MediaSettings.defaults().withBind(List.of(InetAddress.ofLiteral("203.0.113.1")));
        assertThatThrownBy(() -> MediaEngines.start(settings))
                .hasMessage("media can not bind 203.0.113.1: it is no address of this host; name one that is, or none");
    }

    @Test
    void a_closed_session_takes_no_stream_and_a_stream_no_other_sessions_peer() throws Exception {
        try (MediaEngine engine = MediaEngines.start(ports(27_800, 27_899))) {
            MediaSession session = engine.open("call-7", NOBODY);
            MediaStream mine = session.stream(LOOPBACK);
            MediaStream foreign = engine.open("call-8", NOBODY).stream(LOOPBACK);
            assertThatThrownBy(() -> session.bridge(mine, foreign)).hasMessage("a stream of another session");
            assertThatThrownBy(() -> session.bridge(mine, mine)).isInstanceOf(IllegalArgumentException.class);
            session.close();
            assertThatThrownBy(() -> session.stream(LOOPBACK)).hasMessage("the media session of call-7 is closed");
        }
    }
}
