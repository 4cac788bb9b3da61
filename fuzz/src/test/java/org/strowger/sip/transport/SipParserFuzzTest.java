package org.strowger.sip.transport;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Half a minute of coverage-guided fuzzing in every build, from the messages of RFC 4475 on. */
class SipParserFuzzTest {

    @FuzzTest(maxDuration = "25s")
    void no_frame_escapes_a_clean_verdict(byte[] frame) {
        SipParserTarget.judge(frame);
    }
}
