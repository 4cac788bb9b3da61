package org.strowger.webrtc;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Coverage-guided fuzzing in every build of handshakes as their server and their client (RFC 6347). */
class HandshakeFuzzTest {

    @FuzzTest(maxDuration = "15s")
    void both_come_to_the_same_keys_or_to_none(byte[] actions) {
        HandshakeTarget.judge(actions);
    }
}
