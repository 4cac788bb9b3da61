package org.strowger.testkit;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Coverage-guided fuzzing of what two parties say to each other through the switch, message after message, in every
 * build.
 */
class DialogSequencesFuzzTest {

    @FuzzTest(maxDuration = "15s")
    void nothing_is_left_of_what_two_parties_say(byte[] actions) {
        DialogSequencesTarget.judge(actions);
    }
}
