package org.strowger.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.EventBus;
import org.strowger.call.event.ProgramEvent;
import org.strowger.sip.memory.InMemoryNetwork.Fate;
import org.strowger.sip.memory.InMemoryNetwork.Sighting;

/**
 * The messages of a test as a ladder: a column for each party, a line for each message, and between them what the
 * switch had to say. Registrations are left out.
 */
final class Ladder {

    static final String SWITCH = "switch";

    private static final int WIDTH = 28;
    private static final int MOST_LINES = 250;

    private sealed interface Rung {
        long nanos();

        record Message(long nanos, String from, String to, String label, Fate fate) implements Rung {}

        record Remark(long nanos, String text) implements Rung {}
    }

    private final List<Rung> rungs = new ArrayList<>();

    /** @param nanos time passed, whatever the clock was set to */
    void saw(long nanos, Sighting sighting) {
        String text = new String(sighting.frame(), StandardCharsets.UTF_8);
        String cseq = SipText.header(text, "CSeq").orElse("");
        if (cseq.endsWith(" REGISTER")) return;
        rungs.add(new Rung.Message(nanos, sighting.from(), sighting.to(), label(text, cseq), sighting.fate()));
    }

    void happened(long nanos, EventBus.Event event) {
        switch (event.what()) {
            case CallEvent.CallRouted routed -> remark(nanos, routed.route());
            case ProgramEvent.ProgramFault fault -> remark(nanos, "the script failed: " + fault.why());
            case CallEvent.CallRefused refused -> remark(nanos, "refused: " + refused.why());
            case CallEvent.CallOver over -> remark(nanos, "over: " + over.cause());
            default -> {}
        }
    }

    void remark(long nanos, String text) {
        rungs.add(new Rung.Remark(nanos, text));
    }

    private static String label(String text, String cseq) {
        String start = SipText.startLine(text);
        String sdp = SipText.header(text, "Content-Type").orElse("").startsWith("application/sdp") ? " (SDP)" : "";
        String method = cseq.substring(cseq.indexOf(' ') + 1);
        if (!start.startsWith("SIP/2.0 ")) {
            String[] words = start.split(" ", -1);
            boolean names = words[0].equals("INVITE") && words.length > 1;
            return words[0] + (names ? " " + SipText.user(words[1]) : "") + sdp;
        }
        String status = start.substring("SIP/2.0 ".length());
        return status + (method.equals("INVITE") ? "" : ", " + method) + sdp;
    }

    /** As text. */
    @Override
    public String toString() {
        List<String> parties = parties();
        StringBuilder out = new StringBuilder();
        out.append("      time  ");
        for (String party : parties) out.append(padded(party));
        out.append('\n');
        int skipped = Math.max(0, rungs.size() - MOST_LINES);
        if (skipped > 0) out.append("            … ").append(skipped).append(" earlier lines\n");
        for (Rung rung : rungs.subList(skipped, rungs.size()))
            out.append(String.format(Locale.ROOT, "%10.3f  ", rung.nanos() / 1e9))
                    .append(line(rung, parties).stripTrailing())
                    .append('\n');
        return out.toString();
    }

    /** Who first spoke to the switch stands left of it. */
    private List<String> parties() {
        Set<String> all = new LinkedHashSet<>();
        for (Rung rung : rungs)
            if (rung instanceof Rung.Message message) {
                all.add(message.from());
                all.add(message.to());
            }
        List<String> ordered = new ArrayList<>(all);
        if (!ordered.isEmpty() && ordered.getFirst().equals(SWITCH) && ordered.size() > 1)
            ordered.add(1, ordered.removeFirst());
        return ordered;
    }

    private static String line(Rung rung, List<String> parties) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < parties.size(); i++) line.append(padded("|"));
        switch (rung) {
            case Rung.Remark(long _, String text) -> {
                int at = Math.max(0, parties.indexOf(SWITCH)) * WIDTH;
                line.replace(Math.min(at, line.length()), Math.min(at + text.length() + 2, line.length()), "* " + text);
            }
            case Rung.Message message -> arrow(line, message, parties);
        }
        return line.toString();
    }

    private static void arrow(StringBuilder line, Rung.Message message, List<String> parties) {
        int from = parties.indexOf(message.from()) * WIDTH;
        int to = parties.indexOf(message.to()) * WIDTH;
        if (from == to) {
            line.replace(from, from + 1, "@ " + message.label());
            return;
        }
        int left = Math.min(from, to) + 1;
        int right = Math.max(from, to);
        String label = message.label();
        int room = right - left - 4;
        if (label.length() > room) label = label.substring(0, room - 1) + "…";
        StringBuilder shaft = new StringBuilder("-".repeat(right - left));
        int at = (shaft.length() - label.length()) / 2;
        shaft.replace(at, at + label.length(), label);
        boolean arrives = message.fate() == Fate.DELIVERED || message.fate() == Fate.DUPLICATED;
        char head = !arrives ? 'x' : from < to ? '>' : '<';
        shaft.setCharAt(from < to ? shaft.length() - 1 : 0, head);
        line.replace(left, right, shaft.toString());
    }

    private static String padded(String text) {
        return text.length() >= WIDTH ? text.substring(0, WIDTH - 1) + " " : text + " ".repeat(WIDTH - text.length());
    }
}
