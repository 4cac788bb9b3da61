package org.strowger.call.exchange;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.strowger.call.CallSnapshot;
import org.strowger.call.EndCause;
import org.strowger.call.charging.LoopRecords;
import org.strowger.call.core.AccountDialog;
import org.strowger.call.core.ExchangeCounters;
import org.strowger.call.hunt.CalledLeg;
import org.strowger.call.hunt.HuntContext;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.DialogKey;
import org.strowger.call.live.CallView;
import org.strowger.call.live.LiveCall;

/** The calls of one loop, and whose each dialog is. Runs on the loop. */
final class LoopCalls {

    private final CallStories stories;
    private final ExchangeCounters counters;
    private final LoopRecords records;
    private final Set<LiveCall> calls = new LinkedHashSet<>();
    /** The call of each callee leg, by the leg's Call-ID: an INVITE that carries one of these is our own, come back. */
    private final Map<String, CalledLeg> calledBy = new HashMap<>();
    /** The call of each caller leg, by its Call-ID. */
    private final Map<String, LiveCall> callers = new HashMap<>();

    LoopCalls(CallStories stories, ExchangeCounters counters, LoopRecords records) {
        this.stories = stories;
        this.counters = counters;
        this.records = records;
    }

    /** What will be written down of them. */
    LoopRecords records() {
        return records;
    }

    /** What the machines of its calls do. */
    CallStories stories() {
        return stories;
    }

    /** Those whose programs are not over, as they come and go. */
    Set<LiveCall> all() {
        return Collections.unmodifiableSet(calls);
    }

    /** @param parent the call that dialled it */
    void begins(LiveCall call, Optional<String> parent) {
        String callId = call.caller().session().callId();
        records.begins(call.id(), call.request(), callId, parent);
        calls.add(call);
        callers.put(callId, call);
        call.caller().shows(AccountDialog.Stage.TRYING);
        stories.begins(call.id(), call.caller().name, callId);
    }

    void legBegins(CalledLeg called) {
        counters.legs.increment();
        calledBy.put(called.leg().session().callId(), called);
        records.legBegins(called.call().id(), called.leg().name, called.leg().account(), called.trunk());
        stories.begins(called.call().id(), called.leg());
    }

    void legEnds(String callId) {
        counters.legs.decrement();
        calledBy.remove(callId);
    }

    void ends(LiveCall call) {
        call.pass().close();
        call.caller().showsNoMore();
        counters.legs.decrement();
        callers.remove(call.caller().session().callId(), call);
        stories.ends(call.id());
        if (call.isGone()) calls.remove(call);
    }

    void programGone(LiveCall call) {
        counters.callThreads.decrement();
        calls.remove(call);
        records.closes(call.id());
    }

    /** Its last event has been told: nothing comes any more of one whose program never ran. */
    void told(LiveCall call) {
        if (call.isGone()) records.closes(call.id());
    }

    /** The leg that we have called by an INVITE of this Call-ID. */
    Optional<CalledLeg> calledBy(String callId) {
        return Optional.ofNullable(calledBy.get(callId));
    }

    /** The leg of a dialog of this loop. */
    Optional<CallLeg> leg(DialogKey dialog) {
        Optional<LiveCall> asCaller = Optional.ofNullable(callers.get(dialog.callId()));
        Optional<HuntContext> asCallee = calledBy(dialog.callId()).map(CalledLeg::call);
        return asCaller.flatMap(call -> call.callees().leg(dialog))
                .or(() -> asCallee.flatMap(call -> call.callees().leg(dialog)));
    }

    /** The phone that rings in a dialog: the tags are those of RFC 4235, so that the phone's own is the one of To. */
    Optional<CalledLeg> ringing(DialogKey dialog) {
        return calledBy(dialog.callId())
                .filter(called ->
                        called.leg().user().isPresent() && !called.leg().isAnswered())
                .filter(called -> called.leg()
                        .session()
                        .dialog()
                        .filter(state -> state.localTag().equals(dialog.fromTag())
                                && state.remoteTag().equals(dialog.toTag()))
                        .isPresent());
    }

    List<CallSnapshot> snapshots() {
        return calls.stream()
                .filter(call -> call.over().isEmpty())
                .map(CallView::of)
                .toList();
    }

    void hangUpAll() {
        for (LiveCall call : List.copyOf(calls)) call.end(new EndCause.CutOff("the switch is being stopped"));
    }
}
