package org.strowger.call.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.strowger.call.DialOutcome;
import org.strowger.call.EndCause;
import org.strowger.call.event.Happening;
import org.strowger.call.event.LegEvent;
import org.strowger.call.event.RefusalCause;
import org.strowger.sip.message.SipHeader;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Timeout;

/**
 * What any part of a call may ask of it: who it is, where it runs, what it holds, and its end. Runs on the call's loop.
 */
public interface CallContext {

    String id();

    /** The exchange that the call is one of. */
    ExchangeServices home();

    default Loop loop() {
        return home().loop();
    }

    /** The INVITE that it began with. */
    IncomingRequest request();

    /** What it comes of. */
    Descent descent();

    /** What is held until the call ends. */
    CallScope scope();

    /** Why it has ended; empty while it goes on. */
    Optional<EndCause> over();

    /** Ends it, and gives back all that it holds. The first cause is the one that counts. */
    void end(EndCause cause);

    /** Runs this on the loop, unless the call is over by then. What it throws costs this call alone. On any thread. */
    void onLoop(Runnable task);

    /** Runs this after a delay, as {@link #onLoop} does. */
    Timeout after(Duration delay, Runnable task);

    /** Runs this, on the loop. What it throws is the end of this call. */
    void safely(Runnable task);

    default void publish(Happening what) {
        home().publish(what);
    }

    /** Tells the program of something, while a verb of it waits. */
    void tell(ProgramListener.Telling what);

    boolean isAnswered();

    /** Since the caller was answered, until the end; zero before the answer. */
    Duration talked();

    /** A leg of this call is not called. */
    default void refused(RefusalCause cause, String destination, String why) {
        home().counters().refused(cause);
        if (descent().budget().tells()) publish(new LegEvent.LegRefused(id(), destination, cause, why));
    }

    /** There is no port for a leg's media: the caller may try again, should this be the end. */
    default void withoutPorts(String party) {
        lastWords(List.of(home().retryAfter()));
        refused(RefusalCause.PORTS, party, "no media port is free");
    }

    /** Headers of the final response, should it be a refusal. */
    void lastWords(List<SipHeader> headers);

    /** What the caller is told if the program ends with this. */
    void lastWord(DialOutcome outcome);
}
