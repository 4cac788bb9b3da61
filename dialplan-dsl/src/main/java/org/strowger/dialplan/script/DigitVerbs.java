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
import org.strowger.dialplan.literal.PositiveTime;
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

    /** The same with one file or URL before the answer. */
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

    /**
     * Answers, plays a prompt until the first digit, and returns what was pressed, without the end key; {@code ''}
     * for nothing. Digits that are pressed before it asks count, too.
     *
     * <ul>
     *   <li>{@code digits}: how many. Default: as many as are pressed.
     *   <li>{@code timeout}: how long to wait for the first digit behind the prompt. Default: 5 seconds.
     *   <li>{@code pause}: how long to wait for each further one. Default: {@code timeout}, at most 3 seconds.
     *   <li>{@code tries}: how often to ask. Default: once.
     *   <li>{@code end}: ends the answer. Default: none.
     *   <li>{@code mask}: {@code true}: the digits are dots in events and logs, and in no recording. Default:
     *       shown.
     * </ul>
     */
    @Check(SoundName.class)
    @Check(value = Asking.Digits.class, option = "digits")
    @Check(value = Asking.Tries.class, option = "tries")
    @Check(value = Asking.Key.class, option = "end")
    @Check(value = PositiveTime.class, option = "timeout")
    @Check(value = PositiveTime.class, option = "pause")
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

    /**
     * Answers, offers choices, and does what the caller chooses. In its closure stand {@code on('1') { … }} for each
     * choice, {@code silent { … }} and {@code invalid { … }} for tries that come to nothing, and
     * {@code otherwise { … }} for behind the last of them. Within these, {@code digits} is what was pressed,
     * {@code repeat()} offers the menu again when the block has ended, and {@code back()} the menu around. A choice is
     * made as soon as nothing else can be meant.
     *
     * <ul>
     *   <li>{@code tries}: how often to ask. Default: 3.
     *   <li>{@code timeout}: how long to wait for the first digit behind the prompt. Default: 5 seconds.
     *   <li>{@code pause}: how long to wait for another where more may follow. Default: {@code timeout}, at most
     *       3 seconds.
     * </ul>
     */
    @Check(SoundName.class)
    @Check(value = Asking.Tries.class, option = "tries")
    @Check(value = PositiveTime.class, option = "timeout")
    @Check(value = PositiveTime.class, option = "pause")
    default C menu(
            @NamedParams({
                        @NamedParam(value = "tries", type = Integer.class),
                        @NamedParam(value = "timeout", type = Duration.class),
                        @NamedParam(value = "pause", type = Duration.class)
                    })
                    Map<String, ?> options,
            String prompt,
            @DelegatesTo(value = Menu.class, strategy = Closure.DELEGATE_FIRST) Closure<?> choices) {
        scripted().menu(menu -> {
            var action = (Closure<?>) choices.clone();
            action.setDelegate(menu);
            action.setResolveStrategy(Closure.DELEGATE_FIRST);
            action.call();
            menu.offer(options, prompt);
        });
        return getCall();
    }

    /** Does this at each digit that the caller presses, with the digit. */
    default void onDtmf(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "java.lang.String")
                    Closure<?> action) {
        scripted().listening().onDtmf(action);
    }

    /** Does this whenever the caller, once answered, has said nothing for so long: once for each silence. */
    @Check(value = PositiveTime.class, argument = 0)
    default void onSilence(
            Duration silence,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        scripted().listening().onSilence(silence, action);
    }

    /**
     * Does this when no media has come for {@code media.timeout} although nobody is on hold. The call goes on, unless
     * this ends it; without this callback, it is ended.
     */
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
