package org.strowger.dialog.timer;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.SessionTimers;
import org.strowger.dialog.SessionTimers.Use;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.SessionContext;
import org.strowger.dialog.core.SessionTime;
import org.strowger.dialog.core.SessionTimer;
import org.strowger.dialog.timer.SessionTimerTable.Effect;
import org.strowger.dialog.timer.SessionTimerTable.Event;
import org.strowger.dialog.timer.SessionTimerTable.State;
import org.strowger.sip.message.SessionInterval;
import org.strowger.sip.message.SessionInterval.Refresher;
import org.strowger.sip.message.SessionTimes;
import org.strowger.sip.message.SessionTimes.Tag;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.Timings;

/**
 * What a session and its peer have settled of its timer: the owner of a {@link SessionTimerTable} for each interval.
 * Runs on its loop.
 */
public final class NegotiatedTimer implements SessionTimer {

    /** RFC 4028 §4: what Min-SE is where it is not there. */
    private static final long USUAL_LEAST = SessionTimers.SHORTEST.toSeconds();

    private static final long LONGEST = SessionTimers.LONGEST.toSeconds();

    /** How often one session follows a 422: whoever wants more each time gets no further. */
    private static final int MOST_RISES = 4;

    /**
     * What others than the peer say in its place, or of a peer that is not there (RFC 5057 §5.1); a refresh that could
     * not be sent is among them. All else comes from somebody who lives.
     */
    private static final Set<Integer> SAYS_NOTHING_OF_THE_PEER = Set.of(404, 410, 430, 480, 502, 503, 504);

    /** Who refreshes. */
    private enum Side {
        US,
        PEER
    }

    private final DialogContext context;
    private final SessionContext session;
    private final SessionTimers settings;
    private @Nullable Machine<State, Event, Effect> interval;
    /** Until when the current interval lasts; 0 where the session is not timed. */
    private long seconds;

    private Side side = Side.US;
    private boolean begun;
    private boolean known;
    /** The largest that either of us has called the least (§7.4). */
    private long least;

    private int rises;

    public NegotiatedTimer(DialogContext context, SessionContext session, SessionTimers settings) {
        this.context = context;
        this.session = session;
        this.settings = settings;
        this.least = settings.least().toSeconds();
    }

    // ------------------------------------------------------------------ as who asks

    @Override
    public SessionTimes asks() {
        if (seconds > 0) {
            // §7.4: "it is RECOMMENDED that the refresher parameter be set to the element currently performing
            // refreshes"
            Refresher refresher = side == Side.US ? Refresher.UAC : Refresher.UAS;
            return SessionTimes.asking(new SessionInterval(Math.max(seconds, least), Optional.of(refresher)), least);
        }
        // §7.1: in an initial request it is left to the answer who refreshes
        return settings.use() == Use.ACCEPTED
                ? SessionTimes.KNOWN
                : SessionTimes.asking(SessionInterval.of(usual(least)), least);
    }

    @Override
    public boolean rises(SessionTimes refusal) {
        long asked = Math.max(seconds > 0 ? seconds : usual(least), least);
        if (asks().expires().isEmpty() || refusal.leastSeconds() <= asked || rises == MOST_RISES) return false;
        rises++;
        least = refusal.leastSeconds();
        return true;
    }

    @Override
    public void agreed(SessionTimes success) {
        begun = true;
        known = success.isKnown();
        Optional<SessionInterval> settled = success.expires();
        if (settled.isPresent()) {
            // §7.2: a 2xx always says who; one that doesn't leaves it to us
            boolean theirs =
                    settled.get().refresher().filter(Refresher.UAS::equals).isPresent();
            begin(settled.get().seconds(), theirs ? Side.PEER : Side.US);
        } else if (settings.use() == Use.FORCED) begin(usual(least), Side.US);
        else stop();
    }

