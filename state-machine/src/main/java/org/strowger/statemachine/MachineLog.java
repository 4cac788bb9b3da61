package org.strowger.statemachine;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.strowger.statemachine.StateTable.Cell;
import org.strowger.statemachine.StateTable.Verdict;

/**
 * Writes down what becomes of machines that belong to no call: where one goes, where that is asked for, and what its
 * table doesn't allow as a warning, since that is a defect of ours.
 *
 * @param isDetailed whether it is asked for
 */
public record MachineLog(BooleanSupplier isDetailed, Consumer<String> detail, Consumer<String> warning)
        implements MachineObserver {

    @Override
    public void moved(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
        if (cell.verdict() == Verdict.GO && isDetailed.getAsBoolean())
            detail.accept(owner + ": " + cell.event() + " leads to " + cell.next());
    }

    @Override
    public void illegal(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
        warning.accept(owner + ": " + cell.event() + " in " + cell.state() + ", though " + cell.why());
    }
}
