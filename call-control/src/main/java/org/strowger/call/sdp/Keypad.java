package org.strowger.call.sdp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;
import org.strowger.call.event.DigitSource;
import org.strowger.statemachine.Pace;

/**
 * The keypad of one leg's phone: tells which of what arrives are new presses. One press may come in several ways, such
 * as event and tone; two presses never come closer than each way allows by itself. So a digit is the same press as an
 * earlier one if that one is recent and has not come in this way yet. No finger presses more than {@link
 * #MOST_A_SECOND}: what is more is counted and no press. Runs on the call's loop.
 */
public final class Keypad {

    /**
     * How far apart two ways may tell of one press: a press of its usual length, an INFO behind it, and the network
     * between.
     */
    private static final long SAME_PRESS_NANOS = Duration.ofMillis(800).toNanos();

    /** The longest press that is told apart from those before it. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Of one leg, in all ways together. */
    static final int MOST_A_SECOND = 20;

    /** More than fit into the time in which one press may be told twice. */
    private static final int REMEMBERED = 32;

    private static final class Press {
        final char digit;
        final Set<DigitSource> sources;
        long until;

        Press(char digit, long until, DigitSource first) {
            this.digit = digit;
            this.until = until;
            this.sources = EnumSet.of(first);
        }
    }

    private final ArrayDeque<Press> recent = new ArrayDeque<>(1);
    private final Pace pace = Pace.aSecond(MOST_A_SECOND);
    private final Runnable ignored;
    private final Set<DigitSource> ways = EnumSet.noneOf(DigitSource.class);

    /** @param ignored called for each press that was more than fingers can press */
    public Keypad(Runnable ignored) {
        this.ignored = ignored;
    }

    /**
     * Whether a digit that was told now is a new press.
     *
     * @param length how long it had been pressed by now, as far as that was told
     */
    public boolean isNew(char digit, DigitSource source, Duration length, long now) {
        ways.add(source);
        long began = now - (length.compareTo(LONGEST) < 0 ? length : LONGEST).toNanos();
        for (Iterator<Press> all = recent.iterator(); all.hasNext(); ) {
            Press press = all.next();
            if (began - press.until > SAME_PRESS_NANOS) {
                all.remove();
            } else if (press.digit == digit && press.sources.add(source)) {
                press.until = Math.max(press.until, now);
                return false;
            }
        }
        if (!pace.allows(now)) {
            ignored.run();
            return false;
        }
        if (recent.size() == REMEMBERED) recent.remove();
        recent.add(new Press(digit, now, source));
        return true;
    }

    /** Whether this phone tells its digits in this way. */
    public boolean uses(DigitSource way) {
        return ways.contains(way);
    }
}