    @Override
    public void refused(int status) {
        Machine<State, Event, Effect> current = interval;
        if (current == null) return;
        // who knows no timers, or takes no changes, has answered all the same
        if (!known && !SAYS_NOTHING_OF_THE_PEER.contains(status)) begin(seconds, side);
        else current.post(Event.REFUSAL);
    }

    // ------------------------------------------------------------------ as who answers

    @Override
    public OptionalLong least(SessionTimes request) {
        return tooBrief(request, settings);
    }

    /**
     * The least that a request is to ask for which asks for less (§9); empty if it may pass. Who doesn't know timers
     * could do nothing with a 422.
     */
    public static OptionalLong tooBrief(SessionTimes request, SessionTimers settings) {
        long least = settings.least().toSeconds();
        boolean brief = settings.use() != Use.OFF
                && request.isKnown()
                && request.expires().filter(asked -> asked.seconds() < least).isPresent();
        return brief ? OptionalLong.of(least) : OptionalLong.empty();
    }

    @Override
    public SessionTimes begins(SessionTimes invite) {
        begun = true;
        return answers(invite);
    }

    @Override
    public SessionTimes answers(SessionTimes request) {
        if (!begun) return SessionTimes.KNOWN; // an early dialog has no timer yet
        known = request.isKnown();
        least = Math.max(least, request.leastSeconds());
        boolean timed = request.expires().isPresent()
                || settings.use() == Use.FORCED
                || (settings.use() == Use.WANTED && known);
        if (!timed) {
            stop();
            return SessionTimes.KNOWN;
        }
        long floor = request.leastSeconds() == 0 ? USUAL_LEAST : request.leastSeconds();
        Side next = refresher(request);
        begin(length(request.expires(), floor), next);
        Refresher refresher = next == Side.PEER ? Refresher.UAC : Refresher.UAS;
        return SessionTimes.settling(
                new SessionInterval(seconds, Optional.of(refresher)), known ? Tag.REQUIRED : Tag.SUPPORTED);
    }

    /** §9: never longer than asked for, and never shorter than what is called the least. */
    private long length(Optional<SessionInterval> asked, long floor) {
        long most = usual(floor);
        if (asked.isEmpty()) return most;
        return Math.max(Math.min(asked.get().seconds(), most), settings.least().toSeconds());
    }

    /** §9, table 2: who doesn't know timers can't refresh; who leaves it open gets who does so already, else us. */
    private Side refresher(SessionTimes request) {
        if (!known) return Side.US;
        return request.expires()
                .flatMap(SessionInterval::refresher)
                .map(asked -> asked == Refresher.UAC ? Side.PEER : Side.US)
                .orElse(seconds > 0 ? side : Side.US);
    }

    // ------------------------------------------------------------------ an interval

    private long usual(long floor) {
        return Math.max(settings.expires().toSeconds(), floor);
    }

    private void begin(long length, Side refresher) {
        stop();
        seconds = length;
        side = refresher;
        Machine<State, Event, Effect> next = new Machine<>(
                SessionTimerTable.TABLE, context.loop, timings(length), this::perform, context.observer, session);
        interval = next;
        // A peer that would let us wait for years is looked after by us, whoever was to.
        next.fire(refresher == Side.PEER && length <= LONGEST ? Event.PEER_REFRESHES : Event.WE_REFRESH);
    }

    private Timings timings(long length) {
        // An answer may name any time, which is not how often we send.
        long kept = Math.clamp(length, USUAL_LEAST, LONGEST);
        return Duration.ofSeconds(kept).equals(context.settings.sessions().expires())
                ? context.usualSession
                : SessionTime.of(kept);
    }

    private void stop() {
        end(Event.RENEWED);
        seconds = 0;
    }

    @Override
    public void over() {
        end(Event.SESSION_OVER);
    }

    private void end(Event event) {
        Machine<State, Event, Effect> current = interval;
        interval = null;
        if (current != null && !current.isOver()) current.post(event);
    }

    private void perform(Effect effect, Object payload) {
        switch (effect) {
            case SEND_REFRESH -> session.refresh();
            case END_SESSION -> session.expired();
        }
    }
}
