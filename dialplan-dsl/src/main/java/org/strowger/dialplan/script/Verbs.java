package org.strowger.dialplan.script;

/**
 * What every interface of verbs stands on: the call that the thread is about.
 *
 * @param <C> the call with all of its verbs, which a verb without an outcome returns, so that another can follow
 */
public interface Verbs<C> {

    /** The call that this thread is about. */
    C getCall();

    /** The same for verbs: what they need of it. No word of the language. */
    ScriptedCall scripted();
}
