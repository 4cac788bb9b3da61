package org.strowger.dialplan.explain;

import groovy.lang.Closure;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.strowger.call.ConferenceOptions;
import org.strowger.call.Destination;
import org.strowger.call.DigitQuestion;
import org.strowger.call.PlayOptions;
import org.strowger.call.RecordOptions;
import org.strowger.call.Sound;
import org.strowger.call.Wording;
import org.strowger.statemachine.ShownUrl;

/** What a verb is given, for people: as a script would write it, and without what goes without saying. */
final class Described {

    /** Options as they are where a script says nothing. */
    private static final Map<Class<?>, Record> USUAL = Map.of(
            PlayOptions.class, PlayOptions.ONCE,
            RecordOptions.class, RecordOptions.DEFAULT,
            ConferenceOptions.class, ConferenceOptions.USUAL);

    private Described() {}

    /** Empty if there is nothing to say of it. */
    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list -> list.stream().map(Described::of).collect(Collectors.joining(", "));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + of(entry.getValue()))
                        .collect(Collectors.joining(", "));
            case Destination destination -> RecordedCall.inWords(destination);
            case Sound sound -> sound(sound);
            case DigitQuestion question -> question(question);
            case Duration time -> Wording.value(time);
            case URI url -> ShownUrl.of(url);
            case Enum<?> constant -> Wording.value(constant);
            case Optional<?> maybe -> maybe.map(Described::of).orElse("");
            case Closure<?> _ -> "{…}";
            case Record record -> record(record);
            default -> isCode(value) ? "{…}" : value.toString();
        };
    }

    private static String sound(Sound sound) {
        return switch (sound) {
            case Sound.File file -> file.name();
            case Sound.OwnFile own -> own.at().toString();
            case Sound.Url url -> ShownUrl.of(url.at());
            case Sound.Tone tone -> tone.toString();
            case Sound.Words said -> "say " + String.join(" ", said.words());
            case Sound.Text text -> "say '" + text.text() + "'";
        };
    }

    private static String question(DigitQuestion question) {
        var parts = new StringJoiner(", ");
        for (Sound prompt : question.prompts()) parts.add(sound(prompt));
        parts.add(isCode(question.plan()) ? "digits" : question.plan().toString());
        question.end().ifPresent(key -> parts.add("ended by " + key));
        if (question.secrecy() == DigitQuestion.Secrecy.MASKED) parts.add("masked");
        return parts.add("within " + of(question.timeout())).toString();
    }

    private static String record(Record record) {
        @Nullable Record usual = USUAL.get(record.getClass());
        var parts = new StringJoiner(", ");
        for (var component : record.getClass().getRecordComponents()) {
            Object value = Wording.component(component, record);
            boolean told = usual == null || !value.equals(Wording.component(component, usual));
            String text = told ? of(value) : "";
            if (!text.isEmpty()) parts.add(component.getName() + " " + text);
        }
        return parts.toString();
    }

    /** What has no better name than the compiler's: a lambda, an anonymous class. */
    private static boolean isCode(Object value) {
        Class<?> type = value.getClass();
        return type.isHidden() || type.isSynthetic() || type.isAnonymousClass() || Proxy.isProxyClass(type);
    }
}
