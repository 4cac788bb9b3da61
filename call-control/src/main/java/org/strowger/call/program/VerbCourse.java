package org.strowger.call.program;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.strowger.call.BudgetExceeded;
import org.strowger.call.CallEnded;
import org.strowger.call.core.CallThread;
import org.strowger.call.core.CallThread.Mail;
import org.strowger.call.core.Errand;
import org.strowger.call.core.ProgramListener;
import org.strowger.call.core.Reply;
import org.strowger.call.live.LiveCall;
import org.strowger.call.sdp.NoMedia;
import org.strowger.call.sdp.NoPort;
import org.strowger.statemachine.OneShot;

/**
 * The way of a call's verbs: each is a command to the loop and the mail that answers it, for which the call's thread
 * waits here and nowhere else. What else comes by mail meanwhile is done meanwhile. Runs on the call's thread.
 */
final class VerbCourse {

    /** What a verb does on the loop. */
    @FunctionalInterface
    interface Command<T> {
        void run(Reply<T> reply) throws NoMedia;
    }

    /** What comes while a verb waits. */
    interface Meanwhile {
        /** The caller has been answered. */
        void answered();

        /** Something that the program wants to know has happened. */
        void told(ProgramListener.Telling what);
    }

    private final LiveCall live;
    private final CallThread thread;
    private final Meanwhile meanwhile;
    private final Map<Long, Mail> outOfTurn = new HashMap<>();
    private final OneShot end = new OneShot();
    private long verbs;
    private long verbsAllowed;

    VerbCourse(LiveCall live, CallThread thread, Meanwhile meanwhile) {
        this.live = live;
        this.thread = thread;
        this.meanwhile = meanwhile;
        this.verbsAllowed = live.home().settings().budget().verbs();
    }

    /** How many there have been. */
    long verbs() {
        return verbs;
    }

    /** As many verbs again, after a fault. */
    void beginLastWords() {
        verbsAllowed = verbs + live.home().settings().budget().verbs();
    }

    /** Waits until the loop says that the call is over. Verbs throw from then on, without asking the loop. */
    void awaitOver() {
        while (!(thread.await() instanceof Mail.Over)) {
            // an answer to a verb that the end overtook
        }
        end.finish();
    }

    /** Does on another thread what may block, also after the end of the call, and waits for it. */
    @SuppressWarnings("unchecked") // the errand's answer is what its work makes
    <T> T elsewhere(Duration atMost, Supplier<T> work) {
        long verb = ++verbs;
        boolean late = end.isOver();
        live.loop().execute(() -> {
            if (live.over().isPresent() && !late) return; // the mail that says so is on its way
            new Errand<>(live.loop(), live.home().gate(), work, new MailReply<T>(thread, verb))
                    .start("errand-" + live.id() + "-" + verb, atMost);
        });
        return (T) awaitDone(verb);
    }

    /** Runs a command on the loop and waits for its answer; throws {@link CallEnded} if the call ends first. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a reply carries what its verb asked for
    <T> T perform(Command<T> command) {
        if (end.isOver()) throw new CallEnded(live.over().orElseThrow());
        if (verbs >= verbsAllowed)
            throw new BudgetExceeded(live.home().settings().budget().verbs());
        long verb = ++verbs;
        live.loop().execute(() -> {
            if (live.over().isPresent()) return; // the mail that says so is on its way
            Reply<T> reply = new MailReply<>(thread, verb);
            try {
                command.run(reply);
            } catch (NoPort e) {
                // Who has been answered stays, and its program learns of it. No other may be told by whether a port is
                // to be had now: one may have come free meanwhile, and the verb has failed for all that.
                if (live.isAnswered()) reply.failed(new IllegalStateException(e.getMessage(), e));
                else live.refusals().say(e);
            } catch (NoMedia e) {
                reply.failed(new IllegalStateException(e.getMessage(), e));
            } catch (RuntimeException e) {
                reply.failed(e);
            }
        });
        return (T) awaitDone(verb);
    }

    private Object awaitDone(long verb) {
        for (; ; ) {
            Mail early = outOfTurn.remove(verb);
            switch (early != null ? early : thread.await()) {
                case Mail.Done(long done, Object value)
                when done == verb -> {
                    return value;
                }
                case Mail.Failed(long done, RuntimeException why) when done == verb -> throw why;
                // A verb within onAnswer waits inside the verb that answered.
                case Mail.Done other -> outOfTurn.put(other.verb(), other);
                case Mail.Failed other -> outOfTurn.put(other.verb(), other);
                // After the end only an errand waits, and for nothing but its answer.
                case Mail.Answered _ when end.isOver() -> {}
                case Mail.Due _ when end.isOver() -> {}
                case Mail.Told _ when end.isOver() -> {}
                case Mail.Over _ when end.isOver() -> {}
                case Mail.Answered _ -> meanwhile.answered();
                case Mail.Due due -> due.task().run();
                case Mail.Told told -> meanwhile.told(told.what());
                case Mail.Over letter -> {
                    thread.deliver(letter); // every later verb finds it too
                    throw new CallEnded(live.over().orElseThrow());
                }
            }
        }
    }

    private record MailReply<T>(CallThread thread, long verb) implements Reply<T> {
        @Override
        public void done(T value) {
            thread.deliver(new Mail.Done(verb, value));
        }

        @Override
        public void failed(RuntimeException why) {
            thread.deliver(new Mail.Failed(verb, why));
        }
    }
}
