package org.strowger.directory.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.call.event.Happening;
import org.strowger.call.event.TrunkEvent;
import org.strowger.directory.Trunk;
import org.strowger.directory.TrunkAccount;
import org.strowger.directory.registration.RegistrationState.Standing;
import org.strowger.directory.registration.TrunkRegistrationTable.Effect;
import org.strowger.directory.registration.TrunkRegistrationTable.Event;
import org.strowger.directory.registration.TrunkRegistrationTable.State;
import org.strowger.directory.registration.TrunkRegistrationTable.Time;
import org.strowger.sip.Hop;
import org.strowger.sip.SipNetwork.NoListenerException;
import org.strowger.sip.digest.DigestClient;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.SipUri;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.MachineLog;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.Timings;
import org.strowger.transaction.AnswerListener;

/** The registration of one trunk: the owner of a {@link TrunkRegistrationTable}. Runs on its loop. */
final class TrunkRegistration {

    private static final Logger LOG = LoggerFactory.getLogger(TrunkRegistration.class);
    private static final MachineObserver OBSERVER = new MachineLog(LOG::isDebugEnabled, LOG::debug, LOG::warn);

    private static final Duration LEAST_MARGIN = Duration.ofSeconds(90);
    private static final Duration FAREWELL = Duration.ofSeconds(4);
    private static final long LONGEST_SECONDS = Duration.ofDays(7).toSeconds();
    private static final String LEFT = "";

    /** Why a try has come to nothing, and what the registrar asks for. */
    private record Setback(String why, Optional<Duration> retryAfter) {}

    /** What a 2xx has granted: for how many seconds, and by which routes calls go. */
    private record Grant(long seconds, List<SipUri> routes) {
        private static final Grant OF_NOTHING = new Grant(0, List.of());
    }

    private final Trunk trunk;
    private final TrunkAccount account;
    private final RegistrationSurroundings surroundings;
    private final String token;
    private final Runnable over;
    private final RegisterWriter writer;
    private final RegistrationPause pause;
    private final Machine<State, Event, Effect> machine;

    private RegistrationRound round;
    private @Nullable Attempt attempt;
    private Optional<Hop> standing = Optional.empty();
    private long asked;
    private long granted = 1;

    /** @param over run once it has left, or given up leaving */
    TrunkRegistration(
            Trunk trunk,
            TrunkAccount account,
            String token,
            RegistrationSurroundings surroundings,
            RandomGenerator random,
            Runnable over) {
        this.trunk = trunk;
        this.account = account;
        this.token = token;
        this.surroundings = surroundings;
        this.over = over;
        this.asked = account.expires().toSeconds();
        this.writer = new RegisterWriter(account, token, surroundings.network(), surroundings.ids(), random);
        this.pause = new RegistrationPause(random);
        this.round = newRound();
        this.machine = new Machine<>(
                TrunkRegistrationTable.TABLE,
                surroundings.loop(),
                Timings.varying(Time.class, this::length),
                this::perform,
                OBSERVER,
                this);
    }

    private RegistrationRound newRound() {
        return new RegistrationRound(
                account.way(trunk.transport()), SipUri.ofHost(account.domain()), writer::challenges);
    }

    void begin() {
        machine.fire(Event.BEGIN);
    }

    void stop() {
        if (!machine.isOver()) machine.post(Event.STOP);
    }

    private Duration length(Time time) {
        Duration all = Duration.ofSeconds(granted);
        Duration margin = margin(all);
        return switch (time) {
            case ALL_BUT_MARGIN -> all.minus(margin);
            case MARGIN -> margin;
            case PAUSE, LONG_PAUSE -> pause.chosen();
            case FAREWELL -> FAREWELL;
        };
    }

    /** Enough for a transaction that nobody answers and two more tries, where there is so much. */
    private static Duration margin(Duration all) {
        Duration tenth = all.dividedBy(10);
        Duration wanted = tenth.compareTo(LEAST_MARGIN) > 0 ? tenth : LEAST_MARGIN;
        Duration half = all.dividedBy(2);
        return wanted.compareTo(half) < 0 ? wanted : half;
    }

