package org.strowger.dialplan;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import groovy.transform.stc.ClosureParams;
import groovy.transform.stc.SimpleType;
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
}
