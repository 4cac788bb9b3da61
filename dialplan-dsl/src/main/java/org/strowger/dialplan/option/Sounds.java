package org.strowger.dialplan.option;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.strowger.call.PlayOptions;
import org.strowger.call.RecordMode;
import org.strowger.call.RecordOptions;
import org.strowger.call.Sound;
import org.strowger.dialplan.literal.Judge;
import org.strowger.dialplan.literal.Literal;
import org.strowger.dialplan.literal.OneOf;
import org.strowger.dialplan.literal.Playable;
import org.strowger.dialplan.literal.SoundName;
import org.strowger.dialplan.text.ProblemCode;

/**
 * What scripts write for sounds, as call control has it; and what can be wrong with it, as far as it is written out.
 */
public final class Sounds {

    private Sounds() {}

    /** Names, sounds, and lists of both, laid flat. */
    public static List<Sound> all(Object written) {
        List<Sound> sounds = new ArrayList<>();
        add(written, sounds);
        return sounds;
    }

    private static void add(Object written, List<Sound> sounds) {
        switch (written) {
            case Sound sound -> sounds.add(sound);
            case CharSequence name -> sounds.add(Sound.named(name.toString()));
            case Iterable<?> several -> several.forEach(one -> add(one, sounds));
            default -> throw new IllegalArgumentException(written + " can't be played");
        }
    }

    private static PlayOptions.BargeIn bargeIn(String way) {
        return switch (way) {
            case "speech" -> PlayOptions.BargeIn.SPEECH;
            case "digits" -> PlayOptions.BargeIn.DIGITS;
            case "either" -> PlayOptions.BargeIn.EITHER;
            default ->
                throw new IllegalArgumentException("bargeIn: '" + way + "' is none of 'speech', 'digits', 'either'");
        };
    }

    /** How it is played; once, as loud as it is, where nothing is named. */
    public static PlayOptions playing(Map<String, ?> options) {
        Number volume = options.get("volume") instanceof Number number ? number : 0;
        int times = switch (options.get("loop")) {
            case null -> 1;
            case Integer count -> count;
            case Duration endless when endless.equals(Durations.UNLIMITED) -> Integer.MAX_VALUE;
            case Object other ->
                throw new IllegalArgumentException("loop: " + other + " is neither a number nor unlimited");
        };
        Object bargeIn = options.get("bargeIn");
        PlayOptions playing = new PlayOptions(times, volume.doubleValue());
        return bargeIn == null ? playing : playing.until(bargeIn(bargeIn.toString()));
    }

    /** What is to be said, in the order in which it is named. */
    public static List<Sound> said(Map<String, ?> what) {
        List<Sound> sounds = new ArrayList<>();
        what.forEach((kind, value) -> {
            switch (kind) {
                case "digits" -> sounds.add(Sound.digits(String.valueOf(value)));
                case "number" -> sounds.add(Sound.number(decimal(value)));
                case "date" -> sounds.add(Sound.date((LocalDate) value));
                case "time" -> sounds.add(Sound.time((LocalTime) value));
                case "money" -> sounds.add(Sound.money(decimal(value), currency(what)));
                default -> {}
            }
        });
        return sounds;
    }

    private static String currency(Map<String, ?> what) {
        return what.get("currency") instanceof CharSequence named ? named.toString() : "USD";
    }

    private static BigDecimal decimal(Object number) {
        return number instanceof BigDecimal exact ? exact : new BigDecimal(String.valueOf(number));
    }

    /** When a recording ends; with the call, where nothing is named. */
    public static RecordOptions recording(Map<String, ?> options) {
        RecordOptions recording = RecordOptions.DEFAULT;
        if (options.get("max") instanceof Duration max && !max.equals(Durations.UNLIMITED))
            recording = recording.longest(max);
        if (options.get("silence") instanceof Duration silence) recording = recording.silence(silence);
        if (options.get("end") instanceof CharSequence end) recording = recording.end(Asking.key(end.toString()));
        return recording;
    }

    /** What {@code record: 'stereo'} of a dial means. */
    public static RecordMode mode(Object written) {
        for (RecordMode mode : RecordMode.values())
            if (mode.name().equalsIgnoreCase(String.valueOf(written))) return mode;
        throw new IllegalArgumentException(
                "record: '" + written + "' is none of 'stereo', 'mixed', 'caller', 'callee'");
    }

    /** Files that are there, URLs, tones and words, or lists of them; of a list the compiler can say less. */
    public static final class Played implements Judge {

        private final Judge one = new SoundName();
        private final Judge several = new Playable();

        @Override
        public void judge(Literal literal) {
            if (literal.isMap() || literal.isSpread()) return;
            if (literal.is(Iterable.class)) several.judge(literal);
            else one.judge(literal);
        }
    }

    /** A whole number, or {@code unlimited}. */
    public static final class Repetitions implements Judge {
        @Override
        public void judge(Literal literal) {
            boolean never = literal.number().filter(times -> times < 1).isPresent();
            if (!literal.mayBe(Integer.class, Duration.class) || literal.units().isPresent())
                literal.problem(ProblemCode.WRONG_TYPE, "loop: is a number of times", "loop: 3 or unlimited");
            else if (never) literal.problem(ProblemCode.BAD_VALUE, "loop: is once or more", "loop: 3 or unlimited");
        }
    }

    /** A number, -60 to 20. */
    public static final class Volume implements Judge {
        @Override
        public void judge(Literal literal) {
            literal.number()
                    .filter(decibels -> decibels < -60 || decibels > 20)
                    .ifPresent(decibels -> literal.problem(
                            ProblemCode.BAD_VALUE, "volume: " + decibels + " is out of range", "from -60 to 20"));
        }
    }

    /** What cuts a sound short. */
    public static final class BargeIn extends OneOf {
        BargeIn() {
            super("no way to cut a sound short", List.of("speech", "digits", "either"));
        }
    }

    /** A tone of its country, which is ours if none is named. */
    public static final class ToneName implements Judge {
        @Override
        public void judge(Literal literal) {
            literal.text().ifPresent(tone -> {
                String country =
                        literal.option("country").flatMap(Literal::text).orElse("us");
                try {
                    Sound.tone(tone, country);
                } catch (IllegalArgumentException bad) {
                    literal.problem(
                            ProblemCode.BAD_VALUE, String.valueOf(bad.getMessage()), "or one of " + Sound.tones());
                }
            });
        }
    }

    /** Which sides of a call are recorded, and how. */
    public static final class Content extends OneOf {

        private static final List<String> MODES = List.of("stereo", "mixed", "caller", "callee");

        Content() {
            super("no way to record a connection", MODES);
        }

        @Override
        public void judge(Literal literal) {
            if (!literal.mayBe(CharSequence.class))
                literal.problem(
                        ProblemCode.WRONG_TYPE,
                        literal.option() + ": says what is recorded",
                        "one of " + String.join(", ", MODES));
            super.judge(literal);
        }
    }
}
