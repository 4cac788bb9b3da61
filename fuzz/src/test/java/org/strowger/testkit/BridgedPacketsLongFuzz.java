package org.strowger.testkit;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * The same for ten minutes: {@code mvn -pl fuzz -am test -Dtest=BridgedPacketsLongFuzz
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class BridgedPacketsLongFuzz {

    @FuzzTest(maxDuration = "10m")
    void a_talk_survives_whatever_is_sent_to_it(byte[] datagrams) {
        BridgedPacketsTarget.judge(datagrams);
    }
}
