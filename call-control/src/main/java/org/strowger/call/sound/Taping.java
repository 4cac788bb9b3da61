package org.strowger.call.sound;

import java.util.Optional;
import java.util.function.Consumer;
import org.strowger.call.RecordOutcome;
import org.strowger.media.RecordingPlan;

/** Records what the caller says, for a verb that is made of others. */
public interface Taping {

    /**
     * Records until its plan, a key or the end of the call ends it.
     *
     * @param settled told when the file is complete, on a thread that may block, even if the call is over by then
     */
    RecordOutcome record(RecordingPlan plan, Optional<Character> end, Consumer<RecordOutcome> settled);
}
