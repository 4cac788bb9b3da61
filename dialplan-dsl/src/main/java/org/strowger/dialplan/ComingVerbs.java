package org.strowger.dialplan;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import groovy.transform.stc.ClosureParams;
import groovy.transform.stc.SimpleType;
import java.time.Duration;
import java.util.Map;

/**
 * The part of the language whose engine is still to come: declared and typed, so that scripts are checked against it, and refused at load with "not yet
 * available". A verb whose engine has come moves to {@link CallVerbs}.
 */
public interface ComingVerbs {

    /** A voice agent at the far end of a WebSocket. */
    interface Bot {
        /** Does this when the agent sends a message of this name. */
        void on(
                String name,
                @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                        @ClosureParams(value = SimpleType.class, options = "java.util.Map")
                        Closure<?> action);

        /** Waits until it has finished. */
        void await();
    }

    /** Choices of a menu. */
    interface Menu {
        /** Does this when digits that fit the pattern are pressed. */
        void on(String digits, @DelegatesTo(value = Choice.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action);

        /** Does this when nothing fits, after the last try. */
        void otherwise(@DelegatesTo(value = Choice.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action);
    }

    /** What was chosen. */
    interface Choice {
        /** The digits pressed. */
        String getDigits();
    }

    /** Joins a conference. */
    default CallVerbs conference(String room) {
        throw new NotYetAvailable("conference");
    }

    /** Joins a conference. */
    default CallVerbs conference(
            @NamedParams({
                        @NamedParam(value = "pin", type = String.class),
                        @NamedParam(value = "role", type = String.class)
                    })
                    Map<String, ?> options,
            String room) {
        throw new NotYetAvailable("conference");
    }

    /** Asks for digits. */
    default String ask(
            @NamedParams({
                        @NamedParam(value = "digits", type = Integer.class),
                        @NamedParam(value = "timeout", type = Duration.class),
                        @NamedParam(value = "tries", type = Integer.class)
                    })
                    Map<String, ?> options,
            String prompt) {
        throw new NotYetAvailable("ask");
    }

    /** Offers choices. */
    default CallVerbs menu(
            String prompt, @DelegatesTo(value = Menu.class, strategy = Closure.DELEGATE_FIRST) Closure<?> choices) {
        throw new NotYetAvailable("menu");
    }

    /** Offers choices. */
    default CallVerbs menu(
            @NamedParams({
                        @NamedParam(value = "tries", type = Integer.class),
                        @NamedParam(value = "timeout", type = Duration.class)
                    })
                    Map<String, ?> options,
            String prompt,
            @DelegatesTo(value = Menu.class, strategy = Closure.DELEGATE_FIRST) Closure<?> choices) {
        throw new NotYetAvailable("menu");
    }

    /** Connects a voice agent. */
    default Bot stream(String url) {
        throw new NotYetAvailable("stream");
    }

    /** Connects a voice agent. */
    default Bot stream(
            @NamedParams({
                        @NamedParam(value = "rate", type = Integer.class),
                        @NamedParam(value = "metadata", type = Map.class)
                    })
                    Map<String, ?> options,
            String url) {
        throw new NotYetAvailable("stream");
    }

    /** Does this at each digit pressed during the call. */
    default void onDtmf(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "java.lang.String")
                    Closure<?> action) {
        throw new NotYetAvailable("onDtmf");
    }

    /** Does this when the caller has been silent for so long. */
    default void onSilence(
            Duration silence,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        throw new NotYetAvailable("onSilence");
    }

    /** Does this when no media has come for the configured time. */
    default void onMediaTimeout(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        throw new NotYetAvailable("onMediaTimeout");
    }
}
