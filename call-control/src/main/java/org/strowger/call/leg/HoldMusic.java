package org.strowger.call.leg;

import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.strowger.audio.sound.Playlist;
import org.strowger.call.event.CallEvent;

/**
 * Who of two that talk has put the other on hold, and what that one hears meanwhile. A party that is told
 * {@code inactive} listens to nothing, and is played nothing. Runs on the call's loop.
 */
final class HoldMusic {

    private final Optional<Playlist> music;
    /** Most talk on. */
    private Set<CallLeg> holding = Collections.emptySet();

    private Set<CallLeg> entertained = Collections.emptySet();

    /** @param music without end; empty for silence */
    HoldMusic(Optional<Playlist> music) {
        this.music = music;
    }

    /** The session of both may have changed. */
    void changed(CallLeg one, CallLeg other) {
        tell(one);
        tell(other);
        entertain(other, one);
        entertain(one, other);
    }

    /** They talk no longer, or not with each other. */
    void ends() {
        Set.copyOf(entertained).forEach(this::silence);
    }

    private void tell(CallLeg leg) {
        String call = leg.call.id();
        if (leg.media.isHolding() && holding.isEmpty()) holding = HashSet.newHashSet(2);
        if (leg.media.isHolding() && holding.add(leg)) leg.call.publish(new CallEvent.CallHeld(call, leg.name));
        if (!leg.media.isHolding() && holding.remove(leg)) leg.call.publish(new CallEvent.CallResumed(call, leg.name));
    }

    private void entertain(CallLeg leg, CallLeg holder) {
        boolean listens = holding.contains(holder) && leg.media.isListening();
        if (listens && entertained.isEmpty()) entertained = HashSet.newHashSet(2);
        if (!listens) silence(leg);
        else if (music.isPresent() && leg.media.audio().isPresent() && entertained.add(leg))
            leg.media.audio().get().play(music.get());
    }

    private void silence(CallLeg leg) {
        if (entertained.remove(leg)) leg.call.silence(leg);
    }
}
