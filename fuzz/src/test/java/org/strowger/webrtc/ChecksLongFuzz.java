package org.strowger.webrtc;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * The same for ten minutes: {@code mvn -pl fuzz -am test -Dtest=ChecksLongFuzz
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ChecksLongFuzz {

    @FuzzTest(maxDuration = "10m")
    void only_who_knows_the_password_is_answered(byte[] actions) {
        ChecksTarget.judge(actions);
    }
}
