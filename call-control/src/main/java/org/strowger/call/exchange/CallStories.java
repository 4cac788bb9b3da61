package org.strowger.call.exchange;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.agent.AgentCall;
import org.strowger.call.CallStory;
import org.strowger.call.core.CallPart;
import org.strowger.call.core.ExchangeCounters;
import org.strowger.call.leg.CallLeg;
import org.strowger.dialog.Session;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.StateTable.Cell;
import org.strowger.transaction.ClientTransaction;
import org.strowger.transaction.ServerTransaction;

/**
 * What the machines of one loop's calls do: each call's latest moves, for {@code strowger story}; a line for each in
 * the log where {@code debug} is written; a count of what their tables call illegal. The stories of calls that are over
 * are kept until enough later ones are. Runs on its loop.
 */
final class CallStories implements MachineObserver {

    private static final Logger LOG = LoggerFactory.getLogger(CallStories.class);

    /** So many calls that are over. */
    private static final int KEPT = 256;

    private final Loop loop;
    private final ExchangeCounters counters;
    private final Map<String, StoryRing> byCall = new HashMap<>();
    private final Map<String, StoryRing> byDialog = new HashMap<>();
    private final ArrayDeque<StoryRing> over = new ArrayDeque<>();
    private final ArrayDeque<StoryRing> free = new ArrayDeque<>();
    /** Of the dialog that was last heard of and is no call's: an INVITE is seen before there is a call for it. */
    private StoryRing unclaimed = new StoryRing();

    CallStories(Loop loop, ExchangeCounters counters) {
        this.loop = loop;
        this.counters = counters;
    }

    // Calls.

    /** A call begins with its caller's dialog, of which the INVITE has been seen. */
    void begins(String call, String leg, String callId) {
        StoryRing story = unclaimed;
        if (story.isOf(callId)) unclaimed = empty();
        else {
            story = empty();
            story.clear(callId);
        }
        story.call(call);
        story.leg(leg, callId);
        byCall.put(call, story);
        byDialog.put(callId, story);
    }

    /** A call has another leg, whose INVITE has been sent. */
    void begins(String call, CallLeg leg) {
        StoryRing story = byCall.get(call);
        if (story == null) return;
        String callId = leg.session().callId();
        story.leg(leg.name, callId);
        byDialog.put(callId, story);
        if (unclaimed.isOf(callId)) story.add(callId, unclaimed);
    }

    /** A call is over; its machines go on for a while. */
    void ends(String call) {
        StoryRing story = byCall.get(call);
        if (story == null) return;
        over.add(story);
        if (over.size() > KEPT) forget(over.remove());
    }

    private void forget(StoryRing story) {
        byCall.remove(story.call(), story);
        for (String callId : story.dialogs()) byDialog.remove(callId, story);
        story.clear("");
        if (free.size() < KEPT) free.add(story);
    }

    private StoryRing empty() {
        StoryRing used = free.poll();
        return used == null ? new StoryRing() : used;
    }

    Optional<CallStory> story(String call, InstantSource clock) {
        return Optional.ofNullable(byCall.get(call)).map(story -> story.told(loop.nanos(), clock.instant()));
    }

    // Machines.

    @Override
    public void moved(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
        String callId = callId(owner);
        StoryRing story = storyOf(owner, callId);
        if (story == null) return;
        story.add(callId, loop.nanos(), table, cell);
        if (LOG.isDebugEnabled()) tell(story, callId, table, cell);
    }

    @Override
    public void illegal(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
        counters.illegal(table);
        moved(owner, table, cell);
    }

    /** None for a part of a call that is forgotten. */
    private @Nullable StoryRing storyOf(Object owner, String callId) {
        if (owner instanceof AgentCall talk) return byCall.get(talk.call());
        if (owner instanceof CallPart part) return byCall.get(part.call());
        StoryRing known = byDialog.get(callId);
        if (known != null) return known;
        if (!unclaimed.isOf(callId)) unclaimed.clear(callId);
        return unclaimed;
    }

    /**
     * Whose dialog it is; a part of the call itself has none, and neither has a voice agent, which talks with the
     * caller.
     */
    private static String callId(Object owner) {
        return switch (owner) {
            case ServerTransaction transaction -> transaction.callId();
            case ClientTransaction transaction -> transaction.callId();
            case Session session -> session.callId();
            case CallLeg leg -> leg.session().callId();
            default -> "";
        };
    }

    private static void tell(StoryRing story, String callId, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
        LOG.atDebug()
                .addKeyValue("call", story.call())
                .addKeyValue("leg", story.name(callId))
                .addKeyValue("call_id", callId)
                .log(table.name() + ": " + told(cell));
    }

    /** An event and what it led to, in words. */
    static String told(Cell<?, ?, ?> cell) {
        return cell.verdict() == StateTable.Verdict.ILLEGAL
                ? "%s in %s is illegal: %s".formatted(cell.event(), cell.state(), cell.why())
                : "%s in %s, now %s".formatted(cell.event(), cell.state(), cell.next());
    }
}
