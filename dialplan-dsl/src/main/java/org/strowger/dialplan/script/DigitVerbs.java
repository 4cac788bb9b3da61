package org.strowger.dialplan.script;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import groovy.transform.stc.ClosureParams;
import groovy.transform.stc.SimpleType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.strowger.dialplan.literal.Check;
import org.strowger.dialplan.literal.SoundName;
import org.strowger.dialplan.option.Asking;
import org.strowger.dialplan.option.Sounds;

/** The verbs that listen to the caller: for digits, silence, tones of machines, and the end of all media. */
public interface DigitVerbs<C> extends Verbs<C> {

    /** Asks for digits; answers with what was pressed, without the end key, and {@code ''} if that is nothing. */
    default String ask(String prompt) {
        return ask(Map.of(), prompt);
    }

    /** The same with files, URLs, tones and speech before the answer. */
    default String ask(List<?> prompts) {
        return ask(Map.of(), prompts);
    }

    /** Asks for digits; answers with what was pressed, without the end key, and {@code ''} if that is nothing. */
    default String ask(
            @NamedParams({
                        @NamedParam(value = "digits", type = Integer.class),
                        @NamedParam(value = "timeout", type = Duration.class),
                        @NamedParam(value = "pause", type = Duration.class),
                        @NamedParam(value = "tries", type = Integer.class),
                        @NamedParam(value = "end", type = String.class),
                        @NamedParam(value = "mask", type = Boolean.class)
                    })
                    Map<String, ?> options,
            String prompt) {
        return ask(options, List.of(prompt));
    }

    /** The same with files, URLs, tones and speech before the answer. */
    @Check(SoundName.class)
    @Check(value = Asking.Digits.class, option = "digits")
    @Check(value = Asking.Tries.class, option = "tries")
    @Check(value = Asking.Key.class, option = "end")
    default String ask(
            @NamedParams({
                        @NamedParam(value = "digits", type = Integer.class),
                        @NamedParam(value = "timeout", type = Duration.class),
                        @NamedParam(value = "pause", type = Duration.class),
                        @NamedParam(value = "tries", type = Integer.class),
                        @NamedParam(value = "end", type = String.class),
                        @NamedParam(value = "mask", type = Boolean.class)
                    })
                    Map<String, ?> options,
            List<?> prompts) {
        return Asking.of(options, Sounds.all(prompts)).ask(scripted().acting());
    }

    /** Offers choices, and does what the caller chooses. */
    default C menu(
            String prompt, @DelegatesTo(value = Menu.class, strategy = Closure.DELEGATE_FIRST) Closure<?> choices) {
        return menu(Map.of(), prompt, choices);
    }

    /** Offers choices, and does what the caller chooses. */
    @Check(SoundName.class)
    @Check(value = Asking.Tries.class, option = "tries")
    default C menu(
            @NamedParams({
                        @NamedParam(value = "tries", type = Integer.class),
                        @NamedParam(value = "timeout", type = Duration.class),
                        @NamedParam(value = "pause", type = Duration.class)
                    })
                    Map<String, ?> options,
            String prompt,
            @DelegatesTo(value = Menu.class, strategy = Closure.DELEGATE_FIRST) Closure<?> choices) {
        Menu menu = new Menu(scripted());
        var action = (Closure<?>) choices.clone();
        action.setDelegate(menu);
        action.setResolveStrategy(Closure.DELEGATE_FIRST);
        action.call();
        menu.offer(options, prompt);
        return getCall();
    }

    /** Does this at each digit that the caller presses, with the digit. */
    default void onDtmf(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "java.lang.String")
                    Closure<?> action) {
        scripted().listening().onDtmf(action);
    }

    /** Does this whenever the caller has said nothing for so long. */
    default void onSilence(
            Duration silence,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        scripted().listening().onSilence(silence, action);
    }

    /** Does this when no media has come for the configured time; the call goes on, unless this ends it. */
    default void onMediaTimeout(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        scripted().listening().onMediaTimeout(action);
    }

    /** Does this when a fax machine or the beep of an answering machine is heard from the caller. */
    default void onTone(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.call.event.MachineTone")
                    Closure<?> action) {
        scripted().listening().onTone(action);
    }
}
