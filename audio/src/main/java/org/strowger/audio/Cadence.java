package org.strowger.audio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tone as an engineer writes it down: {@code 425/1000,0/4000} is 425 Hz for 1000 ms, then silence for 4000 ms.
 * {@code 350+440} are two sines at once, {@code 400*25} is 400 Hz whose level swings with 25 Hz; a segment without a
 * length is a steady tone. Together the sines of a segment have -13 dBm0, as ITU-T E.180 has it for the tones of an
 * exchange.
 */
public record Cadence(List<Segment> segments) {

    /** Of a steady tone, that is repeated without a click since it has a whole number of periods. */
    private static final int STEADY_MILLIS = 1000;

    private static final int MOST_MILLIS = 60_000;

    /** Full scale is +3.17 dBm0 (G.711): -13 dBm0 is 16.17 dB below. */
    private static final double AMPLITUDE = 32_767 * Math.pow(10, -16.17 / 20);

    private static final Pattern SEGMENT = Pattern.compile("(\\d{1,4})(?:([+*])(\\d{1,4}))?(?:/(\\d{1,5}))?");

    /** How two frequencies of a segment go together. */
    public enum Blend {
        /** There is but one. */
        ALONE,
        /** Both are heard. */
        SUM,
        /** The second is the rhythm in which the level of the first swings. */
        MODULATED
    }

    /**
     * A part of it.
     *
     * @param hertz 0 for silence
     * @param other the second frequency, 0 where there is none
     * @param millis how long it lasts
     */
    public record Segment(int hertz, Blend blend, int other, int millis) {

        private void render(short[] into, int from, int count, int rate) {
            double step = 2 * Math.PI / rate;
            for (int i = 0; i < count; i++) {
                double first = Math.sin(step * hertz * i);
                double level = switch (blend) {
                    case ALONE -> hertz == 0 ? 0 : first;
                    case SUM -> (first + Math.sin(step * other * i)) / Math.sqrt(2);
                    case MODULATED -> first * (1 + 0.8 * Math.sin(step * other * i)) / 1.15;
                };
                into[from + i] = (short) Math.round(AMPLITUDE * level);
            }
        }
    }

    /** Copies. */
    public Cadence {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) throw new IllegalArgumentException("a tone has at least one segment");
    }

    /**
     * Reads a description.
     *
     * @throws IllegalArgumentException with the part that can't be read
     */
    public static Cadence parse(String description) {
        List<Segment> segments = new ArrayList<>();
        for (String part : description.split(",", -1)) segments.add(segment(part.strip(), description));
        return new Cadence(segments);
    }

    private static Segment segment(String part, String whole) {
        Matcher matcher = SEGMENT.matcher(part);
        if (!matcher.matches())
            throw new IllegalArgumentException("tone '" + whole + "': '" + part
                    + "' is no segment; write hertz/milliseconds, as in 425/1000,0/4000 or 350+440");
        int millis = matcher.group(4) == null ? STEADY_MILLIS : Integer.parseInt(matcher.group(4));
        int hertz = Integer.parseInt(matcher.group(1));
        int other = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        if (millis == 0 || millis > MOST_MILLIS || Math.max(hertz, other) > 3_400)
            throw new IllegalArgumentException("tone '" + whole + "': '" + part
                    + "' goes beyond what a telephone plays: 0 to 3400 Hz, 1 to " + MOST_MILLIS + " ms");
        return new Segment(hertz, blend(matcher.group(2)), other, millis);
    }

    private static Blend blend(@Nullable String sign) {
        return sign == null ? Blend.ALONE : sign.equals("+") ? Blend.SUM : Blend.MODULATED;
    }

    /** How long it takes until it begins again. */
    public Duration length() {
        return Duration.ofMillis(segments.stream().mapToLong(Segment::millis).sum());
    }

    /** One round of it. */
    public Pcm pcm(int rate) {
        short[] samples = new short[(int) (length().toMillis() * rate / 1000)];
        int at = 0;
        for (Segment segment : segments) {
            int count = (int) Math.min((long) segment.millis * rate / 1000, samples.length - at);
            segment.render(samples, at, count, rate);
            at += count;
        }
        return Pcm.of(rate, samples);
    }
}
