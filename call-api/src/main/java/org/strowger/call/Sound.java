package org.strowger.call;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.strowger.audio.Cadence;
import org.strowger.audio.CallProgressTones;
import org.strowger.audio.sound.ShippedPrompts;
import org.strowger.audio.sound.SpokenEnglish;
import org.strowger.statemachine.RecordText;
import org.strowger.statemachine.ShownUrl;

/** What can be played to a caller. */
public sealed interface Sound {

    /** After which somebody may speak whose words are recorded. */
    Sound BEEP = new Tone(Cadence.parse("1000/400,0/100"), Optional.empty());

    /**
     * A file, looked for in the sound folders, then among recordings and the prompts that come with the switch; never
     * elsewhere.
     */
    record File(String name) implements Sound {}

    /**
     * A file of the switch's own, wherever it is: a message, or a greeting. No name that a script writes leads to it.
     */
    record OwnFile(Path at) implements Sound {}

    /** What a web server has. */
    record Url(URI at) implements Sound {
        /** Without what may be secret. */
        @Override
        public String toString() {
            return ShownUrl.of(at);
        }
    }

    /** A tone; without a length, one round of it. */
    record Tone(Cadence cadence, Optional<Duration> length) implements Sound {

        /** As it is written: {@code tone 425/480,0/480, for 2 s}. */
        @Override
        public String toString() {
            return cadence.segments().stream().map(Tone::written).collect(Collectors.joining(",", "tone ", ""))
                    + length.map(time -> ", for " + RecordText.text(time)).orElse("");
        }

        private static String written(Cadence.Segment segment) {
            String other = switch (segment.blend()) {
                case ALONE -> "";
                case SUM -> "+" + segment.other();
                case MODULATED -> "*" + segment.other();
            };
            return segment.hertz() + other + "/" + segment.millis();
        }
    }

    /** Words that the switch can say by itself: names of the prompts that come with it. */
    record Words(List<String> words) implements Sound {
        /** Copies. */
        public Words {
            words = List.copyOf(words);
        }
    }

    /** A text for a speech engine. */
    record Text(String text, Locale language) implements Sound {}

    /**
     * A file by its name, or a URL of http or https.
     *
     * @throws IllegalArgumentException for a URL that is none
     */
    static Sound named(String name) {
        return name.contains("://") ? new Url(url(name)) : new File(name);
    }

    private static URI url(String written) {
        URI url = URI.create(written);
        boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!web || url.getHost() == null)
            throw new IllegalArgumentException("'" + written + "' can't be played: write http://… or https://…");
        return url;
    }

    /**
     * A tone by its description, as {@code 425/1000,0/4000}, or by its name in a country, as {@code ringback} in
     * {@code de}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Tone tone(String tone, String country) {
        if (!CallProgressTones.names().contains(tone)) return new Tone(Cadence.parse(tone), Optional.empty());
        Cadence cadence = CallProgressTones.of(tone, country)
                .orElseThrow(() -> new IllegalArgumentException("tone '" + tone + "': no tones of country '" + country
                        + "' are known, only of " + String.join(", ", CallProgressTones.countries())));
        return new Tone(cadence, Optional.empty());
    }

    /** Names of tones that each country has. */
    static Set<String> tones() {
        return CallProgressTones.names();
    }

    /** One digit after the other. */
    static Sound digits(String digits) {
        return new Words(SpokenEnglish.digits(digits));
    }

    /** As a number. */
    static Sound number(BigDecimal number) {
        return new Words(SpokenEnglish.number(number));
    }

    /** Day of the week, month, day and year. */
    static Sound date(LocalDate date) {
        return new Words(SpokenEnglish.date(date));
    }

    /** Hours and minutes. */
    static Sound time(LocalTime time) {
        return new Words(SpokenEnglish.time(time));
    }

    /** An amount of USD, EUR or GBP. */
    static Sound money(BigDecimal amount, String currency) {
        return new Words(SpokenEnglish.money(amount, currency));
    }

    /**
     * The file of this name in the first of these directories that has it; empty if none has. A name may come from a
     * caller, whose user part may hold anything once it is unescaped ({@code ..%2F..%2F}): what leads out of a
     * directory isn't there, and an absolute name only if it leads into one.
     */
    static Optional<Path> within(List<Path> directories, String name) {
        for (Path directory : directories) {
            Path home = directory.toAbsolutePath().normalize();
            Path file = resolved(home, name);
            if (file.startsWith(home) && Files.isRegularFile(file)) return Optional.of(file);
        }
        return Optional.empty();
    }

    private static Path resolved(Path home, String name) {
        try {
            return home.resolve(name).normalize();
        } catch (InvalidPathException _) { // a NUL
            return home;
        }
    }

    /** Files that come with the switch. */
    static Set<String> shipped() {
        return ShippedPrompts.names();
    }
}
