package org.strowger.call.event;

import java.util.Locale;

/** Why something was refused to somebody who asked for it: each is counted since the start. */
public enum RefusalCause {
    /** There are as many calls as there may be: 503. */
    CALLS("Calls refused because there were as many as there may be"),
    /** The switch is being stopped: 503. */
    STOPPING("Calls refused because the switch was being stopped"),
    /** There are as many emergency calls as there may be: 503. */
    EMERGENCIES("Emergency calls refused because there were as many as there may be"),
    /** An account has as many calls as it may: 486. */
    ACCOUNT_CALLS("Calls refused because their account had as many as it may"),
    /** An account begins calls too fast: 503. */
    ACCOUNT_RATE("Calls refused because their account began them too fast"),
    /** A trunk has as many calls as it may: 503. */
    TRUNK_CALLS("Calls refused because their trunk had as many as it may"),
    /** A trunk begins calls too fast: 503. */
    TRUNK_RATE("Calls refused because their trunk began them too fast"),
    /** An address has as many calls as it may: 503. */
    SOURCE_CALLS("Calls refused because the address that they came from had as many as it may"),
    /** An address begins calls too fast: 503. */
    SOURCE_RATE("Calls refused because the address that they came from began them too fast"),
    /** What was dialled holds characters that would end a number in a URI: 404. */
    NUMBER("Calls refused because what they dialled would have led elsewhere once written into a URI"),
    /** An INVITE requires what its party's policy has off, or lacks what that requires: 420 or 421. */
    EXTENSION("Calls refused because they required an extension that is off, or lacked one that is required"),
    /** A call came round to a number that it had been through already: 482 (RFC 5393 §4). */
    LOOP("Calls refused because they came round to where they had been"),
    /** One original call would have had more legs at once than it may: 440 (RFC 5393 §5). */
    LEGS("Legs refused because the call that they came of had as many as it may"),
    /** The calls of one account would have had more legs at once than they may: 503. */
    ACCOUNT_LEGS("Legs refused because the calls of their account had as many as they may"),
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
