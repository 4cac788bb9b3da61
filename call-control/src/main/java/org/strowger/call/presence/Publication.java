package org.strowger.call.presence;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.call.presence.PublicationTable.Effect;
import org.strowger.call.presence.PublicationTable.Event;
import org.strowger.call.presence.PublicationTable.State;
import org.strowger.call.presence.PublicationTable.Time;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.MachineLog;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.Timings;

/** One state that a phone has published: the owner of a {@link PublicationTable}. Runs on its loop. */
final class Publication implements Effects<Effect> {

    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final MachineObserver OBSERVER = new MachineLog(LOG::isDebugEnabled, LOG::debug, LOG::warn);

    private final Publications others;
    private final String account;
    private final Machine<State, Event, Effect> machine;
    private PublishedPresence presence;
    private String tag = "";
    private long seconds;

    Publication(Publications others, Loop loop, String account, PublishedPresence first) {
        this.others = others;
        this.account = account;
        this.presence = first;
        this.machine = new Machine<>(
                PublicationTable.TABLE, loop, Timings.varying(Time.class, this::length), this, OBSERVER, this);
    }

    private Duration length(Time time) {
        return switch (time) {
            case GRANTED -> Duration.ofSeconds(seconds);
        };
    }

    String account() {
        return account;
    }

    String tag() {
        return tag;
    }

    PublishedPresence presence() {
        return presence;
    }

    void begin(Publish first) {
        seconds = first.seconds();
        machine.fire(Event.PUBLISH, first);
    }

    /** A PUBLISH that names its entity tag. */
    void republished(Publish again) {
        seconds = again.seconds();
        machine.fire(event(again), again);
    }

    private static Event event(Publish again) {
        if (again.seconds() == 0) return Event.REMOVE;
        return again.state().isPresent() ? Event.MODIFY : Event.REFRESH;
    }

    @Override
    public void perform(Effect effect, Object payload) {
        switch (effect) {
            case KEEP -> {
                presence = ((Publish) payload).state().orElse(presence);
                others.keep(this, (Publish) payload);
            }
            case ANSWER -> {
                tag = others.tag();
                ((Publish) payload).answered().accept(Publish.Answer.done(tag));
            }
            case RENEW -> machine.post(Event.RENEWED);
            case FORGET -> others.forget(this);
            case TELL_REMOVED -> others.tellEnded(this, "removed");
            case TELL_EXPIRED -> others.tellEnded(this, "expired");
        }
    }

    @Override
    public String toString() {
        return "publication of " + account;
    }
}
