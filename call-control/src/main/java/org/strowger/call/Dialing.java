package org.strowger.call;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.SessionEnd;
import org.strowger.media.MediaSession.PortsExhaustedException;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Hop;
import org.strowger.sip.SipNetwork;
import org.strowger.statemachine.Timeout;

/** The verb {@code dial}, from the first INVITE to the end of the callee's side. Runs on the call's loop. */
final class Dialing implements Hunt.Owner, CalleeLeg.Watcher, AutoCloseable {

    /** A leg can't even be started. */
    static final class CannotCall extends Exception {
        private static final long serialVersionUID = 1;
        private final int status;
        private final String why;

        CannotCall(int status, String why) {
            super(why, null, false, false);
            this.status = status;
            this.why = why;
        }

        int status() {
            return status;
        }

        String why() {
            return why;
        }
    }

    private final LiveCall call;
    private final DialOptions options;
    private final Consumer<DialOutcome> done;
    private final Set<CalleeLeg> ringing = new LinkedHashSet<>();
    private @Nullable Hunt hunt;
    private @Nullable CalleeLeg connected;
    private @Nullable Bridge bridge;
    private Timeout limit = Timeout.NONE;
    private long answeredAt;
    private boolean over;

    Dialing(LiveCall call, DialOptions options, Consumer<DialOutcome> done) {
        this.call = call;
        this.options = options;
        this.done = done;
    }

    /** Begins. */
    void start(Hunt planned) {
        hunt = planned;
        planned.start(this);
    }

    /** Ends all legs; nothing is told any more. */
    @Override
    public void close() {
        if (over) return;
        over = true;
        limit.cancel();
        if (bridge != null) bridge.disconnect();
        if (connected != null) drop(connected, CalleeLeg.Ending.NO_LONGER_WANTED, Response.OK);
        else if (hunt != null) hunt.stop(CalleeLeg.Ending.NO_LONGER_WANTED);
    }

    // What a hunt of one leg asks for.

    Timeout patience(Runnable whenOut) {
        return options.timeout().map(timeout -> call.after(timeout, whenOut)).orElse(Timeout.NONE);
    }

    void resolve(Target target, Consumer<List<Hop>> found) {
        if (target.fixedHop().isPresent())
            found.accept(List.of(target.fixedHop().get()));
        else
            call.home()
                    .resolver()
                    .resolve(target.nextHop())
                    .whenComplete(
                            (hops, failure) -> call.onLoop(() -> found.accept(failure == null ? hops : List.of())));
    }

    CalleeLeg invite(Target target, Hop hop, CalleeLeg.Watcher watcher) throws CannotCall {
        try {
            CalleeLeg leg = call.newCallee(target, hop, watcher);
            ringing.add(leg);
            return leg;
        } catch (PortsExhaustedException | SipNetwork.NoListenerException e) {
            throw new CannotCall(Response.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    void drop(CalleeLeg leg, CalleeLeg.Ending how, int status) {
        ringing.remove(leg);
        if (!leg.isOver()) call.legEnded(leg, leg.isAnswered() ? Response.OK : status, endingText(how));
        leg.end(how);
        leg.media.close();
    }

    void failed(CalleeLeg leg, int status) {
        ringing.remove(leg);
        call.legEnded(leg, status, "refused");
        leg.media.close();
    }

    // Ringing.

    @Override
    public void rings(CalleeLeg leg, Response response, Optional<SessionDescription> early) {
        call.legRings(leg, response.getStatusCode());
        try {
            if (early.isPresent() && ringing.size() == 1) letHear(leg, early.get());
            else if (response.getStatusCode() == Response.RINGING) call.caller().ring();
        } catch (PortsExhaustedException _) {
            call.caller().ring();
        }
    }

    private void letHear(CalleeLeg leg, SessionDescription early) throws PortsExhaustedException {
        leg.media.hear(early);
        if (!call.caller().isCommitted() && call.caller().incoming().offer().isPresent())
            call.caller().earlyMedia(call.caller().media.relay(early));
        call.caller().media.bridge(leg.media);
    }

    // The end of the hunt.

    @Override
    public void won(CalleeLeg leg, Optional<SessionDescription> description) {
        ringing.remove(leg);
        connected = leg;
        leg.watchedBy(this);
        answeredAt = call.loop().nanos();
        call.legAnswered(leg);
        if (description.isEmpty()) {
            finish(new DialOutcome.Unreachable(Response.NOT_ACCEPTABLE_HERE, "answered without a session description"));
            return;
        }
        try {
            connect(leg, description.get());
        } catch (PortsExhaustedException e) {
            finish(new DialOutcome.Unreachable(Response.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void lost(DialOutcome outcome) {
        if (!over) finish(outcome);
    }

    private void connect(CalleeLeg leg, SessionDescription description) throws PortsExhaustedException {
        CallerLeg caller = call.caller();
        boolean answersOurOffer = leg.offered();
        boolean callerChose = caller.isCommitted();
        leg.media.hear(description);
        if (answersOurOffer) caller.answer(description, Optional.empty());
        else if (!caller.isAnswered()) caller.answer(description, Optional.of(leg));
        else leg.answerForItself(description);
        if (over) return;
        Bridge between = new Bridge(caller, leg);
        bridge = between;
        between.connect();
        if (callerChose) between.align(caller);
        call.bridged(leg);
        limit = options.limit()
                .map(length -> call.after(length, this::hangUpCallee))
                .orElse(Timeout.NONE);
    }

    private void hangUpCallee() {
        finish(new DialOutcome.Answered(talked()));
    }

    // The end of the bridge.

    @Override
    public void leaves(CalleeLeg leg, SessionEnd end) {
        call.legEnded(leg, Response.OK, end.getClass().getSimpleName());
        leg.media.close();
        finish(new DialOutcome.Answered(talked()));
    }

    @Override
    public void answers(CalleeLeg leg, Optional<SessionDescription> description) {
        throw new IllegalStateException("the hunt hears of answers");
    }

    @Override
    public void fails(CalleeLeg leg, Response response) {
        throw new IllegalStateException("the hunt hears of failures");
    }

    private void finish(DialOutcome outcome) {
        close();
        done.accept(outcome);
    }

    private Duration talked() {
        return Duration.ofNanos(call.loop().nanos() - answeredAt);
    }

    private static String endingText(CalleeLeg.Ending how) {
        return switch (how) {
            case ANSWERED_ELSEWHERE -> "answered elsewhere";
            case NO_LONGER_WANTED -> "ended by us";
        };
    }
}
