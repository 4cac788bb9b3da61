package org.strowger.call.exchange;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.call.core.ExchangeCounters;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.StateTable.Cell;

/**
 * What the machines of places do where calls of all loops meet, rooms and queues: a line for each move in the log where
 * {@code debug} is written, and a count of what their tables call illegal. They belong to no call, and are in no call's
 * story. Any thread.
 */
final class PlaceWatch implements MachineObserver {

    private static final Logger LOG = LoggerFactory.getLogger(PlaceWatch.class);

    private final ExchangeCounters counters;

    PlaceWatch(ExchangeCounters counters) {
        this.counters = counters;
    }

    @Override
    public void moved(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
        if (!LOG.isDebugEnabled()) return;
        LOG.debug("{} {}: {}", table.name(), owner, CallStories.told(cell));
    }

    @Override
    public void illegal(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
        counters.illegal(table);
        moved(owner, table, cell);
    }
}
