package org.strowger.media;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Coverage-guided fuzzing of the packet path in every build. */
class PacketsFuzzTest {

    @FuzzTest(maxDuration = "15s")
    void no_packet_is_more_than_dropped(byte[] data) {
        PacketsTarget.judge(data);
    }
}