    private void perform(Effect effect, Object payload) {
        switch (effect) {
            case LOOK_UP -> {
                asked = account.expires().toSeconds();
                lookUp(newRound());
            }
            case LOOK_UP_ELSEWHERE -> lookUp((RegistrationRound) payload);
            case SEND -> {
                round.take((List<?>) payload, standing);
                send();
            }
            case SEND_TO_NEXT -> {
                round.turnToNext();
                send();
            }
            case SEND_AGAIN -> send((SipRequest) payload);
            case SEND_REMOVAL -> remove();
            case KEEP -> keep((Grant) payload);
            case REST -> rest((Setback) payload, pause.failed(((Setback) payload).retryAfter()));
            case REST_LONG -> rest((Setback) payload, pause.refused(((Setback) payload).retryAfter()));
            case TELL_REGISTERED -> registered();
            case TELL_AT_RISK -> atRisk();
            case TELL_RESTING -> lost(Standing.RESTING, state().refusal());
            case TELL_REFUSED -> lost(Standing.REFUSED, state().refusal());
            case TELL_EXPIRED -> expired();
            case END -> end();
        }
    }

    // ------------------------------------------------------------------ the way there

    private void lookUp(RegistrationRound next) {
        round = next;
        attempt = null;
        RegistrationState before = state();
        show(before.underWay().now(before.isRegistered() ? before.standing() : Standing.TRYING, now()));
        surroundings.resolver().resolve(next.way(), surroundings.loop(), hops -> found(next, hops));
    }

    private void found(RegistrationRound of, List<Hop> hops) {
        if (of != round || machine.isOver()) return;
        if (!hops.isEmpty()) machine.fire(Event.HOPS, hops);
        else
            machine.fire(
                    Event.NO_HOPS,
                    new Setback(
                            of.way().host() + " can't be looked up: see the registrar's name and the DNS of this host",
                            Optional.empty()));
    }

    // ------------------------------------------------------------------ REGISTER

    private void send() {
        Hop hop = round.hop();
        show(state().at(hop.transport().parameter() + " "
                + hop.address().getAddress().getHostAddress() + ":"
                + hop.address().getPort()));
        try {
            send(writer.register(round.registrar(), writer.contact(hop), asked, List.of()));
        } catch (NoListenerException e) {
            attempt = null;
            failed(String.valueOf(e.getMessage()));
        }
    }

    private void send(SipRequest register) {
        Attempt now = new Attempt();
        attempt = now;
        surroundings.transactions().send(register, round.hop(), Optional.empty(), now);
    }

    private void remove() {
        attempt = null;
        asked = 0;
        round.leaves(standing);
        show(state().underWay().now(Standing.LEAVING, now()));
        if (round.hasHop()) send();
        else machine.post(Event.GRANTED, Grant.OF_NOTHING);
    }

    /** Told of the REGISTER that is under way; nobody listens to an earlier one. */
    private final class Attempt implements AnswerListener {
        @Override
        public void answered(SipResponse response) {
            if (this == attempt) judge(response);
        }

        @Override
        public void timedOut() {
            if (this == attempt)
                failed("no answer from " + state().registrar() + ": see its address and the firewalls between");
        }

        @Override
        public void transportFailed() {
            if (this == attempt) failed(state().registrar() + " can't be reached: see its address, port and transport");
        }
    }

    private void failed(String why) {
        machine.post(round.hasNext() ? Event.NEXT_HOP : Event.FAILURE, new Setback(why, round.retryAfter()));
    }

    private void judge(SipResponse response) {
        int status = response.status();
        if (status < 300) granted(response);
        else if (status < 400) redirected(response);
        else if (status == SipResponse.UNAUTHORIZED || status == SipResponse.PROXY_AUTHENTICATION_REQUIRED)
            challenged(response);
        else if (status == SipResponse.INTERVAL_TOO_BRIEF) tooBrief(response);
        else refused(response);
    }

    private void granted(SipResponse response) {
        if (asked == 0) {
            machine.post(Event.GRANTED, Grant.OF_NOTHING);
            return;
        }
        long seconds = RegisterAnswer.granted(response, token, asked).orElse(0L);
        if (seconds <= 0) {
            machine.post(
                    Event.FAILURE,
                    new Setback(
                            "the registrar's " + status(response) + " does not list our contact", Optional.empty()));
            return;
        }
        List<SipUri> strays = RegisterAnswer.strays(response, writer.contact(round.hop()));
        if (!strays.isEmpty() && round.mayChange())
            machine.post(Event.AGAIN, writer.register(round.registrar(), writer.contact(round.hop()), asked, strays));
        else
            machine.post(
                    Event.GRANTED,
                    new Grant(Math.min(seconds, LONGEST_SECONDS), RegisterAnswer.serviceRoute(response)));
    }

    private void redirected(SipResponse response) {
        Optional<SipUri> target = RegisterAnswer.elsewhere(response);
        if (target.isPresent() && round.mayChange()) machine.post(Event.REDIRECTED, round.redirected(target.get()));
        else
            machine.post(
                    Event.REFUSAL,
                    new Setback("the registrar's " + status(response) + " leads nowhere", Optional.empty()));
    }

