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
import org.strowger.dialplan.literal.RecordingFile;
import org.strowger.dialplan.option.Asking;
import org.strowger.dialplan.option.Sounds;

/** The verbs that play and record. */
public interface SoundVerbs<C> extends Verbs<C> {

    /** Plays files or what URLs name, one after the other. */
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

    /** Plays a file or what a URL names. */
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

    /** Plays files, URLs, tones and speech, one after the other. */
    @Check(Sounds.Played.class)
    @Check(value = Sounds.Repetitions.class, option = "loop")
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

    /** A tone: a description as {@code 425/1000,0/4000}, or the name of one of the switch's country. */
    default Sound tone(String tone) {
        return tone(Map.of(), tone);
    }

    /** A tone of a country, or for so long. */
    @Check(Sounds.ToneName.class)
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

    /** A text in English, by a speech engine. */
    default Sound say(String text) {
        return new Sound.Text(text, Locale.ENGLISH);
    }

    /** Digits, a number, a date, a time or an amount of money, in English; several are said in this order. */
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

    /** Records the caller. */
    @Check(RecordingFile.class)
    @Check(value = Asking.Key.class, option = "end")
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

    /** Takes a message. */
    default C voicemail(
            @NamedParams(@NamedParam(value = "greeting", type = MailboxGreeting.class)) Map<String, ?> options,
            String box) {
        acting().voicemail(
                        box,
                        options.get("greeting") instanceof MailboxGreeting named ? named : MailboxGreeting.UNAVAILABLE);
        return getCall();
    }

    /** Lets the caller listen to the messages of its own mailbox: that of its account. */
    default C mailbox() {
        return mailbox(acting().caller().account().orElse(acting().caller().number()));
    }

    /** Lets the caller listen to the messages of a mailbox, with the box's PIN unless it is the caller's own. */
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
