package org.strowger.call;

/**
 * Finds the program for a call. There is always one: a number that no route takes gets a program that rejects with 404.
 */
@FunctionalInterface
public interface CallRouter {

    /**
     * The program for this request. Called on the call's thread: guards are code of the script's. What it throws ends
     * that call alone.
     */
    CallProgram route(Call.CallRequest request, String number, Caller caller);

    /**
     * Whether the number is an emergency number, in whatever context: such calls are subject to no limit and no
     * authentication. Called on a loop: a look into a table, no code of the script's.
     */
    default boolean isEmergency(String number) {
        return false;
    }
}
