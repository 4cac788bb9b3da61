package org.strowger.call.program;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.strowger.audio.sound.Playlist;
import org.strowger.call.Caller;
import org.strowger.call.CallerLocation;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.DialOutcome;
import org.strowger.call.Leg;
import org.strowger.call.OfferedChange;
import org.strowger.call.PlayOptions;
import org.strowger.call.Sound;
import org.strowger.call.Talk;
import org.strowger.call.hunt.QueueSounds;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.leg.DialogKey;
import org.strowger.call.talk.Conversation;
import org.strowger.call.talk.DialSounds;
import org.strowger.call.talk.Replacement;
import org.strowger.directory.Account;
import org.strowger.directory.CallQueue;

/**
 * What a call does about its legs, as its program sees it: whom it dials, bridges, transfers, parks. Runs on the call's
 * thread.
 */
interface ProgramLegs extends ProgramVerbs {

    @Override
    default DialOutcome dial(Destination destination, DialOptions options) {
        loadSounds(destination);
        Optional<Playlist> ringback = playlist(options.ringback(), PlayOptions.FOR_EVER);
        Optional<Playlist> announce = playlist(options.announce(), PlayOptions.ONCE);
        return perform(
                reply -> live().connections().dial(destination, options, new DialSounds(ringback, announce), reply));
    }

    @Override
    default Leg callerLeg() {
        return new ProgramLeg(this, live(), live().caller(), caller().number());
    }

    @Override
    default Leg call(Destination destination, DialOptions options) {
        CalleeLeg leg = perform(reply -> live().connections().call(destination, options, reply));
        return new ProgramLeg(this, live(), leg, leg.party());
    }

    @Override
    default Talk bridge(Leg one, Leg other) {
        if (!(one instanceof ProgramLeg first && other instanceof ProgramLeg second) || first.leg() == second.leg())
            throw new IllegalArgumentException("bridge wants two legs of this call");
        ProgramTalk.TalkOver over = new ProgramTalk.TalkOver();
        Conversation talk =
                perform(reply -> reply.done(live().connections().bridge(first.leg(), second.leg(), over::over)));
        return new ProgramTalk(this, talk, over);
    }

    @Override
    default DialOutcome transfer(Destination destination, DialOptions options) {
        return perform(reply -> live().connections().transfer(destination, options, reply));
    }

    @Override
    default DialOutcome park(String slot, Optional<Duration> patience, List<Sound> music) {
        Playlist played = fetched(music, PlayOptions.FOR_EVER);
        return perform(reply -> live().connections().park(slot, patience, played, reply));
    }

    @Override
    default DialOutcome pickup(String what) {
        return perform(reply -> live().connections().pickup(what, reply));
    }

    /** The caller takes the place of a leg of another call, and this one ends with that talk. */
    default void replaces(DialogKey dialog) {
        perform(_ -> new Replacement(live(), dialog).start());
    }

    @Override
    default boolean knowsGroup(String name) {
        return live().home().directory().groups().containsKey(name);
    }

    @Override
    default void location(CallerLocation where) {
        perform(reply -> {
            live().onward().location(where);
            reply.done(true);
        });
    }

    @Override
    default Map<String, String> civicAddressOf(Caller whose) {
        return live().home()
                .directory()
                .account(whose.account().orElse(live().request().caller().number()))
                .map(Account::location)
                .orElse(Map.of());
    }

    @Override
    default void onOffer(Consumer<OfferedChange> watcher) {
        perform(reply -> {
            live().watchOffers(watcher);
            reply.done(true);
        });
    }

    /** Files are read here, where somebody may wait for them, not on the loop. */
    private void loadSounds(Destination destination) {
        for (String name : destination.queues()) {
            CallQueue queue = live().home().directory().queues().get(name);
            if (queue == null) continue;
            QueueSounds loaded = elsewhere(
                    MOST_FETCHING, () -> QueueSounds.load(queue, live().home().shelf()::prompt));
            perform(reply -> {
                live().connections().queueSounds(name, loaded);
                reply.done(true);
            });
        }
    }

    private Optional<Playlist> playlist(List<Sound> sounds, PlayOptions options) {
        return sounds.isEmpty() ? Optional.empty() : Optional.of(fetched(sounds, options));
    }
}
