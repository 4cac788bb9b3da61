package org.strowger.testkit;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Coverage-guided fuzzing of what is sent to the media of two who talk, in every build. */
class BridgedPacketsFuzzTest {

    @FuzzTest(maxDuration = "15s")
    void a_talk_survives_whatever_is_sent_to_it(byte[] datagrams) {
        BridgedPacketsTarget.judge(datagrams);
    }
}
