package org.strowger.webrtc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.rtp.Endpoint;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.Pace;
import org.strowger.statemachine.Timings;

/**
 * A lite agent: answers whoever knows our password, and sends media where that one says ({@link IceTable}). What is not under the password gets no answer, so that nobody can have us
 * send to somebody else; what is cheap to look at is looked at first.
 */
final class Ice implements Effects<IceTable.Effect> {

    /** RFC 7675 §5.1: consent lasts so long after the last check. */
    static final Duration CONSENT = Duration.ofSeconds(30);

    /** Checks of one peer that are looked into, a second; a browser sends some 20 while it looks for a way. */
    static final int MOST_CHECKS_A_SECOND = 100;

    /** Addresses that have shown that they know our password, the latest. */
    static final int MOST_ADDRESSES = 8;

    private static final int ROLE_CONFLICT = 487;
    private static final int UNKNOWN_ATTRIBUTE = 420;
    private static final Timings TIMINGS =
            Timings.unreliable(IceTable.Time.class, Map.of(IceTable.Time.BETWEEN_LOOKS, Duration.ofSeconds(2)));

    private final PeerClock clock;
    private final Listener listener;
    private final Machine<IceTable.State, IceTable.Event, IceTable.Effect> machine;
    private final Pace pace = Pace.aSecond(MOST_CHECKS_A_SECOND);
    private final ArrayDeque<Endpoint> verified = new ArrayDeque<>(MOST_ADDRESSES);
    private IceCredentials ours;
    private IceCredentials theirs;
    private Optional<Endpoint> selected = Optional.empty();
    private long checkedAt;

    /** Who is told. */
    interface Listener {
        void send(Endpoint to, byte[] octets);

        /** Media go there from now on. */
        void selected(Endpoint address);

        /** The peer has been silent for too long. */
        void silent();
    }

    Ice(IceCredentials ours, IceCredentials theirs, PeerClock clock, Listener listener) {
        this.ours = ours;
        this.theirs = theirs;
        this.clock = clock;
        this.listener = listener;
        this.checkedAt = clock.nanos();
        this.machine = new Machine<>(IceTable.TABLE, clock, TIMINGS, this, MachineObserver.STRICT, this);
        machine.start();
    }

    /** A check that is genuine, and where it came from. */
    private record Check(StunMessage request, Endpoint from) {}

    /** RFC 8445 §9: media go on as they do until the peer chooses anew. */
    void restart(IceCredentials newOurs, IceCredentials newTheirs) {
        ours = newOurs;
        theirs = newTheirs;
        checkedAt = clock.nanos();
    }

    /** Takes a datagram; false if it is a stranger's. */
    boolean received(Endpoint from, byte[] octets) {
        if (machine.isOver()) return false;
        Optional<StunMessage> parsed = StunMessage.parse(octets);
        if (parsed.isEmpty() || !isGenuine(parsed.get())) return false;
        StunMessage request = parsed.get();
        List<Integer> unknown = request.unknown();
        if (!unknown.isEmpty()) refuse(request, from, UNKNOWN_ATTRIBUTE, "Unknown Attribute", Optional.of(unknown));
        // RFC 8445 §6.1.1: a lite side never controls a full one, whatever that one believes.
        else if (request.has(StunMessage.ICE_CONTROLLED))
            refuse(request, from, ROLE_CONFLICT, "Role Conflict", Optional.empty());
        else
            machine.fire(
                    request.has(StunMessage.USE_CANDIDATE) ? IceTable.Event.NOMINATION : IceTable.Event.CHECK,
                    new Check(request, from));
        return true;
    }

    private boolean isGenuine(StunMessage message) {
        return message.type() == StunMessage.BINDING_REQUEST
                && message.username()
                        .filter((ours.ufrag() + ":" + theirs.ufrag())::equals)
                        .isPresent()
                && pace.allows(clock.nanos())
                && message.hasFingerprint()
                && message.isSealedWith(ours.password());
    }

    private void refuse(
            StunMessage request, Endpoint to, int code, String reason, Optional<List<Integer>> unknownAttributes) {
        StunWriter answer = new StunWriter(StunMessage.BINDING_ERROR, request.transaction()).withError(code, reason);
        unknownAttributes.ifPresent(answer::withUnknown);
        listener.send(to, answer.sealed(ours.password()));
    }

    /** Whether somebody there has shown that he knows our password. */
    boolean knows(Endpoint address) {
        return verified.contains(address);
    }

    /** Where media go. */
    Optional<Endpoint> selected() {
        return selected;
    }

    void stop() {
        machine.fire(IceTable.Event.STOP);
    }

    @Override
    public void perform(IceTable.Effect effect, Object payload) {
        switch (effect) {
            case ANSWER -> answer((Check) payload);
            case SELECT -> select(((Check) payload).from());
            case JUDGE -> {
                if (clock.nanos() - checkedAt > CONSENT.toNanos()) machine.post(IceTable.Event.SILENT);
            }
            case TELL_GONE -> listener.silent();
        }
    }

    private void answer(Check check) {
        checkedAt = clock.nanos();
        verified.remove(check.from());
        if (verified.size() == MOST_ADDRESSES) verified.removeFirst();
        verified.addLast(check.from());
        listener.send(
                check.from(),
                new StunWriter(StunMessage.BINDING_SUCCESS, check.request().transaction())
                        .withAddress(check.from().address())
                        .sealed(ours.password()));
    }

    private void select(Endpoint address) {
        if (selected.filter(address::equals).isPresent()) return;
        selected = Optional.of(address);
        listener.selected(address);
    }
}
