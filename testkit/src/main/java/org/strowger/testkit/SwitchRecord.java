package org.strowger.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.strowger.call.event.EventBus;
import org.strowger.dialplan.script.ScriptLog;
import org.strowger.sip.memory.InMemoryNetwork;
import org.strowger.statemachine.VirtualTime;

/**
 * What has happened in a run of a switch in virtual time, in order and with its time: messages, events, lines of
 * scripts, notes of phones. Equal for equal runs.
 */
final class SwitchRecord {

    private final VirtualTime time;
    private final Ladder ladder = new Ladder();
    private final List<SentInvite> invites = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final List<EventBus.Event> events = new ArrayList<>();
    private boolean closed;

    SwitchRecord(VirtualTime time) {
        this.time = time;
    }

    /** Nothing is recorded any more: for tests that measure what the switch itself keeps. */
    void close() {
        closed = true;
    }

    void happened(EventBus.Event event) {
        if (closed) return;
        events.add(event);
        ladder.happened(time.passed().toNanos(), event);
        note("event " + event.number() + " " + event.what());
    }

    /** A script has written a line to its log. */
    void wrote(ScriptLog.Line line) {
        String text = line.level().name().toLowerCase(Locale.ROOT) + ": " + line.text();
        ladder.remark(time.passed().toNanos(), text);
        note("log " + text);
    }

    /** A message is on its way, or lost. */
    void left(InMemoryNetwork.Sighting sighting) {
        if (closed) return;
        String text = new String(sighting.frame(), StandardCharsets.UTF_8);
        String start = SipText.startLine(text);
        note(sighting.from() + " -> " + sighting.to() + " " + sighting.fate() + " " + start);
        ladder.saw(time.passed().toNanos(), sighting);
        if (sighting.from().equals(Ladder.SWITCH) && start.startsWith("INVITE "))
            sent(new SentInvite(sighting.to(), text));
    }

    private void sent(SentInvite invite) {
        if (!invites.contains(invite)) invites.add(invite);
    }

    void note(String what) {
        trace.add(String.format("%10.3f ", time.passed().toNanos() / 1e9) + what);
    }

    /** The INVITEs that the switch has sent, each once. */
    List<SentInvite> invites() {
        return List.copyOf(invites);
    }

    /** The messages, for people. */
    String ladder() {
        return ladder.toString();
    }

    List<EventBus.Event> events() {
        return List.copyOf(events);
    }

    List<String> trace() {
        return List.copyOf(trace);
    }
}
