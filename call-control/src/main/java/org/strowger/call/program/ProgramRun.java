package org.strowger.call.program;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.call.Call;
import org.strowger.call.CallEnded;
import org.strowger.call.CallProgram;
import org.strowger.call.CallRouter;
import org.strowger.call.EndCause;
import org.strowger.call.Leg;
import org.strowger.call.core.CallThread;
import org.strowger.call.live.LiveCall;
import org.strowger.statemachine.Gate;

/** The life of a call's thread: route, start, body, end. */
public final class ProgramRun implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgramRun.class);

    private final LiveCall live;
    private final CallRouter router;
    private final CallThread thread;

    public ProgramRun(LiveCall live, CallRouter router, Gate gate) {
        this.live = live;
        this.router = router;
        this.thread = new CallThread("call-" + live.id(), gate, this);
    }

    public CallThread thread() {
        return thread;
    }

    // The top frame of the call's thread: whatever a script throws ends here, and this call alone.
    @Override
    @SuppressWarnings("CatchThrowable")
    public void run() {
        try {
            live();
        } catch (Throwable t) { // of ours, or for want of memory
            LOG.atError().addKeyValue("call", live.id()).setCause(t).log("a call's thread failed");
            live.loop().execute(() -> live.end(new EndCause.ProgramFailed(String.valueOf(t.getMessage()))));
        } finally {
            live.loop().execute(() -> live.home().programGone(live));
        }
    }

    @SuppressWarnings("CatchThrowable")
    private void live() {
        CallProgram program = UNROUTED;
        ProgramCall call = new ProgramCall(live, thread, program);
        try {
            program = router.isEmergency(live.request().number())
                    ? routed()
                    : ReplacesProgram.of(live.request()).orElseGet(this::routed);
            call = new ProgramCall(live, thread, program);
            String label = program.label();
            int version = program.version();
            live.onLoop(() -> live.routed(label, version));
            program.started(call);
            program.run(call);
            live.loop().execute(() -> live.end(new EndCause.Completed()));
        } catch (CallEnded | Leg.NotAnswered _) {
            // Where the thread has been told that the call is over, the loop need not be.
            if (live.over().isEmpty()) live.loop().execute(() -> live.end(new EndCause.Completed()));
        } catch (Throwable t) {
            failed(program, call, t);
        }
        call.course().awaitOver();
        Thread.interrupted();
        end(program, call);
    }

    private CallProgram routed() {
        return router.route(
                live.request(), live.request().number(), live.request().caller());
    }

    @SuppressWarnings("CatchThrowable")
    private void end(CallProgram program, ProgramCall call) {
        try {
            program.ended(call, live.over().orElseThrow());
        } catch (CallEnded _) {
            // a verb in onEnd: there is nothing left to do it to
        } catch (Throwable t) {
            fault(program, call, t);
        }
    }

    /** Lets the program say its last words, unless it was the end of the call that made it throw. */
    @SuppressWarnings("CatchThrowable")
    private void failed(CallProgram program, ProgramCall call, Throwable t) {
        Optional<String> cut = thread.cutFor();
        if (cut.isEmpty() && isInterrupt(t)) {
            fault(program, call, t);
            return;
        }
        String why = call.withoutSecrets(cut.orElseGet(() -> program.explain(t)));
        trace("the program failed", call, t);
        live.onLoop(() -> {
            live.home().programFault(live.id(), program.label(), program.version(), why);
        });
        thread.beginLastWords();
        call.course().beginLastWords();
        try {
            program.failed(call, why);
        } catch (CallEnded _) {
            return; // as the last words would have it
        } catch (Throwable again) {
            fault(program, call, again);
        }
        var end = cut.isPresent() ? new EndCause.ProgramStalled() : new EndCause.ProgramFailed(why);
        live.loop().execute(() -> live.end(end));
    }

    private void fault(CallProgram program, ProgramCall call, Throwable t) {
        String why = call.withoutSecrets(program.explain(t));
        trace("the program threw", call, t);
        live.loop().execute(() -> {
            // An end from outside interrupts the program; what that makes it throw is no fault of its own.
            if (live.over().isPresent() && isInterrupt(t)) return;
            live.home().programFault(live.id(), program.label(), program.version(), why);
            live.end(new EndCause.ProgramFailed(why));
        });
    }

    private static void trace(String what, ProgramCall call, Throwable t) {
        if (!LOG.isDebugEnabled()) return;
        LOG.atDebug()
                .addKeyValue("call", call.id())
                .addKeyValue("error", call.confided().trace(t))
                .log(what);
    }

    private static boolean isInterrupt(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) if (t instanceof InterruptedException) return true;
        return false;
    }

    private static final CallProgram UNROUTED = new CallProgram() {
        @Override
        public void run(Call call) {}

        @Override
        public String label() {
            return "(no route)";
        }
    };
}
