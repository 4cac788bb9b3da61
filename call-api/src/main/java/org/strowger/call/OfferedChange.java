package org.strowger.call;

/**
 * What a party of the call offers in mid-call, by re-INVITE or UPDATE: it goes on its way unless the program refuses
 * it. On the call's thread.
 */
public interface OfferedChange {

    /** Whether video is among what is offered. */
    boolean hasVideo();

    /** Whether it puts the other side on hold (RFC 3264 §8.4). */
    boolean isHold();

    /** The leg that offers, {@code a} being the caller. */
    String leg();

    /** Refuses it with 400 to 699; the session goes on as it was. */
    void reject(int status);
}
