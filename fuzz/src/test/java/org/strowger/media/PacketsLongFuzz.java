package org.strowger.media;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * The same for ten minutes: {@code mvn -pl fuzz -am test -Dtest=PacketsLongFuzz
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class PacketsLongFuzz {

    @FuzzTest(maxDuration = "10m")
    void no_packet_is_more_than_dropped(byte[] data) {
        PacketsTarget.judge(data);
    }
}
