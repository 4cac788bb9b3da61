package org.strowger.call;

/** What a program does with conferences. On the call's thread, as all of {@link Call}. */
public interface CallRooms {

    /**
     * Takes the caller into a conference, and returns when the caller is in it no longer. Answers first. The room of
     * that name is opened by the first who comes, whose PIN becomes the room's, and is closed by the last who leaves.
     */
    ConferenceOutcome conference(String room, ConferenceOptions options);
}
