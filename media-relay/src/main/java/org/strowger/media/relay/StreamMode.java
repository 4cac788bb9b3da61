package org.strowger.media.relay;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.AudioSource;
import org.strowger.media.Playback;
import org.strowger.media.relay.StreamModeTable.Effect;
import org.strowger.media.relay.StreamModeTable.Event;
import org.strowger.media.relay.StreamModeTable.State;
import org.strowger.rtp.loop.DatagramPort;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.MachineObserver;

/**
 * What a stream does now, and what is asked of it ({@link StreamModeTable}). The path of a packet reads where this
 * stands; it moves only where the mode changes. A partner is of the same loop. Runs on that loop.
 */
final class StreamMode implements Effects<Effect> {

    private final StreamPath path;
    private final StreamPlaying playing;
    private final Machine<State, Event, Effect> machine;
    private @Nullable StreamPath partner;

    StreamMode(StreamPath path, StreamPlaying playing) {
        this.path = path;
        this.playing = playing;
        this.machine = new Machine<>(StreamModeTable.TABLE, this, MachineObserver.STRICT, this);
    }

    // Read for each packet

    State state() {
        return machine.state();
    }

    /** The other side of the bridge. */
    @Nullable
    StreamPath partner() {
        return partner;
    }

    boolean isClosed() {
        return machine.isOver();
    }

    /** Who is shown the peer's pictures, which go where its sound goes; null if nobody is. */
    @Nullable
    VideoPath pictured() {
        StreamPath to = machine.state() == State.ECHOING ? path : partner;
        VideoPath shown = to == null ? null : to.video();
        return shown == null || !shown.isOn() ? null : shown;
    }

    boolean isTranscoding() {
        return machine.state() == State.TRANSCODING;
    }

    boolean isPlaying() {
        return playing.isPlaying();
    }

    // What packets ask for

    void audioIsNeeded() {
        machine.fire(Event.AUDIO_NEEDED);
    }

    void packetsDo() {
        machine.fire(Event.PACKETS_DO);
    }

    // What the switch asks for

    void bridge(StreamMode other) {
        if (machine.isOver() || other.machine.isOver()) return;
        try {
            machine.fire(Event.BRIDGE, other.path);
        } finally {
            other.machine.fire(Event.BRIDGE, path);
        }
    }

    void unbridge() {
        machine.fire(Event.UNBRIDGE);
    }

    /**
     * Lets the peer hear this source, and us hear the peer by {@link StreamPath#hearing}, until something else is asked
     * for: a conference, a voice agent. Ends a bridge.
     */
    void converse(AudioSource toPeer) {
        machine.fire(path.isSaying(toPeer) ? Event.CONVERSE_ON : Event.CONVERSE, toPeer);
    }

    /** Ends a conversation with this, if there is one. */
    void endConversation(AudioSource source) {
        if (path.isSaying(source)) machine.fire(Event.END_CONVERSATION);
    }

    void echo() {
        machine.fire(Event.ECHO);
    }

    /** Plays something, and tells the listener once how that ended. */
    void play(Playback next, AudioSource source) {
        machine.fire(Event.PLAY);
        playing.play(next, source);
    }

    /** What was played has come to its end. */
    void played() {
        playing.finished();
    }

    /** Ends playing and echo. */
    void silence() {
        machine.fire(Event.STOP);
    }

    /**
     * Whatever is played or said here has thrown for too long: it ends, and the packets go on. An open bridge finds its
     * way to audio again with the next packet that needs it.
     */
    void giveUpAudio() {
        machine.fire(Event.GIVE_UP);
    }

    /** False if it was closed before. */
    boolean close() {
        if (machine.isOver()) return false;
        machine.fire(Event.CLOSE);
        return true;
    }

    // What is done for it

    @Override
    public void perform(Effect effect, Object payload) {
        switch (effect) {
            case STOP_PLAYING -> playing.stop();
            case READ_AT_TICKS -> path.pace(DatagramPort.Pace.AT_TICKS);
            case READ_AT_ONCE -> path.pace(DatagramPort.Pace.AT_ONCE);
            case SAY -> path.converse((AudioSource) payload);
            case STOP_SAYING -> path.stopSaying();
            case JOIN -> join((StreamPath) payload);
            case TELL_PARTNER -> partnersMode().machine.fire(Event.PARTED);
            case LEAVE -> leave();
            case LET_PARTNER_SAY -> there().say(path.hearing());
            case STOP_PARTNER_SAYING -> there().stopSaying();
            case RELIEVE_PARTNER -> partnersMode().packetsDo();
            case SAY_GOODBYE -> path.sayGoodbye();
            case RELEASE -> {
                playing.close();
                path.release();
            }
        }
    }

    private StreamPath there() {
        return Objects.requireNonNull(partner);
    }

    private StreamMode partnersMode() {
        return there().mode();
    }

    private void join(StreamPath other) {
        partner = other;
        path.joined(other);
    }

    private void leave() {
        partner = null;
        path.parted();
    }
}
