package org.strowger.call.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.call.core.ExchangeServices;
import org.strowger.call.event.InstantMessageEvent;
import org.strowger.call.message.KeptMessagesTable.Effect;
import org.strowger.call.message.KeptMessagesTable.Event;
import org.strowger.call.message.KeptMessagesTable.State;
import org.strowger.call.message.KeptMessagesTable.Time;
import org.strowger.call.setup.MessageSettings;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.MachineLog;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.Timings;

/** What is kept for one account: the owner of a {@link KeptMessagesTable}. Runs on its loop. */
final class AccountMessages implements Effects<Effect> {

    /** Octets of the messages of an account: 128 KiB. */
    static final int MOST_OCTETS = 128 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(AccountMessages.class);
    private static final MachineObserver OBSERVER = new MachineLog(LOG::isDebugEnabled, LOG::debug, LOG::warn);

    private final KeptMessages others;
    private final ExchangeServices home;
    private final MessageSettings settings;
    private final String account;
    private final Machine<State, Event, Effect> machine;
    private final Deque<InstantMessage> messages = new ArrayDeque<>(1);
    private int octets;

    AccountMessages(KeptMessages others, String account) {
        this.others = others;
        this.home = others.home;
        this.settings = home.settings().messages();
        this.account = account;
        this.machine = new Machine<>(
                KeptMessagesTable.TABLE, home.loop(), Timings.varying(Time.class, this::length), this, OBSERVER, this);
    }

    private Duration length(Time time) {
        return switch (time) {
            case LEFT -> Timings.asked(Duration.between(home.now(), firstToExpire()));
        };
    }

    private Instant firstToExpire() {
        return messages.stream()
                .map(this::until)
                .min(Instant::compareTo)
                .orElse(Instant.MAX); // there is one while the time runs
    }

    private Instant until(InstantMessage message) {
        return message.until(settings.time());
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Keeps a message behind the others, or says why not. */
    Optional<String> keep(InstantMessage message, KeptMessages.Reason why) {
        int weight = message.weight();
        if (messages.size() >= settings.most() || octets + weight > MOST_OCTETS)
            return Optional.of("as much is kept for it as may be");
        if (!others.book.take(weight)) return Optional.of("as much is kept for all as may be");
        messages.add(message);
        octets += weight;
        home.publish(new InstantMessageEvent.MessageKept(message.from(), account));
        machine.fire(Event.KEPT);
        switch (why) {
            // A phone may have come since somebody looked, or may be there that hasn't taken those before.
            case NOBODY, BEHIND -> machine.fire(Event.CAME);
            case SILENCE -> {}
        }
        return Optional.empty();
    }

    void phonesChanged() {
        machine.fire(Event.CAME);
    }

    @Override
    public void perform(Effect effect, Object payload) {
        switch (effect) {
            case RENEW -> machine.post(Event.RENEWED);
            case LOOK -> look();
            case SEND -> new Delivery(home, messages.getFirst().dated(), this::delivered).start();
            case TELL_DELIVERED -> {
                InstantMessage first = remove();
                home.publish(new InstantMessageEvent.MessageDelivered(
                        first.from(), account, Duration.between(first.sent(), home.now())));
            }
            case TELL_REFUSED -> tellUndelivered(remove(), ((Outcome.Refused) payload).why());
            case FORGET -> others.forget(account);
        }
    }

    private void delivered(Outcome outcome) {
        Event event = switch (outcome) {
            case Outcome.Taken _ -> Event.TAKEN;
            case Outcome.Refused _ -> Event.REFUSED;
            case Outcome.Nobody _, Outcome.Silence _ -> Event.UNANSWERED;
        };
        machine.post(event, outcome);
    }

    private InstantMessage remove() {
        InstantMessage first = messages.removeFirst();
        released(first);
        return first;
    }

    private void look() {
        Instant now = home.now();
        messages.removeIf(message -> isOver(message, now));
        machine.post(messages.isEmpty() ? Event.NONE : Event.MORE);
    }

    private boolean isOver(InstantMessage message, Instant now) {
        if (until(message).isAfter(now)) return false;
        released(message);
        tellUndelivered(message, "expired");
        return true;
    }

    private void released(InstantMessage message) {
        octets -= message.weight();
        others.book.give(message.weight());
    }

    private void tellUndelivered(InstantMessage message, String why) {
        home.publish(new InstantMessageEvent.MessageUndelivered(message.from(), account, why));
    }

    @Override
    public String toString() {
        return "messages kept for " + account;
    }
}
