package org.strowger.directory.liveness;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.call.event.Happening;
import org.strowger.call.event.RegistrationEvent;
import org.strowger.dialog.LoneRequest;
import org.strowger.directory.Binding;
import org.strowger.directory.Contacts;
import org.strowger.directory.RegistrarSettings.KeepAlive;
import org.strowger.directory.Target;
import org.strowger.directory.liveness.ContactLivenessTable.Effect;
import org.strowger.directory.liveness.ContactLivenessTable.Event;
import org.strowger.directory.liveness.ContactLivenessTable.State;
import org.strowger.directory.liveness.ContactLivenessTable.Time;
import org.strowger.directory.liveness.Reachability.Standing;
import org.strowger.sip.message.NameAddress;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.SipUri;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.MachineLog;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.Timings;
import org.strowger.transaction.AnswerListener;

/** Whether one registered contact is there: the owner of a {@link ContactLivenessTable}. Runs on its loop. */
final class ContactLiveness {

    private static final Logger LOG = LoggerFactory.getLogger(ContactLiveness.class);
    private static final MachineObserver OBSERVER = new MachineLog(LOG::isDebugEnabled, LOG::debug, LOG::warn);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final WatchedContacts.Key key;
    private final WatchSurroundings surroundings;
    private final RandomGenerator random;
    private final Runnable over;
    private final Machine<State, Event, Effect> machine;
    private Binding binding;
    private KeepAlive pace;
    private Reachability now = Reachability.REGISTERED;
    private @Nullable Question question;
    private boolean isFirst = true;

    /** @param over run once it is asked no longer */
    ContactLiveness(
            WatchedContacts.Key key,
            Binding binding,
            KeepAlive pace,
            WatchSurroundings surroundings,
            RandomGenerator random,
            Runnable over) {
        this.key = key;
        this.binding = binding;
        this.pace = pace;
        this.surroundings = surroundings;
        this.random = random;
        this.over = over;
        this.machine = new Machine<>(
                ContactLivenessTable.TABLE,
                surroundings.loop(),
                Timings.varying(Time.class, this::length),
                this::perform,
                OBSERVER,
                this);
    }

    void begin() {
        show(now);
        machine.fire(Event.BEGIN);
    }

    /** How it stands in the store: what was renewed since it was last looked at has registered. */
    void stands(Binding stored, KeepAlive paceNow) {
        pace = paceNow;
        if (stored.equals(binding)) return;
        binding = stored;
        machine.post(Event.REGISTERED);
    }

    void gone() {
        if (!machine.isOver()) machine.post(Event.GONE);
    }

    // Those that register together, as after a restart of ours, are asked each at its own time.
    private Duration length(Time time) {
        if (time == Time.PAUSE) return PAUSE;
        long millis = pace.every().toMillis();
        long least = isFirst ? 1 : millis - millis / 5;
        isFirst = false;
        return Duration.ofMillis(random.nextLong(least, millis + 1));
    }

    private void perform(Effect effect, Object payload) {
        switch (effect) {
            case ASK -> ask();
            case NOTE_ANSWER -> show(now.answered((Duration) payload));
            case NOTE_SILENCE -> {
                question = null;
                show(now.silent());
            }
            case FORGET -> {
                question = null;
                show(now.now(Standing.REACHABLE));
            }
            case TELL_UNREACHABLE -> {
                show(now.now(Standing.UNREACHABLE));
                publish(new RegistrationEvent.ContactUnreachable(
                        key.aor(), binding.contact(), source(), now.unanswered()));
            }
            case TELL_REACHABLE ->
                publish(new RegistrationEvent.ContactReachable(key.aor(), binding.contact(), source()));
            case END -> {
                question = null;
                surroundings.watched().gone(key);
                over.run();
            }
        }
    }

    // Whoever expires says nothing: it is seen when its turn comes.
    private void ask() {
        Optional<Target> target = surroundings.locations().lookup(key.aor()).stream()
                .filter(stored -> WatchedContacts.Key.of(key.aor(), stored).equals(key))
                .findFirst()
                .flatMap(this::target);
        if (target.isEmpty()) {
            machine.post(Event.GONE);
            return;
        }
        Question asked = new Question(surroundings.loop().nanos());
        question = asked;
        surroundings.dialogs().send(options(target.get()), asked);
    }

    private Optional<Target> target(Binding stored) {
        return Contacts.target(
                key.aor(),
                stored,
                surroundings.directory().domain(),
                surroundings.settings().contacts());
    }

    private LoneRequest options(Target target) {
        NameAddress us =
                NameAddress.of(SipUri.ofHost(surroundings.directory().domain()).toString());
        return LoneRequest.bare(
                SipRequest.OPTIONS,
                target.uri(),
                us,
                NameAddress.of(target.to().toString()),
                target.fixedHop().orElseThrow(),
                target.flow());
    }

    /** Told of the OPTIONS that is under way; nobody listens to an earlier one. */
    private final class Question implements AnswerListener {
        private final long since;

        Question(long since) {
            this.since = since;
        }

        // Whatever it says, it is there: phones refuse OPTIONS while they are busy (§11.2).
        @Override
        public void answered(SipResponse response) {
            if (this != question) return;
            question = null;
            machine.post(Event.ANSWER, Duration.ofNanos(surroundings.loop().nanos() - since));
        }

        @Override
        public void timedOut() {
            silence();
        }

        @Override
        public void transportFailed() {
            silence();
        }

        private void silence() {
            if (this == question)
                machine.post(now.unanswered() + 1 < pace.unanswered() ? Event.SILENCE : Event.LAST_SILENCE);
        }
    }

    private String source() {
        return binding.flow().remote().toString();
    }

    private void publish(Happening what) {
        surroundings.events().publish(what);
    }

    private void show(Reachability other) {
        now = other;
        surroundings.watched().is(key, other);
    }

    @Override
    public String toString() {
        return "contact " + binding.contact() + " of " + key.aor();
    }
}
