package org.strowger.media.relay;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.AudioFilter;
import org.strowger.audio.AudioSink;
import org.strowger.audio.AudioSource;
import org.strowger.audio.Digits;
import org.strowger.audio.Taps;
import org.strowger.audio.sound.Playlist;
import org.strowger.audio.sound.PromptReel;
import org.strowger.media.AudioSide;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaStream;
import org.strowger.media.Playback;
import org.strowger.media.Recording;
import org.strowger.media.RecordingPlan;
import org.strowger.media.RemoteMedia;
import org.strowger.media.Tap;
import org.strowger.rtp.StreamCount;
import org.strowger.rtp.StreamSeed;
import org.strowger.rtp.StreamStatistics;
import org.strowger.rtp.Tally;
import org.strowger.rtp.loop.MediaLoop;

/** A stream as the rest of the switch sees it: hands what is asked for to the {@link StreamPath} on the loop. Any thread. */
final class RelayStream implements MediaStream {

    private final RelaySession session;
    private final InetSocketAddress local;
    private final MediaLoop loop;
    private final MediaListener listener;
    private final RelayEngine.Leased ports;
    private final Tally<StreamCount> counted = new Tally<>(StreamCount.class);
    private final StreamPath path;

    RelayStream(
            RelaySession session,
            InetSocketAddress local,
            MediaLoop loop,
            MediaListener listener,
            RelayEngine.Leased ports,
            StreamSeed seed) {
        this.session = session;
        this.local = local;
        this.loop = loop;
        this.listener = listener;
        this.ports = ports;
        this.path = new StreamPath(this, listener, loop, ports.pair(), seed, counted);
        if (loop.submit(path::start)) return;
        ports.pair().close();
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
    public Playback play(Playlist playlist) {
        PromptReel reel = new PromptReel(playlist);
        return play(reel, new ReelPlayback(reel));
    }

    @Override
    public Playback play(AudioSource source) {
        return play(source, new RelayPlayback());
    }

    private Playback play(AudioSource source, Playback playback) {
        if (!loop.submit(() -> path.mode().play(playback, source)))
            listener.played(this, playback, Playback.End.STOPPED);
        return playback;
    }

    @Override
    public Tap converse(AudioSource source) {
        loop.submit(() -> path.mode().converse(source));
        return () -> loop.submit(() -> path.mode().endConversation(source));
    }

    @Override
    public Tap listen(AudioSide side, AudioSink sink) {
        return tap(side, taps -> taps.add(sink));
    }

    @Override
    public Tap filter(AudioSide side, AudioFilter filter) {
        return tap(side, taps -> taps.add(filter));
    }

    private Tap tap(AudioSide side, Function<Taps, Object> put) {
        AtomicReference<@Nullable Object> stage = new AtomicReference<>();
        loop.submit(() -> {
            stage.set(put.apply(path.taps().at(side)));
            path.retap();
        });
        return () -> loop.submit(() -> {
            Object there = stage.getAndSet(null);
            if (there == null) return;
            path.taps().at(side).remove(there);
            path.retap();
        });
    }

    @Override
    public Recording record(RecordingPlan plan, Recording.Listener told) {
        return Recorder.start(this, loop, plan, session.workers(), told);
    }

    @Override
    public void press(char digit, Duration length) {
        if (!Digits.isDigit(digit)) throw new IllegalArgumentException("'" + digit + "' is no digit: 0-9, *, #, A-D");
        loop.submit(() -> path.digits().press(digit, length));
    }

    @Override
    public void echo() {
        loop.submit(path.mode()::echo);
    }

    @Override
    public void stop() {
        loop.submit(path.mode()::silence);
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
        if (path.mode().close()) session.closed(this, ports);
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
