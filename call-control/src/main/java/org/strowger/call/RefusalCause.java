package org.strowger.call;

import java.util.Locale;

/** Why something was refused to somebody who asked for it: each is counted since the start. */
public enum RefusalCause {
    /** A call came round to a number that it had been through already: 482 (RFC 5393 §4). */
    LOOP("Calls refused because they came round to where they had been"),
    /** One original call would have had more legs at once than it may: 440 (RFC 5393 §5). */
    LEGS("Legs refused because the call that they came of had as many as it may"),
    /** One original call was sent on more often than it may be: 483. */
    TURNS("Redirections and transfers refused because the call had been sent on too often"),
    /** A redirection or a transfer led to where the dialplan does not. */
    ELSEWHERE("Redirections refused because they led around the dialplan"),
    /** There was no media port for one of the two sides: 503. */
    PORTS("Calls, legs and changes of a session refused for want of a media port"),
    /** What arrives has to wait: 503 at once, by the delay. */
    LOAD("New requests refused because what arrives had to wait"),
    /** No room for it on the way to the loop that owns it. */
    QUEUE("Messages dropped because too many waited for their loop");

    private final String about;

    RefusalCause(String about) {
        this.about = about;
    }

    /** For people. */
    public String about() {
        return about;
    }

    /** As a figure is called. */
    public String figure() {
        return "refused_" + name().toLowerCase(Locale.ROOT);
    }
}
