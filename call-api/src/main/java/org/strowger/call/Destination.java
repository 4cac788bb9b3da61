package org.strowger.call;

import java.util.List;
import java.util.Optional;

/** What can be dialled. */
public sealed interface Destination {

    /** All registered contacts of an account, at once. */
    record User(String name) implements Destination {}

    /**
     * All registered contacts of an account, at once, as long as none of its phones rings or is in a call; it is busy
     * (486) else.
     */
    record IdleUser(String name) implements Destination {}

    /** A number at a trunk. */
    record Trunk(String name, String number) implements Destination {}

    /** A SIP URI. */
    record Uri(String uri) implements Destination {}

    /** A group of the configuration, by its strategy. */
    record Group(String name) implements Destination {}

    /** A queue of the configuration: the caller is answered, and waits for the next who is free. */
    record Queue(String name) implements Destination {}

    /**
     * A number that is dialled through the dialplan from its beginning: in the context, by the rights and at the cost
     * of whoever dials it.
     *
     * @param account as if this one had dialled it; empty for the caller
     */
    record Onward(String number, Optional<String> account) implements Destination {}

    /**
     * Somebody, and who takes the calls that this one doesn't: tried once, and what comes of that is the outcome.
     *
     * @param whereBusy for calls that found it busy
     * @param whereUnanswered for those that it didn't answer, or that couldn't reach it
     */
    record Diverted(Destination first, Optional<Destination> whereBusy, Optional<Destination> whereUnanswered)
            implements Destination {}

    /**
     * Nobody: what is dialled takes no calls now, and none of its phones rings.
     *
     * @param status what a caller gets by that, if nothing else comes of the call
     */
    record Nobody(int status, String why) implements Destination {}

    /** All at once; the first that answers wins. */
    record FirstToAnswer(List<Destination> all) implements Destination {
        /** Copies. */
        public FirstToAnswer {
            all = List.copyOf(all);
        }
    }

    /** One after the other, each for the whole timeout, until one answers or is busy or refuses. */
    record OneByOne(List<Destination> all) implements Destination {
        /** Copies. */
        public OneByOne {
            all = List.copyOf(all);
        }
    }

    /** The queues among it. */
    default List<String> queues() {
        return switch (this) {
            case Queue(String name) -> List.of(name);
            case FirstToAnswer(List<Destination> all) ->
                all.stream().flatMap(each -> each.queues().stream()).toList();
            case OneByOne(List<Destination> all) ->
                all.stream().flatMap(each -> each.queues().stream()).toList();
            case Diverted diverted -> diverted.first().queues();
            case User _, IdleUser _, Trunk _, Uri _, Group _, Onward _, Nobody _ -> List.of();
        };
    }
}
