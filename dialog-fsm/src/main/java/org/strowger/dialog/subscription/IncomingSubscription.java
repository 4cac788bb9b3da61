package org.strowger.dialog.subscription;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.strowger.dialog.Subscription;
import org.strowger.dialog.SubscriptionTerms;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.message.DialogId;
import org.strowger.dialog.subscription.NotifierTable.Effect;
import org.strowger.dialog.subscription.NotifierTable.Event;
import org.strowger.dialog.subscription.NotifierTable.State;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.Timings;
import org.strowger.transaction.AnswerListener;
import org.strowger.transaction.ServerTransaction;

/** A subscription of a peer's, which is a dialog: the owner of a {@link NotifierTable}. Runs on its loop. */
final class IncomingSubscription implements Subscription, Effects<Effect>, AnswerListener {

    /** Longer is not waited for: it would keep what is old. */
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    private final DialogContext context;
    private final LiveSubscriptions others;
    final DialogId id;
    private final DialogSender sender;
    private final SubscriptionTerms terms;
    private final Owner owner;
    /** As the subscriber has written it, its id among it, which each NOTIFY repeats (RFC 6665 §8.2.1). */
    private final SipHeader event;

    private final Machine<State, Event, Effect> machine;

    private long seconds;
    private long untilNanos;
    /** Up to when the NOTIFYs that have been sent use up what may be sent (the generic cell rate algorithm). */
    private long spentNanos;

    private Duration delay = LONGEST_DELAY;
    private End end = End.TIMEOUT;
    private long version;

    /** @param seconds that are granted; 0 for a state that is fetched */
    IncomingSubscription(
            DialogContext context,
            LiveSubscriptions others,
            DialogId id,
            DialogSender sender,
            SubscriptionTerms terms,
            Owner owner,
            SipHeader event,
            long seconds) {
        this.context = context;
        this.others = others;
        this.id = id;
        this.sender = sender;
        this.terms = terms;
        this.owner = owner;
        this.event = event;
        this.machine = new Machine<>(
                NotifierTable.TABLE,
                context.loop,
                Timings.varying(NotifierTime.class, this::length),
                this,
                context.observer,
                this);
        this.spentNanos = context.loop.nanos();
        grant(seconds);
    }

    private void grant(long granted) {
        seconds = granted;
        untilNanos = context.loop.nanos() + Duration.ofSeconds(granted).toNanos();
    }

    private Duration length(NotifierTime time) {
        return switch (time) {
            case GRANTED -> Duration.ofSeconds(seconds);
            case GAP ->
                Timings.asked(
                        Duration.ofNanos(spentNanos - context.loop.nanos()).minus(saved()));
            case RETRY_AFTER -> delay;
        };
    }

    /** What may be sent in advance. */
    private Duration saved() {
        return terms.gap().multipliedBy(terms.burst() - 1L);
    }

    private void spend() {
        spentNanos = Math.max(spentNanos, context.loop.nanos()) + terms.gap().toNanos();
    }

    void begin(ServerTransaction subscribe) {
        machine.fire(seconds == 0 ? Event.FETCH : Event.GRANT, subscribe);
    }

    // ------------------------------------------------------------------ what its owner decides

    @Override
    public void changed() {
        if (!machine.isOver()) machine.post(Event.NEWS);
    }

    @Override
    public void end(End why) {
        if (!machine.isOver()) machine.post(Event.WITHDRAW, why);
    }

    // ------------------------------------------------------------------ what the peer wants

    /** Whether the subscriber has this tag. */
    boolean isOf(String tag) {
        return sender.dialog().remoteTag().equals(tag);
    }

    /** A request within the dialog. */
    void requested(ServerTransaction transaction) {
        SipRequest request = transaction.received();
        if (!sender.dialog().takes(request.cseq(), request.method())) {
            context.counters.outOfOrder.increment();
            answer(transaction, SipResponse.SERVER_INTERNAL_ERROR);
            return;
        }
        sender.met(transaction.wire());
        if (!request.method().equals(SipRequest.SUBSCRIBE)) answer(transaction, SipResponse.METHOD_NOT_ALLOWED);
        else if (!isThisEvent(request)) answer(transaction, SipResponse.BAD_EVENT);
        else refreshed(transaction, request);
    }

    // RFC 6665 §4.5.2 leaves several subscriptions in one dialog to those who can't do otherwise.
    private boolean isThisEvent(SipRequest request) {
        return request.header("Event")
                .filter(other -> other.value().equalsIgnoreCase(event.value()))
                .isPresent();
    }

