package org.strowger.sip.transport;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * The same for an hour: {@code mvn -pl fuzz -am test -Dtest=SipParserLongFuzz -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class SipParserLongFuzz {

    @FuzzTest(maxDuration = "1h")
    void no_frame_escapes_a_clean_verdict(byte[] frame) {
        SipParserTarget.judge(frame);
    }
}
