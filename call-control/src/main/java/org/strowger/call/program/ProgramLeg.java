package org.strowger.call.program;

import java.util.List;
import org.strowger.audio.sound.Playlist;
import org.strowger.call.Call;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.DialOutcome;
import org.strowger.call.Leg;
import org.strowger.call.PlayOptions;
import org.strowger.call.Sound;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.live.LiveCall;
import org.strowger.media.Playback;

/** A leg as the program sees it. Lives on the call's thread; its leg is touched on the loop alone. */
final class ProgramLeg implements Leg {

    private final ProgramVerbs program;
    private final LiveCall live;
    private final CallLeg leg;
    private final String party;

    ProgramLeg(ProgramVerbs program, LiveCall live, CallLeg leg, String party) {
        this.program = program;
        this.live = live;
        this.leg = leg;
        this.party = party;
    }

    CallLeg leg() {
        return leg;
    }

    @Override
    public String name() {
        return leg.name;
    }

    @Override
    public String party() {
        return party;
    }

    @Override
    public void play(List<String> files) {
        Playlist playlist = program.fetched(files.stream().map(Sound::named).toList(), PlayOptions.ONCE);
        Playback.End end = program.<Playback.End>perform(reply -> live.media().play(leg, playlist, reply));
        if (end == Playback.End.NO_CODEC)
            throw new Call.PlayFailed("play " + files + ": " + name() + " takes no codec that can be played");
    }

    @Override
    public DialOutcome transferTo(Destination destination, DialOptions options) {
        return program.perform(reply -> live.connections().transferLeg(leg, destination, options, reply));
    }

    @Override
    public void hangup() {
        program.perform(reply -> {
            leg.release();
            leg.conversation().ifPresent(talk -> talk.left(leg));
            reply.done(true);
        });
    }

    @Override
    public String toString() {
        return party;
    }
}
