package org.strowger.testkit;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * The same for ten minutes: {@code mvn -pl fuzz -am test -Dtest=MessagesWithBodiesLongFuzz
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class MessagesWithBodiesLongFuzz {

    @DictionaryFile(resourcePath = "/bodies.dict")
    @FuzzTest(maxDuration = "10m")
    void a_body_is_understood_or_refused(byte[] body) {
        MessagesWithBodiesTarget.judge(body);
    }
}
