package org.strowger.rtp.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.strowger.rtp.LoopCount;
import org.strowger.statemachine.Lifeline;

/** The loops on real sockets, for tests that all of them are to pass. */
public enum RealLoop {
    EPOLL {
        @Override
        ThreadLoop made(int tos) throws IOException {
            return new EpollLoop("epoll", tos, new Lifeline());
        }
    },
    NIO {
        @Override
        ThreadLoop made(int tos) throws IOException {
            return new NioLoop("nio", tos, new Lifeline());
        }
    };

    public static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    abstract ThreadLoop made(int tos) throws IOException;

    /** Starts one, whose packets carry DSCP EF. */
    public Started start() throws IOException {
        ThreadLoop loop = made(0xB8);
        loop.start();
        return new Started(loop);
    }

    /** An even port that is free just now, as the one above it. */
    public static int freePair() throws IOException {
        for (; ; ) {
            try (DatagramSocket one = new DatagramSocket(new InetSocketAddress(HERE, 0))) {
                int port = one.getLocalPort() & ~1;
                if (port != one.getLocalPort()) continue;
                try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(HERE, port + 1))) {
                    return other.getLocalPort() - 1;
                } catch (IOException taken) {
                    // the next, then
                }
            }
        }
    }

    /** A loop that runs. */
    public record Started(ThreadLoop loop) implements AutoCloseable {

        /** Does this on the loop, and returns when it is done. */
        public void on(Runnable task) throws InterruptedException {
            CountDownLatch done = new CountDownLatch(1);
            loop.submit(() -> {
                task.run();
                done.countDown();
            });
            assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
        }

        long count(LoopCount of) {
            return loop.counters().read(of);
        }

        @Override
        public void close() {
            loop.close();
        }
    }
}
