package org.strowger.dialplan.script;

import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.strowger.call.Call;
import org.strowger.call.MailboxGreeting;
import org.strowger.call.RecordOutcome;
import org.strowger.call.Sound;
import org.strowger.dialplan.literal.Check;
import org.strowger.dialplan.literal.Course;
import org.strowger.dialplan.literal.Course.Kind;
import org.strowger.dialplan.literal.PositiveTime;
import org.strowger.dialplan.literal.RecordingFile;
import org.strowger.dialplan.literal.SoundName;
import org.strowger.dialplan.literal.StatusCode;
import org.strowger.dialplan.option.Asking;
import org.strowger.dialplan.option.Sounds;

/** The verbs that play and record. */
public interface SoundVerbs<C> extends Verbs<C> {

    /** RFC 3261 §21.4.18. */
    int TEMPORARILY_UNAVAILABLE = 480;

    /** The same for files and URLs alone, without brackets. */
    default C play(String... files) {
        return play(List.of(files));
    }

    /** Plays files, URLs, tones and speech, one after the other. */
    default C play(List<?> sounds) {
        return play(Map.of(), sounds);
    }

    /** Plays a tone or speech. */
    default C play(Sound sound) {
        return play(Map.of(), List.of(sound));
    }

    /** Plays one file, or what a URL names. */
    default C play(
            @NamedParams({
                        @NamedParam("loop"),
                        @NamedParam(value = "volume", type = Number.class),
                        @NamedParam(value = "bargeIn", type = String.class)
                    })
                    Map<String, ?> options,
            String file) {
        return play(options, List.of(file));
    }

    /** Plays a tone or speech. */
    default C play(
            @NamedParams({
                        @NamedParam("loop"),
                        @NamedParam(value = "volume", type = Number.class),
                        @NamedParam(value = "bargeIn", type = String.class)
                    })
                    Map<String, ?> options,
            Sound sound) {
        return play(options, List.of(sound));
    }

    /**
     * Plays files, URLs, tones and words, one after the other, and returns at their end; before the answer, as early
     * media.
     *
     * <ul>
     *   <li>{@code loop}: how often. Default: once.
     *   <li>{@code volume}: louder or softer than it was recorded, in dB, -60 to 20. Default: 0.
     *   <li>{@code bargeIn}: what the caller may end it with; a digit counts for the next question, too. Default:
     *       nothing.
     * </ul>
     */
    @Check(Sounds.Played.class)
    @Check(value = Sounds.Repetitions.class, option = "loop")
    @Check(value = Sounds.Volume.class, option = "volume")
    @Check(value = Sounds.BargeIn.class, option = "bargeIn")
    default C play(
            @NamedParams({
                        @NamedParam("loop"),
                        @NamedParam(value = "volume", type = Number.class),
                        @NamedParam(value = "bargeIn", type = String.class)
                    })
                    Map<String, ?> options,
            List<?> sounds) {
        acting().play(Sounds.all(sounds), Sounds.playing(options));
        return getCall();
    }

    /** The same, and the caller gets 480 (RFC 3261 §21.4.18). */
    default void announce(String file) {
        announce(Map.of(), file);
    }

    /**
     * Tells a caller why nobody answers, and ends the call: what is played is early media, the call is never answered
     * and costs nothing, and then it is refused. A caller who was answered hears it, and is hung up on.
     *
     * <ul>
     *   <li>{@code status}: by which it is refused, 300 to 699. Default: 480.
     * </ul>
     */
    @Check(SoundName.class)
    @Check(value = StatusCode.class, option = "status")
    @Course(Kind.LAST)
    default void announce(
            @NamedParams(@NamedParam(value = "status", type = Integer.class)) Map<String, ?> options, String file) {
        play(file);
        scripted().refuse(options.get("status") instanceof Integer status ? status : TEMPORARILY_UNAVAILABLE);
    }

    /** A tone: a description as {@code 425/1000,0/4000}, or the name of one of the switch's country. */
    default Sound tone(String tone) {
        return tone(Map.of(), tone);
    }

