package org.strowger.call;

/** Finds the program for a call. Called on a loop: must not block. There is always one: a number that no route takes gets a program that rejects with 404. */
@FunctionalInterface
public interface CallRouter {

    /** The program for this request. */
    CallProgram route(Call.CallRequest request, String number, Caller caller);
}
