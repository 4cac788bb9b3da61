package org.strowger.dialplan.script;

/**
 * A call in the hands of a script: the delegate of a route's body, and what the script's methods find as {@code call}.
 * Nothing but verbs; what they keep is the {@link ScriptedCall}'s. Lives on the call's thread.
 */
public final class RouteCall implements CallVerbs {

    private final ScriptedCall scripted;

    private RouteCall(ScriptedCall scripted) {
        this.scripted = scripted;
    }

    /** Gives a call its verbs: the blocks of its script understand them from now on. */
    public static void speakFor(ScriptedCall scripted) {
        scripted.speaksThrough(new RouteCall(scripted));
    }

    /** The call that this thread runs a script for. */
    public static RouteCall current() {
        return (RouteCall) ScriptedCall.current().speaker();
    }

    @Override
    public RouteCall getCall() {
        return this;
    }

    @Override
    public ScriptedCall scripted() {
        return scripted;
    }

    /**
     * The id that the call's log lines and events carry: {@code call.id}; names a file that no other call writes to.
     */
    public String getId() {
        return scripted.acting().id();
    }
}
