package org.strowger.call.hunt;

import java.util.List;
import org.strowger.audio.sound.Playlist;
import org.strowger.audio.sound.Prompt;
import org.strowger.call.core.Reply;
import org.strowger.call.sound.HoldTone;
import org.strowger.directory.CallQueue;
import org.strowger.media.Playback;
import org.strowger.statemachine.OneShot;

/** What a caller hears who waits in a queue: music without end, and now and then its place. Runs on the call's loop. */
final class WaitingMusic implements AutoCloseable {

    private final HuntContext call;
    private final CallQueue queue;
    private final QueueSounds sounds;
    private final OneShot end = new OneShot();
    private int position = 1;

    WaitingMusic(HuntContext call, CallQueue queue, QueueSounds sounds) {
        this.call = call;
        this.queue = queue;
        this.sounds = sounds;
    }

    void start() {
        announce();
    }

    void position(int place) {
        position = place;
    }

    @Override
    public void close() {
        end.finish(() -> call.media().silence(call.caller()));
    }

    private void announce() {
        if (end.isOver()) return;
        List<Prompt> spoken = sounds.announcement(queue, position);
        if (spoken.isEmpty()) play();
        else play(spoken);
        queue.announceEvery().ifPresent(every -> end.runs(call.after(every, this::announce)));
    }

    private void play() {
        if (end.isOver()) return;
        if (sounds.music().isEmpty()) call.caller().media.audio().ifPresent(stream -> stream.play(new HoldTone()));
        else play(sounds.music());
    }

    /** Then music, again and again; what is stopped for something else is not taken up. */
    private void play(List<Prompt> prompts) {
        call.media().play(call.caller(), Playlist.of(prompts), new Reply<>() {
            @Override
            public void done(Playback.End end) {
                if (end == Playback.End.FINISHED) play();
            }

            @Override
            public void failed(RuntimeException why) {}
        });
    }
}
