package org.strowger.call.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.strowger.call.CallStory;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.StateTable.Cell;

/**
 * The latest moves of one call's machines. A move is kept as the table and the cell that decided it, which all calls
 * share, so that nothing is made for one; the arrays grow with the call up to a bound and are taken over by another
 * call in the end. Runs on its loop.
 */
final class StoryRing {

    /** A call of two legs that is answered and hung up takes about 40. */
    private static final int FIRST = 16;

    private static final int MOST = 64;
    private static final int MOST_LEGS = Byte.MAX_VALUE;
    private static final int NANOS_A_MILLI = 1_000_000;

    private final List<String> dialogs = new ArrayList<>(2);
    private final List<String> names = new ArrayList<>(2);
    private String call = "";
    private StateTable<?, ?, ?>[] tables = new StateTable<?, ?, ?>[FIRST];
    private Cell<?, ?, ?>[] cells = new Cell<?, ?, ?>[FIRST];
    private int[] millis = new int[FIRST];
    private byte[] legs = new byte[FIRST];
    private long count;
    private long beganNanos;

    /** Forgets all that it holds, and listens to one dialog that belongs to no call yet. */
    void clear(String callId) {
        dialogs.clear();
        names.clear();
        call = "";
        count = 0;
        Arrays.fill(tables, null);
        Arrays.fill(cells, null);
        leg("", callId);
    }

    void call(String id) {
        call = id;
    }

    String call() {
        return call;
    }

    /** The Call-IDs of its legs. */
    List<String> dialogs() {
        return dialogs;
    }

    boolean isOf(String callId) {
        return !dialogs.isEmpty() && dialogs.getFirst().equals(callId);
    }

    /** Another leg, or the name of one that is known by its Call-ID only. */
    void leg(String name, String callId) {
        int known = dialogs.indexOf(callId);
        if (known >= 0) names.set(known, name);
        else if (dialogs.size() < MOST_LEGS) {
            dialogs.add(callId);
            names.add(name);
        }
    }

    void add(String callId, long now, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
        if (count == 0) beganNanos = now;
        add(legOf(callId), (int) ((now - beganNanos) / NANOS_A_MILLI), table, cell);
    }

    /** Takes over what has been seen of a leg before it was known whose it is. */
    void add(String callId, StoryRing other) {
        byte leg = legOf(callId);
        if (count == 0) beganNanos = other.beganNanos;
        int later = (int) ((other.beganNanos - beganNanos) / NANOS_A_MILLI);
        for (long i = other.first(); i < other.count; i++) {
            int at = other.at(i);
            add(leg, other.millis[at] + later, other.tables[at], other.cells[at]);
        }
    }

    private void add(byte leg, int milli, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
        if (count == cells.length && count < MOST) grow();
        int at = at(count++);
        tables[at] = table;
        cells[at] = cell;
        millis[at] = milli;
        legs[at] = leg;
    }

    private void grow() {
        int length = cells.length * 2;
        tables = Arrays.copyOf(tables, length);
        cells = Arrays.copyOf(cells, length);
        millis = Arrays.copyOf(millis, length);
        legs = Arrays.copyOf(legs, length);
    }

    private int at(long number) {
        return (int) (number % cells.length);
    }

    private long first() {
        return Math.max(0, count - cells.length);
    }

    private byte legOf(String callId) {
        return (byte) Math.max(0, dialogs.indexOf(callId));
    }

    String name(String callId) {
        return names.isEmpty() ? "" : names.get(legOf(callId));
    }

    /** @param now of the loop's clock, and the time of day then */
    CallStory told(long now, Instant today) {
        List<CallStory.Move> moves = new ArrayList<>();
        for (long i = first(); i < count; i++) {
            int at = at(i);
            Cell<?, ?, ?> cell = cells[at];
            moves.add(new CallStory.Move(
                    Duration.ofMillis(millis[at]),
                    names.get(legs[at]),
                    tables[at].name(),
                    String.valueOf(cell.state()),
                    String.valueOf(cell.event()),
                    String.valueOf(cell.next()),
                    cell.verdict() == StateTable.Verdict.ILLEGAL ? cell.why() : ""));
        }
        return new CallStory(call, today.minusNanos(now - beganNanos), first(), moves);
    }
}
