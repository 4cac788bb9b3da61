package org.strowger.audio.sound;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Coverage-guided fuzzing of WAV, MP3, Ogg/Opus and G.711 in every build, from short sounds on. */
class SoundsFuzzTest {

    @FuzzTest(maxDuration = "15s")
    void a_sound_is_played_or_refused(byte[] file) {
        SoundsTarget.judge(file);
    }
}
