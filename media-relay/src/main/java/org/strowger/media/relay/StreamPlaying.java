package org.strowger.media.relay;

import org.strowger.audio.AudioSource;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaStream;
import org.strowger.media.Playback;
import org.strowger.media.relay.StreamPlayingTable.Effect;
import org.strowger.media.relay.StreamPlayingTable.Event;
import org.strowger.media.relay.StreamPlayingTable.State;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.MachineObserver;

/**
 * What is played to a stream's peer, and who is told how that ended ({@link StreamPlayingTable}). Runs on the stream's
 * loop.
 */
final class StreamPlaying implements Effects<Effect> {

    private static final Playback NOTHING = new RelayPlayback();

    private final StreamPath path;
    private final MediaStream stream;
    private final MediaListener listener;
    private final Machine<State, Event, Effect> machine;
    private Playback latest = NOTHING;

    StreamPlaying(StreamPath path, MediaStream stream, MediaListener listener) {
        this.path = path;
        this.stream = stream;
        this.listener = listener;
        this.machine = new Machine<>(StreamPlayingTable.TABLE, this, MachineObserver.STRICT, this);
    }

    /** What is to be played, and how it sounds. */
    private record Order(Playback playback, AudioSource source) {}

    /** Read for each packet. */
    boolean isPlaying() {
        return machine.state() == State.PLAYING;
    }

    void play(Playback next, AudioSource source) {
        machine.fire(path.canSpeak() ? Event.PLAY : Event.PLAY_UNSPEAKABLE, new Order(next, source));
    }

    void finished() {
        machine.fire(Event.FINISHED);
    }

    void stop() {
        machine.fire(Event.STOP);
    }

    void close() {
        machine.fire(Event.CLOSE);
    }

    @Override
    public void perform(Effect effect, Object payload) {
        switch (effect) {
            case BEGIN -> begin((Order) payload);
            case FALL_SILENT -> path.stopPlaying();
            case TELL_STOPPED -> tellOfLatest(Playback.End.STOPPED);
            case TELL_FINISHED -> tellOfLatest(Playback.End.FINISHED);
            case TELL_NO_CODEC -> listener.played(stream, ((Order) payload).playback(), Playback.End.NO_CODEC);
            case TELL_TOO_LATE -> listener.played(stream, ((Order) payload).playback(), Playback.End.STOPPED);
        }
    }

    private void tellOfLatest(Playback.End end) {
        Playback ended = latest;
        latest = NOTHING;
        listener.played(stream, ended, end);
    }

    private void begin(Order order) {
        latest = order.playback();
        path.play(order.source());
    }
}