    private void challenged(SipResponse response) {
        DigestClient.Verdict verdict = round.meets(response);
        if (verdict == DigestClient.Verdict.ANSWERED && round.mayChange())
            machine.post(
                    Event.AGAIN, writer.register(round.registrar(), writer.contact(round.hop()), asked, List.of()));
        else
            machine.post(
                    Event.REFUSAL,
                    new Setback(
                            verdict == DigestClient.Verdict.REJECTED
                                    ? "the registrar does not take our credentials (" + status(response)
                                            + "): see 'auth-user' and 'password'"
                                    : "the registrar's " + status(response) + " asks for nothing that we can answer",
                            Optional.empty()));
    }

    private void tooBrief(SipResponse response) {
        Optional<Long> least = RegisterAnswer.least(response).filter(more -> more > asked && more <= LONGEST_SECONDS);
        if (asked > 0 && least.isPresent() && round.mayChange()) {
            asked = least.get();
            machine.post(
                    Event.AGAIN, writer.register(round.registrar(), writer.contact(round.hop()), asked, List.of()));
        } else
            machine.post(
                    Event.REFUSAL,
                    new Setback("the registrar wants another 'expires' (" + status(response) + ")", Optional.empty()));
    }

    private void refused(SipResponse response) {
        Optional<Duration> retryAfter = RegisterAnswer.retryAfter(response);
        String why = "the registrar says " + status(response);
        switch (RegisterAnswer.eventOf(response.status())) {
            case NEXT_HOP -> {
                retryAfter.ifPresent(round::comesAgainAfter);
                failed(why);
            }
            case FAILURE -> machine.post(Event.FAILURE, new Setback(why, retryAfter));
            default ->
                machine.post(
                        Event.REFUSAL, new Setback(why + ": see 'user' and 'domain', or ask the provider", retryAfter));
        }
    }

    private static String status(SipResponse response) {
        return (response.status() + " " + response.reason()).strip();
    }

    // ------------------------------------------------------------------ what comes of it

    private void keep(Grant grant) {
        pause.succeeded();
        granted = grant.seconds();
        standing = Optional.of(round.hop());
        attempt = null;
        surroundings.registered().stands(trunk, new RegisteredTrunks.Way(round.hop(), grant.routes()));
        Duration all = Duration.ofSeconds(granted);
        show(state().granted(now(), all, now().plus(length(Time.ALL_BUT_MARGIN)))
                .now(Standing.REGISTERED, now()));
    }

    private void registered() {
        publish(new TrunkEvent.TrunkRegistered(
                trunk.name(), account.aor().toString(), state().registrar(), Duration.ofSeconds(granted)));
    }

    private void rest(Setback setback, Duration length) {
        attempt = null;
        show(state().failed(setback.why(), now().plus(length)));
    }

    private void atRisk() {
        show(state().now(Standing.AT_RISK, now()));
        LOG.atWarn()
                .addKeyValue("trunk", trunk.name())
                .log(
                        "the registration is not refreshed: {}; tried again in {} s",
                        state().refusal(),
                        pause.chosen().toSeconds());
    }

    private void expired() {
        boolean waits = machine.state() == State.AT_RISK;
        String refusal = state().refusal();
        lost(
                waits ? Standing.RESTING : Standing.TRYING,
                "not refreshed before its end" + (refusal.isEmpty() ? "" : ": " + refusal));
    }

    private void lost(Standing now, String why) {
        standing = Optional.empty();
        surroundings.registered().lost(trunk);
        RegistrationState left = state().lost().now(now, now());
        show(left);
        Optional<Duration> again = left.next().map(next -> Duration.between(now(), next));
        publish(new TrunkEvent.TrunkUnregistered(trunk.name(), account.aor().toString(), why, again));
    }

    private void end() {
        attempt = null;
        if (machine.state() == State.LEAVING)
            publish(new TrunkEvent.TrunkUnregistered(trunk.name(), account.aor().toString(), LEFT, Optional.empty()));
        over.run();
    }

    private void publish(Happening what) {
        surroundings.events().publish(what);
    }

    private RegistrationState state() {
        return surroundings.registered().state(trunk);
    }

    private void show(RegistrationState state) {
        surroundings.registered().changes(state);
    }

    private Instant now() {
        return surroundings.time().instant();
    }

    @Override
    public String toString() {
        return "registration of trunk " + trunk.name();
    }
}
