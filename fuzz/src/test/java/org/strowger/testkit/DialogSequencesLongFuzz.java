package org.strowger.testkit;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * The same for ten minutes: {@code mvn -pl fuzz -am test -Dtest=DialogSequencesLongFuzz
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class DialogSequencesLongFuzz {

    @FuzzTest(maxDuration = "10m")
    void nothing_is_left_of_what_two_parties_say(byte[] actions) {
        DialogSequencesTarget.judge(actions);
    }
}
