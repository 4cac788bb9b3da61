package org.strowger.media.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaStream;
import org.strowger.rtp.PortClaim;
import org.strowger.rtp.PortsExhaustedException;
import org.strowger.rtp.loop.MediaLoop;

/** Hands what is asked for to the loop. Any thread. */
final class RelaySession implements MediaSession {

    private final RelayEngine engine;
    private final int loopNumber;
    private final MediaLoop loop;
    private final String callId;
    private final PortClaim claim;
    private final MediaListener listener;
    private final Set<RelayStream> streams = new CopyOnWriteArraySet<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    RelaySession(
            RelayEngine engine,
            int loopNumber,
            MediaLoop loop,
            String callId,
            PortClaim claim,
            MediaListener listener) {
        this.engine = engine;
        this.loopNumber = loopNumber;
        this.loop = loop;
        this.callId = callId;
        this.claim = claim;
        this.listener = listener;
    }

    @Override
    public MediaStream stream(InetAddress local) throws PortsExhaustedException {
        if (closed.get()) throw closedAlready();
        if (engine.isClosed()) throw new IllegalStateException("the media engine is closed");
        RelayStream stream = engine.lease(
                loop,
                local,
                claim,
                leased -> new RelayStream(
                        this, new InetSocketAddress(local, leased.port()), loop, listener, leased, engine.seed()));
        streams.add(stream);
        // The session may have been closed while the ports were being bound, and would not know of this stream.
        if (closed.get()) {
            stream.close();
            throw closedAlready();
        }
        return stream;
    }

    private IllegalStateException closedAlready() {
        return new IllegalStateException("the media session of " + callId + " is closed");
    }

    @Override
    public void bridge(MediaStream one, MediaStream other) {
        RelayStream here = mine(one);
        RelayStream there = mine(other);
        if (here == there) throw new IllegalArgumentException("a stream can not be bridged with itself; echo it");
        if (!there.isAsked()) return;
        here.ask(() -> {
            there.path().start();
            here.path().mode().bridge(there.path().mode());
        });
    }

    @Override
    public void unbridge(MediaStream stream) {
        RelayStream mine = mine(stream);
        mine.ask(mine.path().mode()::unbridge);
    }

    private RelayStream mine(MediaStream stream) {
        if (stream instanceof RelayStream known && known.session() == this) return known;
        throw new IllegalArgumentException("a stream of another session");
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) return;
        engine.closed(this, loopNumber);
        List.copyOf(streams).forEach(RelayStream::close);
    }

    /** Where its recordings are written. */
    FileWorkers workers() {
        return engine.workers();
    }

    /** On the loop, when nothing comes from its ports or goes there any more. */
    void closed(RelayStream stream, RelayEngine.Leased ports) {
        streams.remove(stream);
        engine.release(ports);
    }

    /** Nothing was ever asked of it. Any thread. */
    void unused(RelayStream stream, RelayEngine.Leased ports) {
        streams.remove(stream);
        engine.releaseUnused(ports);
    }

    @Override
    public String toString() {
        return callId;
    }
}
