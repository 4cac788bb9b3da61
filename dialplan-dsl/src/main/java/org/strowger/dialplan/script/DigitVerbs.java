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
import org.strowger.call.Call;
import org.strowger.call.DigitPlan;
import org.strowger.call.DigitQuestion;
import org.strowger.call.Sound;

/** The verbs that listen to the caller: for digits, silence, tones of machines, and the end of all media. */
public interface DigitVerbs {

    /** The call that this thread is about. */
    RouteCall getCall();

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
        return Asking.of(options, SoundVerbs.Sounds.all(prompts)).ask(getCall().acting());
    }

    /** Offers choices, and does what the caller chooses. */
    default CallVerbs menu(
            String prompt, @DelegatesTo(value = Menu.class, strategy = Closure.DELEGATE_FIRST) Closure<?> choices) {
        return menu(Map.of(), prompt, choices);
    }

    /** Offers choices, and does what the caller chooses. */
    default CallVerbs menu(
            @NamedParams({
                        @NamedParam(value = "tries", type = Integer.class),
                        @NamedParam(value = "timeout", type = Duration.class),
                        @NamedParam(value = "pause", type = Duration.class)
                    })
                    Map<String, ?> options,
            String prompt,
            @DelegatesTo(value = Menu.class, strategy = Closure.DELEGATE_FIRST) Closure<?> choices) {
        Menu menu = new Menu(getCall());
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
        getCall().listening().onDtmf(action);
    }

    /** Does this whenever the caller has said nothing for so long. */
    default void onSilence(
            Duration silence,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        getCall().listening().onSilence(silence, action);
    }

    /** Does this when no media has come for the configured time; the call goes on, unless this ends it. */
    default void onMediaTimeout(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        getCall().listening().onMediaTimeout(action);
    }

    /** Does this when a fax machine or the beep of an answering machine is heard from the caller. */
    default void onTone(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.call.event.MachineTone")
                    Closure<?> action) {
        getCall().listening().onTone(action);
    }

    /** What is asked, from the options of the verb. */
    record Asking(DigitQuestion question, int digits, int tries) {

        private static final Duration PATIENCE = Duration.ofSeconds(5);
        private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
        private static final int MOST_DIGITS = 32;

        static Asking of(Map<String, ?> options, List<Sound> prompts) {
            int digits = options.get("digits") instanceof Integer count ? count : MOST_DIGITS;
            if (digits < 1 || digits > MOST_DIGITS)
                throw new IllegalArgumentException("digits: " + digits + ": 1 to " + MOST_DIGITS + " can be asked for");
            Duration timeout = timeout(options);
            var question = DigitQuestion.of(prompts, DigitPlan.count(digits), timeout, pause(options, timeout));
            if (options.get("end") instanceof CharSequence end) question = question.endingWith(key(end.toString()));
            if (Boolean.TRUE.equals(options.get("mask"))) question = question.masked();
            return new Asking(question, digits, tries(options, 1));
        }

        static Duration timeout(Map<String, ?> options) {
            return options.get("timeout") instanceof Duration timeout ? timeout : PATIENCE;
        }

        static Duration pause(Map<String, ?> options, Duration timeout) {
            if (options.get("pause") instanceof Duration pause) return pause;
            return timeout.compareTo(LONGEST_PAUSE) < 0 ? timeout : LONGEST_PAUSE;
        }

        static int tries(Map<String, ?> options, int usual) {
            int tries = options.get("tries") instanceof Integer count ? count : usual;
            if (tries < 1) throw new IllegalArgumentException("tries: " + tries + ": at least one is needed");
            return tries;
        }

        static char key(String end) {
            if (end.length() != 1)
                throw new IllegalArgumentException("end: '" + end + "' is no key: '#', '*' or a digit");
            return end.charAt(0);
        }

        /** Asks again while nothing was pressed, or less than wanted. */
        String ask(Call call) {
            String pressed = "";
            for (int left = tries; left > 0; left--) {
                var answer = call.ask(question);
                pressed = answer.digits();
                boolean enough = switch (answer.ending()) {
                    case COMPLETE -> true;
                    case END_KEY, TIMEOUT, WRONG -> !pressed.isEmpty() && digits == MOST_DIGITS;
                };
                if (enough) break;
            }
            return pressed;
        }
    }
}