    private void refreshed(ServerTransaction transaction, SipRequest request) {
        OptionalLong granted = terms.granted(request.expires());
        if (granted.isEmpty()) {
            transaction.respond(LiveSubscriptions.tooBrief(context, request, terms));
            return;
        }
        sender.follow(transaction);
        if (granted.getAsLong() > 0) grant(granted.getAsLong());
        else seconds = 0;
        machine.fire(seconds == 0 ? Event.UNSUBSCRIBE : Event.REFRESH, transaction);
    }

    private void answer(ServerTransaction transaction, int status) {
        SipResponse response = context.messages.answer(status, transaction.received(), id.localTag());
        if (status == SipResponse.METHOD_NOT_ALLOWED) response.add(SipHeader.of("Allow", SipRequest.SUBSCRIBE));
        if (status == SipResponse.BAD_EVENT) response.add(SipHeader.of("Allow-Events", type(event)));
        transaction.respond(response);
    }

    /** The name of the package alone. */
    static String type(SipHeader event) {
        String value = event.value();
        int parameters = value.indexOf(';');
        return parameters < 0 ? value : value.substring(0, parameters).strip();
    }

    // ------------------------------------------------------------------ what is done

    @Override
    public void perform(Effect effect, Object payload) {
        switch (effect) {
            case SEND_GRANTED -> granted((ServerTransaction) payload);
            case SEND_GONE -> answer((ServerTransaction) payload, SipResponse.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            case RENEW -> machine.post(Event.RENEWED);
            case NOTE_REASON -> end = (End) payload;
            case NOTE_DELAY -> putOff((Duration) payload);
            case NOTIFY -> notify("active;expires=" + secondsLeft());
            case NOTIFY_LAST -> notify("terminated;reason=" + end.reason());
            case CLOSE -> close();
        }
    }

    private void putOff(Duration by) {
        delay = by;
        context.tell(this, "anew", owner::anew);
    }

    private long secondsLeft() {
        return Math.max(0, Duration.ofNanos(untilNanos - context.loop.nanos()).toSeconds());
    }

    private void granted(ServerTransaction transaction) {
        SipResponse response = context.messages.answer(SipResponse.OK, transaction.received(), id.localTag());
        sender.sign(response);
        response.add(SipHeader.of("Expires", Long.toString(seconds)));
        owner.headers().forEach(response::add);
        context.tell(this, "anew", owner::anew);
        transaction.respond(response);
    }

    /** One that can't be sent is as good as unanswered. */
    private void notify(String standing) {
        boolean sent = false;
        try {
            tryNotify(standing);
            sent = true;
        } finally {
            if (!sent) nobodyListens();
        }
    }

    private void tryNotify(String standing) {
        List<SipHeader> headers = new ArrayList<>(3);
        headers.add(event);
        headers.add(SipHeader.of("Subscription-State", standing));
        headers.addAll(owner.headers());
        EventState[] now = {EventState.NONE};
        context.tell(this, "state", () -> now[0] = owner.state(version));
        version++;
        spend();
        sender.send(SipRequest.NOTIFY, headers, now[0].content(), this);
    }

    @Override
    public void answered(SipResponse response) {
        Optional<Duration> later = delay(response);
        if (response.status() < 300) machine.post(Event.NOTIFIED);
        else if (later.isPresent()) machine.post(Event.LATER, later.get());
        else nobodyListens();
    }

    /** RFC 6665 §4.2.2: a refusal that names a time leaves the subscription standing. */
    private static Optional<Duration> delay(SipResponse response) {
        if (response.status() == SipResponse.CALL_OR_TRANSACTION_DOES_NOT_EXIST) return Optional.empty();
        return response.header("Retry-After").map(header -> {
            String digits = header.value().replaceFirst("\\D.*", "");
            long asked = digits.isEmpty() || digits.length() > 9 ? LONGEST_DELAY.toSeconds() : Long.parseLong(digits);
            return Duration.ofSeconds(Math.clamp(asked, 1, LONGEST_DELAY.toSeconds()));
        });
    }

    @Override
    public void timedOut() {
        nobodyListens();
    }

    @Override
    public void transportFailed() {
        nobodyListens();
    }

    private void nobodyListens() {
        if (machine.state() != State.END_WAITING && machine.state() != State.LAST_SENT) end = End.NOBODY_LISTENS;
        machine.post(Event.NOBODY_LISTENS);
    }

    private void close() {
        sender.close();
        others.closed(this);
        context.loop.execute(() -> context.tell(this, "ended", () -> owner.ended(this, end)));
    }

    @Override
    public String toString() {
        return "subscription " + id.callId();
    }
}
