package org.strowger.agent;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Coverage-guided fuzzing of what voice agents say, in every build. */
class AgentsFuzzTest {

    @FuzzTest(maxDuration = "15s")
    void a_message_is_understood_or_refused(byte[] message) {
        AgentsTarget.judge(message);
    }
}
