package org.strowger.media.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;
import org.strowger.audio.sound.SoundLibrary;
import org.strowger.media.MediaEngine;
import org.strowger.media.MediaFigures;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaRoom;
import org.strowger.media.MediaSession;
import org.strowger.media.RoomSettings;
import org.strowger.rtp.LoopCount;
import org.strowger.rtp.PortClaim;
import org.strowger.rtp.PortsExhaustedException;
import org.strowger.rtp.StreamSeed;
import org.strowger.rtp.loop.MediaLoop;
import org.strowger.rtp.loop.MediaLoop.PortTakenException;
import org.strowger.rtp.loop.PortLease;
import org.strowger.rtp.loop.PortPair;
import org.strowger.rtp.loop.PortPool;
import org.strowger.rtp.loop.PortSpot;

/** The engine over any kind of loop. Any thread. */
public final class RelayEngine implements MediaEngine {

    /** So many sessions keep a loop busy for some 20 % of a core. */
    private static final int WELL_FILLED = 500;

    private final String backend;
    private final List<? extends MediaLoop> loops;
    private final PortPool pool;
    private final AddressBook addresses;
    private final StreamSeed seed;
    private final SoundLibrary sounds;
    private final FileWorkers workers;
    private final AtomicIntegerArray sessionsByLoop;
    private final Set<RelaySession> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Knows which local address is to be bound for the address that peers are told in SDP. */
    public interface AddressBook {
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

    public RelayEngine(
            String backend,
            List<? extends MediaLoop> loops,
            PortPool pool,
            AddressBook addresses,
            StreamSeed seed,
            Files files) {
        this.backend = backend;
        this.loops = List.copyOf(loops);
        this.sessionsByLoop = new AtomicIntegerArray(loops.size());
        this.pool = pool;
        this.addresses = addresses;
        this.seed = seed;
        this.workers = files.workers;
        this.sounds = files.sounds;
    }

    /** What sounds are read from and written to. */
    public record Files(FileWorkers workers, SoundLibrary sounds) {}

    @Override
    public MediaRoom room(RoomSettings settings, MediaRoom.Listener listener) {
        return new RelayRoom(settings, listener, workers);
    }

    @Override
    public String backend() {
        return backend;
    }

    @Override
    public MediaSession open(String callId, PortClaim claim, MediaListener listener) {
        int loop = chooseLoop();
        sessionsByLoop.incrementAndGet(loop);
        RelaySession session = new RelaySession(this, loop, loops.get(loop), callId, claim, listener);
        sessions.add(session);
        return session;
    }

    @Override
    public SoundLibrary sounds() {
        return sounds;
    }

    FileWorkers workers() {
        return workers;
    }

    @Override
    public MediaFigures figures() {
        return new MediaFigures(
                sessions.size(),
                pool.leased(),
                pool.resting(),
                pool.free(),
                pool.wentOutEarly(),
                pool.kept(),
                pool.bound(),
                sum(LoopCount.RECEIVED),
                sum(LoopCount.SENT),
                sum(LoopCount.DROPPED),
                sum(LoopCount.EXCESS),
                sum(LoopCount.PRESSES_IGNORED),
                sum(LoopCount.FAULTS));
    }

    /**
     * The first that is not well filled, else the one with the fewest sessions. A loop wakes up once for all packets
     * that wait: few busy loops do the same work in fewer wake-ups than many idle ones.
     */
    private int chooseLoop() {
        int fewest = 0;
        for (int i = 0; i < loops.size(); i++) {
            int sessionsThere = sessionsByLoop.get(i);
            if (sessionsThere < WELL_FILLED) return i;
            if (sessionsThere < sessionsByLoop.get(fewest)) fewest = i;
        }
        return fewest;
    }

    private long sum(LoopCount figure) {
        return loops.stream().mapToLong(loop -> loop.counters().read(figure)).sum();
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(sessions).forEach(RelaySession::close);
        loops.forEach(MediaLoop::close);
    }

    boolean isClosed() {
        return closed;
    }

    StreamSeed seed() {
        return seed;
    }

    void closed(RelaySession session, int loop) {
        sessions.remove(session);
        sessionsByLoop.decrementAndGet(loop);
    }

    /** Takes back what a stream had, on its loop. */
    void release(Leased leased) {
        pool.release(leased.lease, leased.pair);
    }

    /** Takes back what a stream had that never began. Any thread. */
    void releaseUnused(Leased leased) {
        pool.releaseUnused(leased.lease, leased.pair);
    }

    /**
     * Leases a pair of ports on the loop and makes something of it; a pair that another process holds is set aside and
     * the next one tried.
     */
    <T> T lease(MediaLoop loop, InetAddress local, PortClaim claim, Function<Leased, T> use)
            throws PortsExhaustedException {
        PortSpot spot = new PortSpot(loop, addresses.forLocal(local));
        for (; ; ) {
            PortLease lease = pool.lease(claim, spot);
            PortPair sockets;
            try {
                sockets = lease.sockets();
            } catch (PortTakenException e) {
                pool.setAside(lease);
                continue;
            } catch (IOException e) {
                pool.giveBack(lease);
                if (pool.closeKept()) continue; // there may be as many open files as the process may have
                addresses.forget(local);
                throw new PortsExhaustedException("no media port can be opened: " + e.getMessage());
            }
            return use.apply(new Leased(lease, sockets));
        }
    }

    /** A pair of ports and its sockets. */
    record Leased(PortLease lease, PortPair pair) {

        int port() {
            return lease.port();
        }
    }
}
