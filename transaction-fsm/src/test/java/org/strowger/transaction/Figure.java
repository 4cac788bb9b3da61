package org.strowger.transaction;

import java.util.List;
import org.strowger.statemachine.StateTable;

/** One of the four tables, with the name of its figure's file and page. */
record Figure(String file, StateTable<?, ?, ?> table) {

    static final List<Figure> ALL = List.of(
            new Figure("invite-client", InviteClientTable.TABLE),
            new Figure("invite-server", InviteServerTable.TABLE),
            new Figure("non-invite-client", NonInviteClientTable.TABLE),
            new Figure("non-invite-server", NonInviteServerTable.TABLE));

    static List<Figure> all() {
        return ALL;
    }

    @Override
    public String toString() {
        return file;
    }
}
