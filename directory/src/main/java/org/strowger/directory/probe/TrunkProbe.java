package org.strowger.directory.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.call.event.TrunkEvent;
import org.strowger.directory.Trunk;
import org.strowger.directory.probe.TrunkProbeTable.Effect;
import org.strowger.directory.probe.TrunkProbeTable.Event;
import org.strowger.directory.probe.TrunkProbeTable.State;
import org.strowger.directory.probe.TrunkProbeTable.Time;
import org.strowger.directory.probe.TrunkStanding.Reach;
import org.strowger.sip.Hop;
import org.strowger.sip.message.NameAddress;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.SipUri;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.MachineLog;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.Timings;
import org.strowger.transaction.AnswerListener;

/** Asks one trunk again and again whether it is there: the owner of a {@link TrunkProbeTable}. Runs on its loop. */
final class TrunkProbe {

    /**
     * So many questions in a row without an answer make a trunk one that is down; one to each of its hosts, where these
     * are more.
     */
    static final int MOST_FAILURES = 3;

    /** Of a name that means more hosts, the first so many are asked. */
    static final int MOST_HOSTS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(TrunkProbe.class);
    private static final MachineObserver OBSERVER = new MachineLog(LOG::isDebugEnabled, LOG::debug, LOG::warn);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    /** What proxies say in a host's place that isn't there, and a host that can do nothing for us. */
    private static final Set<Integer> NO_ANSWER =
            Set.of(SipResponse.REQUEST_TIMEOUT, 502, SipResponse.SERVICE_UNAVAILABLE, 504);

    private final Trunk trunk;
    private final Duration interval;
    private final ProbeSurroundings surroundings;
    private final String callId;
    private final Machine<State, Event, Effect> machine;
    private @Nullable Question question;
    private long cseq;
    private int failures;
    /** Which of its hosts is asked: the one that has answered, until it doesn't. */
    private int turn;

    private int hosts = 1;

    TrunkProbe(Trunk trunk, Duration interval, ProbeSurroundings surroundings) {
        this.trunk = trunk;
        this.interval = interval;
        this.surroundings = surroundings;
        this.callId = surroundings.ids().callId();
        this.machine = new Machine<>(
                TrunkProbeTable.TABLE,
                surroundings.loop(),
                Timings.varying(Time.class, this::length),
                this::perform,
                OBSERVER,
                this);
    }

    void begin() {
        machine.fire(Event.BEGIN);
    }

    void stop() {
        if (!machine.isOver()) machine.post(Event.STOP);
    }

    private Duration length(Time time) {
        return switch (time) {
            case INTERVAL -> interval;
            case PAUSE -> PAUSE;
            case WAIT -> PATIENCE;
        };
    }

    private void perform(Effect effect, Object payload) {
        switch (effect) {
            case ASK -> ask();
            case GIVE_UP -> failed("no answer from " + whom() + ": see its address and the firewalls between");
            case TELL_UP -> up();
            case TELL_DOWN -> down();
            case END -> question = null;
        }
    }

    private void ask() {
        Question now = new Question();
        question = now;
        surroundings.resolver().resolve(trunk.way(), surroundings.loop(), hops -> found(now, hops));
    }

    private void found(Question of, List<Hop> hops) {
        if (of != question) return;
        if (hops.isEmpty()) {
            failed(trunk.host() + " can't be looked up: see the trunk's 'host' and the DNS of this machine");
            return;
        }
        hosts = Math.min(hops.size(), MOST_HOSTS);
        turn %= hosts;
        Hop hop = hops.get(turn);
        show(standing()
                .asks(hop.transport().parameter() + " "
                        + hop.address().getAddress().getHostAddress() + ":"
                        + hop.address().getPort()));
        surroundings.transactions().send(options(), hop, Optional.empty(), of);
    }

    private SipRequest options() {
        SipUri target = trunk.uri();
        SipRequest options = SipRequest.options(
                target,
                NameAddress.of(SipUri.ofHost(surroundings.domain())),
                surroundings.ids().tag(),
                callId,
                ++cseq);
        options.add(SipHeader.of("Accept", "application/sdp"));
        return options;
    }

    /** Told of the OPTIONS that is under way; nobody listens to an earlier one. */
    private final class Question implements AnswerListener {
        @Override
        public void answered(SipResponse response) {
            if (this != question) return;
            if (NO_ANSWER.contains(response.status()))
                failed(whom() + " says " + (response.status() + " " + response.reason()).strip());
            else answers();
        }

        @Override
        public void timedOut() {
            if (this == question) failed("no answer from " + whom());
        }

        @Override
        public void transportFailed() {
            if (this == question) failed(whom() + " can't be reached: see its address, port and transport");
        }
    }

    private void answers() {
        question = null;
        failures = 0;
        machine.post(Event.ANSWER);
    }

    private void failed(String why) {
        question = null;
        turn = (turn + 1) % hosts;
        show(standing().failed(why));
        boolean counts = ++failures >= Math.max(MOST_FAILURES, hosts);
        machine.post(counts ? Event.LAST_FAILURE : Event.FAILURE);
    }

    private void up() {
        show(standing().now(Reach.UP, surroundings.time().instant()));
        surroundings
                .events()
                .publish(new TrunkEvent.TrunkUp(trunk.name(), standing().asked()));
    }

    private void down() {
        show(standing().now(Reach.DOWN, surroundings.time().instant()));
        surroundings
                .events()
                .publish(new TrunkEvent.TrunkDown(trunk.name(), standing().why()));
    }

    /** The host that is asked, or its name while it is being looked up. */
    private String whom() {
        return standing().asked().isEmpty() ? trunk.host() : standing().asked();
    }

    private TrunkStanding standing() {
        return surroundings.probed().standing(trunk.name());
    }

    private void show(TrunkStanding standing) {
        surroundings.probed().changes(standing);
    }

    @Override
    public String toString() {
        return "probe of trunk " + trunk.name();
    }
}
