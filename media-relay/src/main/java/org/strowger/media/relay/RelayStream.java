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

/**
 * A stream as the rest of the switch sees it: hands what is asked for to the {@link StreamPath} on the loop. What comes
 * there first lets it begin, so that the loop is not woken before there is something to do; until then what comes to
 * its ports is dropped as while they rested. Ports that are bound anew are to be watched, and begin at once. Any
 * thread.
 */
final class RelayStream implements MediaStream {

    private enum Stage {
        OPENED,
        BEGUN,
        CLOSED
    }

    private final RelaySession session;
    private final InetSocketAddress local;
    private final MediaLoop loop;
    private final MediaListener listener;
    private final RelayEngine.Leased ports;
    private final Tally<StreamCount> counted = new Tally<>(StreamCount.class);
    private final StreamPath path;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.OPENED);

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
        if (!ports.lease().isReused()) ask(() -> {});
    }

    /** Hands a command to the loop; false if the stream is closed, or its loop has ended. */
    boolean ask(Runnable command) {
        return isAsked()
                && loop.submit(() -> {
                    path.start();
                    command.run();
                });
    }

    /** Something is asked of it, so that its path is to start on the loop; false if it is closed. */
    boolean isAsked() {
        return stage.compareAndSet(Stage.OPENED, Stage.BEGUN) || stage.get() == Stage.BEGUN;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public void remote(RemoteMedia remote) {
        ask(() -> path.remote(remote));
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
        if (!ask(() -> path.mode().play(playback, source))) stopped(playback);
        return playback;
    }

    /** What is asked of a stream that is over is told after all that was asked before. */
    private void stopped(Playback playback) {
        Runnable told = () -> listener.played(this, playback, Playback.End.STOPPED);
        if (!loop.submit(told)) told.run();
    }

    @Override
    public Tap converse(AudioSource source) {
        ask(() -> path.mode().converse(source));
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
        AtomicReference<@Nullable Object> there = new AtomicReference<>();
        ask(() -> {
            there.set(put.apply(path.taps().at(side)));
            path.retap();
        });
        return () -> loop.submit(() -> {
            Object tapped = there.getAndSet(null);
            if (tapped == null) return;
            path.taps().at(side).remove(tapped);
            path.retap();
        });
    }

    @Override
    public Recording record(RecordingPlan plan, Recording.Listener told) {
        return plan.isPictures()
                ? PictureRecorder.start(this, plan, session.workers(), told)
                : Recorder.start(this, loop, plan, session.workers(), told);
    }

    @Override
    public void press(char digit, Duration length) {
        if (!Digits.isDigit(digit)) throw new IllegalArgumentException("'" + digit + "' is no digit: 0-9, *, #, A-D");
        ask(() -> path.digits().press(digit, length));
    }

    @Override
    public void echo() {
        ask(path.mode()::echo);
    }

    @Override
    public void stop() {
        ask(path.mode()::silence);
    }

    @Override
    public StreamStatistics statistics() {
        return StreamCount.statistics(counted);
    }

    @Override
    public void close() {
        if (stage.compareAndSet(Stage.OPENED, Stage.CLOSED)) session.unused(this, ports);
        else if (stage.compareAndSet(Stage.BEGUN, Stage.CLOSED)) loop.submit(this::closeOnLoop);
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
