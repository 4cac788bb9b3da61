package org.strowger.agent;

import java.util.Map;

/** What an agent says. */
sealed interface FromAgent {

    /** To be heard by the caller. */
    @SuppressWarnings("ArrayRecordComponent") // handed over
    record Speech(short[] pcm) implements FromAgent {}

    /** It wants to know when all that it said so far has been heard. */
    record Mark(String name) implements FromAgent {}

    /** What waits to be heard is not wanted any longer. */
    record Clear() implements FromAgent {}

    /** It is through. */
    record Stop() implements FromAgent {}

    /** Something for the script. */
    record Said(String name, Map<String, Object> message) implements FromAgent {}

    /** It can't be understood. */
    record Bad(String why) implements FromAgent {}
}
