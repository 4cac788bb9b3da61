package org.strowger.testkit;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import org.strowger.call.DialOutcome;
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.EventBus;
import org.strowger.call.event.Happening;

/** What became of a call: for assertions. Made by {@link TestSwitch#testCall}. */
public final class TestCall {

    private final ScriptedPhone caller;
    private final int status;
    private final List<EventBus.Event> events;
    private final List<SentInvite> invites;
    private final VerbLog verbs;
    private final int heardFrom;

    TestCall(
            ScriptedPhone caller,
            int status,
            List<EventBus.Event> events,
            List<SentInvite> invites,
            VerbLog verbs,
            int heardFrom) {
        this.caller = caller;
        this.status = status;
        this.events = List.copyOf(events);
        this.invites = List.copyOf(invites);
        this.verbs = verbs;
        this.heardFrom = heardFrom;
    }

    /** The final status of the caller's INVITE: 200, 404, …; 0 if there was none. */
    public int getStatus() {
        return status;
    }

    /** Whether the caller was answered. */
    public boolean isAnswered() {
        return status == 200;
    }

    /** The route that took the call, with its file and line; empty if none did. */
    public String getRoute() {
        return events.stream()
                .map(EventBus.Event::what)
                .filter(event -> event.call().equals(id()))
                .filter(CallEvent.CallRouted.class::isInstance)
                .map(routed -> ((CallEvent.CallRouted) routed).route())
                .findFirst()
                .orElse("");
    }

    /** The verbs that acted on the call, in order: {@code ['authenticate', 'dial']}. */
    public List<String> getVerbs() {
        return id().isEmpty() ? List.of() : verbs.verbs(id());
    }

    /**
     * How the last {@code dial} ended. One that stood until the caller hung up was answered.
     *
     * @throws NoSuchElementException if the route dialled nobody, or the caller gave up
     */
    public DialOutcome getOutcome() {
        if (!events(CallEvent.Bridged.class).isEmpty() && callerHungUp())
            return new DialOutcome.Answered(
                    events(CallEvent.CallOver.class).getLast().talked().orElse(Duration.ZERO));
        List<DialOutcome> all = id().isEmpty() ? List.of() : verbs.outcomes(id());
        if (all.isEmpty()) throw new NoSuchElementException("no dial of this call has ended; its verbs: " + getVerbs());
        return all.getLast();
    }

    private boolean callerHungUp() {
        return events(CallEvent.CallOver.class).stream()
                .anyMatch(over -> over.cause().equals("CallerHungUp"));
    }

    /** The INVITEs that the switch sent, in order, each retransmission once. */
    public List<SentInvite> getInvites() {
        return invites;
    }

    /**
     * The last INVITE that the switch sent.
     *
     * @throws NoSuchElementException if it sent none
     */
    public SentInvite getInvite() {
        if (invites.isEmpty()) throw new NoSuchElementException("the switch has called nobody; verbs: " + getVerbs());
        return invites.getLast();
    }

    /** Whom the switch called, in order. */
    public List<String> getCalled() {
        return invites.stream().map(SentInvite::to).toList();
    }

    /** What happened in the switch, in order. */
    public List<Happening> getEvents() {
        return events.stream().map(EventBus.Event::what).toList();
    }

    /** Those of the events that are of a kind: {@code call.events(CallEvent.CallOver)}. */
    public <T extends Happening> List<T> events(Class<T> kind) {
        return getEvents().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Whether the caller heard this file during the call. */
    public boolean hears(String file) {
        return caller.ears().heard(file, heardFrom);
    }

    /** The call itself, and not the one before that was asked who calls (407). */
    private String id() {
        List<String> asked = events(CallEvent.CallOver.class).stream()
                .filter(over -> over.status() == 407)
                .map(CallEvent.CallOver::call)
                .toList();
        return events(CallEvent.CallStarted.class).stream()
                .map(CallEvent.CallStarted::call)
                .filter(call -> !asked.contains(call))
                .findFirst()
                .orElse(asked.isEmpty() ? "" : asked.getLast());
    }

    /** In a line, for assertions that fail. */
    @Override
    public String toString() {
        return "status " + status + ", " + (getRoute().isEmpty() ? "no route" : getRoute()) + ", verbs " + getVerbs()
                + ", called " + getCalled();
    }
}
