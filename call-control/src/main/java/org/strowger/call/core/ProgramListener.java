package org.strowger.call.core;

import java.time.Duration;
import org.strowger.call.event.MachineTone;

/** The program of a call, as far as it is told of what happens while a verb of it waits. Told on the call's thread. */
public interface ProgramListener {

    /** Something to be told, made on the call's loop. */
    @FunctionalInterface
    interface Telling {
        void to(ProgramListener program) throws Exception;
    }

    /** The caller has pressed a digit. */
    void pressed(char digit) throws Exception;

    /** The caller has been silent for so long. */
    void fellSilent(Duration silence) throws Exception;

    void heardTone(MachineTone tone) throws Exception;

    /** Nothing has been heard of a leg for too long. */
    void mediaTimedOut() throws Exception;
}
