package org.strowger.directory;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.StateTable.Cell;
import org.strowger.statemachine.StateTable.Verdict;

/** Writes down what becomes of the registrations of trunks: where one goes at debug, and what the table doesn't allow as a warning. */
final class RegistrationLog implements MachineObserver {

    static final RegistrationLog SHARED = new RegistrationLog();

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationLog.class);

    private RegistrationLog() {}

    @Override
    public void moved(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
        if (cell.verdict() == Verdict.GO && LOG.isDebugEnabled())
            LOG.debug("{}: {} leads to {}", owner, cell.event(), cell.next());
    }

    @Override
    public void illegal(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
        LOG.warn("{}: {} in {}, though {}", owner, cell.event(), cell.state(), cell.why());
    }
}
