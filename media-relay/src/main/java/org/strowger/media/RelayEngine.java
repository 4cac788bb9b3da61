package org.strowger.media;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.strowger.media.MediaLoop.PortTakenException;
import org.strowger.media.MediaSession.PortsExhaustedException;

/** The engine over any kind of loop. Any thread. */
final class RelayEngine implements MediaEngine {

    private final String backend;
    private final List<? extends MediaLoop> loops;
    private final PortPool pool;
    private final AddressBook addresses;
    private final StreamSeed seed;
    private final PromptCache prompts = new PromptCache();
    private final AtomicInteger nextLoop = new AtomicInteger();
    private final Set<RelaySession> sessions = ConcurrentHashMap.newKeySet();

    /** Which address to bind for the one that peers are told. */
    interface AddressBook {
        InetAddress forLocal(InetAddress local);

        void forget(InetAddress local);

        /** Binds what peers are told. */
        static AddressBook asTold() {
            return new AddressBook() {
                @Override
                public InetAddress forLocal(InetAddress local) {
                    return local;
                }

                @Override
                public void forget(InetAddress local) {}
            };
        }
    }

    RelayEngine(
            String backend, List<? extends MediaLoop> loops, PortPool pool, AddressBook addresses, StreamSeed seed) {
        this.backend = backend;
        this.loops = List.copyOf(loops);
        this.pool = pool;
        this.addresses = addresses;
        this.seed = seed;
    }

    @Override
    public String backend() {
        return backend;
    }

    @Override
    public MediaSession open(String callId, MediaListener listener) {
        MediaLoop loop = loops.get(Math.floorMod(nextLoop.getAndIncrement(), loops.size()));
        RelaySession session = new RelaySession(this, loop, callId, listener);
        sessions.add(session);
        return session;
    }

    @Override
    public Prompt prompt(Path file) throws IOException {
        return prompts.prompt(file);
    }

    @Override
    public MediaFigures figures() {
        return new MediaFigures(
                sessions.size(),
                pool.leased(),
                pool.resting(),
                pool.free(),
                sum(c -> c.received.read()),
                sum(c -> c.sent.read()),
                sum(c -> c.dropped.read()));
    }

    private long sum(ToLongFunction<LoopCounters> figure) {
        return loops.stream().map(MediaLoop::counters).mapToLong(figure).sum();
    }

    @Override
    public void close() {
        List.copyOf(sessions).forEach(RelaySession::close);
        loops.forEach(MediaLoop::close);
    }

    StreamSeed seed() {
        return seed;
    }

    void closed(RelaySession session) {
        sessions.remove(session);
    }

    void release(int port) {
        pool.release(port);
    }

    /** A pair bound on the loop, as its even port and what is made of it. */
    <T> T lease(MediaLoop loop, InetAddress local, Function<Leased, T> use) throws PortsExhaustedException {
        for (; ; ) {
            int port = pool.lease();
            try {
                return use.apply(new Leased(port, bind(loop, local, port)));
            } catch (PortTakenException e) {
                pool.setAside(port);
            } catch (IOException e) {
                pool.giveBack(port);
                addresses.forget(local);
                throw new PortsExhaustedException("no media port can be opened: " + e.getMessage());
            }
        }
    }

    /** An even port, and it and the odd one above it bound. */
    record Leased(int port, PortPair pair) {}

    private PortPair bind(MediaLoop loop, InetAddress local, int port) throws IOException {
        InetAddress address = addresses.forLocal(local);
        DatagramPort rtp = loop.open(address, port);
        try {
            return new PortPair(rtp, loop.open(address, port + 1));
        } catch (IOException e) {
            rtp.close();
            throw e;
        }
    }
}
