package org.strowger.voicemail;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Wrong PINs of mailboxes, over all calls: after so many within a span the box takes none for as long, not even the
 * right one, so that a guess tells nothing. There is an entry for each box that has a PIN and was guessed at, and no
 * other. Any thread.
 */
public final class PinLocks {

    /** What came of a PIN. */
    public enum Verdict {
        RIGHT,
        WRONG,
        /** Wrong, and the last that is taken for a time. */
        LOCKED_NOW,
        /** Not looked at. */
        LOCKED
    }

    /** Whether a PIN is that of the box. */
    public enum Fit {
        RIGHT,
        WRONG
    }

    private record Guesses(int wrong, Instant since, Verdict last) {}

    private final int most;
    private final Duration span;
    private final ConcurrentHashMap<String, Guesses> boxes = new ConcurrentHashMap<>();

    /**
     * None yet.
     *
     * @param most wrong ones within {@code span}, at least 1
     */
    PinLocks(int most, Duration span) {
        this.most = most;
        this.span = span;
    }

    /** How long a box takes no PIN after too many wrong ones. */
    public Duration span() {
        return span;
    }

    /** Judges a PIN for a box that has one. */
    public Verdict judge(String box, Fit fit, Instant now) {
        Guesses judged = boxes.compute(box, (_, known) -> judged(fresh(known, now), fit, now));
        if (judged.last == Verdict.RIGHT) boxes.remove(box, judged);
        return judged.last;
    }

    private Guesses fresh(@Nullable Guesses known, Instant now) {
        if (known != null && now.isBefore(known.since.plus(span))) return known;
        return new Guesses(0, now, Verdict.WRONG);
    }

    private Guesses judged(Guesses known, Fit fit, Instant now) {
        if (known.wrong >= most) return new Guesses(known.wrong, known.since, Verdict.LOCKED);
        if (fit == Fit.RIGHT) return new Guesses(0, now, Verdict.RIGHT);
        int wrong = known.wrong + 1;
        return wrong < most
                ? new Guesses(wrong, known.since, Verdict.WRONG)
                : new Guesses(wrong, now, Verdict.LOCKED_NOW);
    }
}
