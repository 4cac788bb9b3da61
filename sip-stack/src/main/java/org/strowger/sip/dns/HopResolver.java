package org.strowger.sip.dns;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.strowger.sip.Hop;
import org.strowger.sip.message.SipUri;

/** Finds where a URI leads (RFC 3263): numeric hosts at once, names by DNS without blocking. */
@FunctionalInterface
public interface HopResolver {

    /**
     * The hops to try in order; empty if the name does not exist. Completes on any thread, never exceptionally for what
     * DNS answers.
     */
    CompletionStage<List<Hop>> resolve(SipUri uri);

    /**
     * Tells the hops where they are wanted; none if resolving has failed. Never before this returns, unless the
     * executor runs what it is given at once.
     *
     * @param home where it is told: a loop, or a call on one, which may be over by then
     */
    default void resolve(SipUri uri, Executor home, Consumer<List<Hop>> found) {
        resolve(uri)
                .whenComplete((hops, failure) -> home.execute(() -> found.accept(failure == null ? hops : List.of())));
    }
}
