package org.strowger.webrtc;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * The same for ten minutes: {@code mvn -pl fuzz -am test -Dtest=HandshakeLongFuzz
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class HandshakeLongFuzz {

    @FuzzTest(maxDuration = "10m")
    void both_come_to_the_same_keys_or_to_none(byte[] actions) {
        HandshakeTarget.judge(actions);
    }
}
