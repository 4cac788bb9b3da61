package org.strowger.audio.sound;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * The same for ten minutes: {@code mvn -pl fuzz -am test -Dtest=SoundsLongFuzz
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class SoundsLongFuzz {

    @FuzzTest(maxDuration = "10m")
    void a_sound_is_played_or_refused(byte[] file) {
        SoundsTarget.judge(file);
    }
}
