package org.strowger.agent;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * The same for ten minutes: {@code mvn -pl fuzz -am test -Dtest=AgentsLongFuzz
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class AgentsLongFuzz {

    @FuzzTest(maxDuration = "10m")
    void a_message_is_understood_or_refused(byte[] message) {
        AgentsTarget.judge(message);
    }
}
