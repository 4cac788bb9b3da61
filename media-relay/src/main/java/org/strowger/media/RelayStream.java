package org.strowger.media;

import java.net.InetSocketAddress;
import java.util.List;

/** A stream as the rest of the switch sees it: hands what is asked for to the {@link StreamPath} on the loop. Any thread. */
final class RelayStream implements MediaStream {

    private final RelaySession session;
    private final InetSocketAddress local;
    private final MediaLoop loop;
    private final MediaListener listener;
    private final int port;
    private final Tally<StreamCount> counted = new Tally<>(StreamCount.class);
    private final StreamPath path;

    RelayStream(
            RelaySession session,
            InetSocketAddress local,
            MediaLoop loop,
            MediaListener listener,
            RelayEngine.Leased leased,
            StreamSeed seed) {
        this.session = session;
        this.local = local;
        this.loop = loop;
        this.listener = listener;
        this.port = leased.port();
        this.path = new StreamPath(this, listener, loop, leased.pair(), seed);
        if (loop.submit(path::start)) return;
        leased.pair().rtp().close();
        leased.pair().rtcp().close();
        throw new IllegalStateException("the media engine is closed");
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public void remote(RemoteMedia remote) {
        loop.submit(() -> path.remote(remote));
    }

    @Override
    public Playback play(List<Prompt> prompts) {
        List<WavPrompt> ours = prompts.stream().map(RelayStream::ours).toList();
        RelayPlayback playback = new RelayPlayback();
        if (!loop.submit(() -> path.play(playback, ours))) listener.played(this, playback, Playback.End.STOPPED);
        return playback;
    }

    private static WavPrompt ours(Prompt prompt) {
        if (prompt instanceof WavPrompt known) return known;
        throw new IllegalArgumentException("a prompt that this engine did not read: " + prompt.file());
    }

    @Override
    public void echo() {
        loop.submit(path::echo);
    }

    @Override
    public void stop() {
        loop.submit(path::stop);
    }

    @Override
    public StreamStatistics statistics() {
        return StreamCount.statistics(counted);
    }

    @Override
    public void close() {
        loop.submit(this::closeOnLoop);
    }

    private void closeOnLoop() {
        if (path.close()) session.closed(this, port);
    }

    Tally<StreamCount> counted() {
        return counted;
    }

    StreamPath path() {
        return path;
    }

    MediaLoop loop() {
        return loop;
    }

    RelaySession session() {
        return session;
    }
}
