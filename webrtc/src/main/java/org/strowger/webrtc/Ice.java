package org.strowger.webrtc;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
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
 * A lite agent: answers whoever knows our password, and sends media where that one says ({@link IceTable}). What is not
 * under the password gets no answer, so that nobody can have us send to somebody else; what is cheap to look at is
 * looked at first.
 */
final class Ice implements Effects<IceTable.Effect> {

    /** RFC 7675 §5.1: consent lasts so long after the last check. */
    static final Duration CONSENT = Duration.ofSeconds(30);

    /** Checks of one peer that are looked into, a second; a browser sends some 20 while it looks for a way. */
    static final int MOST_CHECKS_A_SECOND = 100;

    /**
     * Of those from where it hasn't been heard yet: whoever has seen a check knows the names in it, and takes no more
     * than these.
     */
    static final int MOST_STRANGERS_CHECKS_A_SECOND = 50;

    /** The latest checks by whose transactions copies of them are told. */
    static final int MOST_CHECKS_REMEMBERED = 256;

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
    private final Pace strangers = Pace.aSecond(MOST_STRANGERS_CHECKS_A_SECOND);
    private final LinkedHashMap<ByteBuffer, Endpoint> seen = new LinkedHashMap<>();
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
        if (parsed.isEmpty() || !isGenuine(from, parsed.get()) || isCopied(from, parsed.get())) return false;
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

    private boolean isGenuine(Endpoint from, StunMessage message) {
        return message.type() == StunMessage.BINDING_REQUEST
                && message.username()
                        .filter((ours.ufrag() + ":" + theirs.ufrag())::equals)
                        .isPresent()
                && message.hasFingerprint()
                && (knows(from) ? pace.allows(clock.nanos()) && isSealed(message) : isSealedByNewcomer(message));
    }

    /** What is computed for somebody who may be anybody is none of the browser's budget. */
    private boolean isSealedByNewcomer(StunMessage message) {
        return strangers.allows(clock.nanos()) && isSealed(message) && pace.allows(clock.nanos());
    }

    private boolean isSealed(StunMessage message) {
        return message.isSealedWith(ours.password());
    }

    /**
     * Whether somebody sends from elsewhere what the browser has said (RFC 8445 §19.5.1): its own address is in no
     * check.
     */
    private boolean isCopied(Endpoint from, StunMessage message) {
        Endpoint first = seen.putIfAbsent(ByteBuffer.wrap(message.transaction()), from);
        if (seen.size() > MOST_CHECKS_REMEMBERED) seen.pollFirstEntry();
        return first != null && !first.equals(from);
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

    /** Whether media go there. */
    boolean isSelected(Endpoint address) {
        return selected.filter(address::equals).isPresent();
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
        // RFC 7675 §5.1: consent is to the way that media go
        if (selected.isEmpty() || isSelected(check.from())) checkedAt = clock.nanos();
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
        if (isSelected(address)) return;
        selected = Optional.of(address);
        checkedAt = clock.nanos();
        listener.selected(address);
    }
}
