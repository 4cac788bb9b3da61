package org.strowger.dialplan.script;

import java.util.List;
import java.util.Optional;
import org.strowger.dialplan.number.NumberTable;

/** What may take a call, while its guards are asked. */
public interface Candidate {

    /** File, line and what was written, for logs. */
    String label();

    /** What decides beside its criteria: all of them. */
    List<Guard> guards();

    /** The table that it was chosen by, if there is one. */
    Optional<NumberTable> table();

    /** Whether its calls are emergencies. */
    boolean isEmergency();
}
