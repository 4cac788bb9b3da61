package org.strowger.webrtc;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Coverage-guided fuzzing in every build of what comes where a browser's checks are expected (RFC 8489). */
class ChecksFuzzTest {

    @FuzzTest(maxDuration = "15s")
    void only_who_knows_the_password_is_answered(byte[] actions) {
        ChecksTarget.judge(actions);
    }
}
