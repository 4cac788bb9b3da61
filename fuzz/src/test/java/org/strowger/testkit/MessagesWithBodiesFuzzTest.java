package org.strowger.testkit;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Coverage-guided fuzzing of what messages hold, wherever in a call they come, in every build. */
class MessagesWithBodiesFuzzTest {

    @DictionaryFile(resourcePath = "/bodies.dict")
    @FuzzTest(maxDuration = "15s")
    void a_body_is_understood_or_refused(byte[] body) {
        MessagesWithBodiesTarget.judge(body);
    }
}
