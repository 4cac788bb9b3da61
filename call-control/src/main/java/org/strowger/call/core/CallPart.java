package org.strowger.call.core;

/**
 * Whoever owns a machine that belongs to a call, and to none of its dialogs: {@link ExchangeServices#stories} tells it
 * under the call.
 */
public interface CallPart {

    /** The call's id. */
    String call();
}
