package org.strowger.sip.websocket;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * The same for ten minutes: {@code mvn -pl fuzz -am test -Dtest=WebSocketLongFuzz
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class WebSocketLongFuzz {

    @FuzzTest(maxDuration = "10m")
    void what_comes_is_answered_and_read_however_it_is_cut(byte[] bytes) {
        WebSocketTarget.judge(bytes);
    }
}
