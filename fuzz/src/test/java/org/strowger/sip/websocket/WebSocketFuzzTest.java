package org.strowger.sip.websocket;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Coverage-guided fuzzing of the handshake and the frames of WebSockets, in every build. */
class WebSocketFuzzTest {

    @FuzzTest(maxDuration = "15s")
    void what_comes_is_answered_and_read_however_it_is_cut(byte[] bytes) {
        WebSocketTarget.judge(bytes);
    }
}