    /**
     * A tone to be played: a description such as {@code 425/1000,0/4000} (hertz and milliseconds), or one of {@code
     * dial}, {@code busy}, {@code ringback}, {@code congestion}.
     *
     * <ul>
     *   <li>{@code country}: whose tone it is, as {@code de}. Default: that of the switch.
     *   <li>{@code length}: for how long it is heard. Default: one round of it.
     * </ul>
     */
    @Check(Sounds.ToneName.class)
    @Check(value = PositiveTime.class, option = "length")
    @Course(Kind.ANYWHERE)
    default Sound tone(
            @NamedParams({
                        @NamedParam(value = "country", type = String.class),
                        @NamedParam(value = "length", type = Duration.class)
                    })
                    Map<String, ?> options,
            String tone) {
        String country = options.get("country") instanceof CharSequence named ? named.toString() : acting().country();
        Sound.Tone made = Sound.tone(tone, country);
        return options.get("length") instanceof Duration length
                ? new Sound.Tone(made.cadence(), Optional.of(length))
                : made;
    }

    /** A text to be played, in English, by a speech engine; the switch comes with none. */
    default Sound say(String text) {
        return new Sound.Text(text, Locale.ENGLISH);
    }

    /**
     * Words to be played, in English, from recordings that come with the switch. What is named is said in that order.
     *
     * <ul>
     *   <li>{@code digits}: each by itself, as of a telephone number.
     *   <li>{@code number}: as one says it.
     *   <li>{@code date}: a day.
     *   <li>{@code time}: a time of day.
     *   <li>{@code money}: an amount.
     *   <li>{@code currency}: of the amount, as {@code EUR}. Default: {@code USD}.
     * </ul>
     */
    @Course(Kind.ANYWHERE)
    default List<Sound> say(
            @NamedParams({
                        @NamedParam("digits"),
                        @NamedParam(value = "number", type = Number.class),
                        @NamedParam(value = "date", type = LocalDate.class),
                        @NamedParam(value = "time", type = LocalTime.class),
                        @NamedParam(value = "money", type = Number.class),
                        @NamedParam(value = "currency", type = String.class)
                    })
                    Map<String, ?> what) {
        return Sounds.said(what);
    }

    /** Records the caller until the call ends. */
    default RecordOutcome record(String file) {
        return record(Map.of(), file);
    }

    /**
     * Answers, and records what the caller says, as WAV, or as Ogg/Opus where the name ends with {@code .opus}, below
     * {@code recordings.directory}. The outcome tells {@code file}, {@code length}, {@code ending} and {@code
     * problem}.
     *
     * <ul>
     *   <li>{@code max}: how long it may be, or {@code unlimited}. Default: until the call ends.
     *   <li>{@code silence}: ends after so long a silence. Default: it doesn't.
     *   <li>{@code end}: ends at this key. Default: none.
     * </ul>
     */
    @Check(RecordingFile.class)
    @Check(value = Asking.Key.class, option = "end")
    @Check(value = PositiveTime.class, option = "max")
    @Check(value = PositiveTime.class, option = "silence")
    default RecordOutcome record(
            @NamedParams({
                        @NamedParam(value = "max", type = Duration.class),
                        @NamedParam(value = "silence", type = Duration.class),
                        @NamedParam(value = "end", type = String.class)
                    })
                    Map<String, ?> options,
            String file) {
        return acting().record(file, Sounds.recording(options));
    }

    /** Takes a message. */
    default C voicemail(String box) {
        return voicemail(Map.of(), box);
    }

    /**
     * Answers, greets, and takes a message for a mailbox.
     *
     * <ul>
     *   <li>{@code greeting}: {@code busy}: its owner is busy, and not only away. Default: its owner is away.
     * </ul>
     */
    default C voicemail(
            @NamedParams(@NamedParam(value = "greeting", type = MailboxGreeting.class)) Map<String, ?> options,
            String box) {
        acting().voicemail(
                        box,
                        options.get("greeting") instanceof MailboxGreeting named ? named : MailboxGreeting.UNAVAILABLE);
        return getCall();
    }

    /** The caller's own mailbox: that of its account. */
    default C mailbox() {
        return mailbox(acting().caller().account().orElse(acting().caller().number()));
    }

    /**
     * Answers, and lets the caller listen to the messages of a mailbox, with the box's PIN unless it is the caller's
     * own.
     */
    default C mailbox(String box) {
        acting().mailbox(box);
        return getCall();
    }

    /** Greeting: the mailbox's owner is busy. */
    default MailboxGreeting getBusy() {
        return MailboxGreeting.BUSY;
    }

    private Call acting() {
        return scripted().acting();
    }
}
