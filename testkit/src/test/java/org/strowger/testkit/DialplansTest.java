package org.strowger.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.strowger.testkit.spec.SpecResult;
import org.strowger.testkit.spec.SpecRun;

/** The plans of the manual do what their comments say: each by the specification beside it. */
class DialplansTest {

    private static final Path PLANS = Path.of("target", "test-classes", "dialplans");

    @TestFactory
    Stream<DynamicTest> plans() throws IOException {
        List<SpecResult> results = SpecRun.run(SpecRun.find(PLANS), _ -> {});
        return results.stream()
                .map(result -> DynamicTest.dynamicTest(result.specification() + ": " + result.feature(), () -> {
                    if (result.failure().isPresent()) throw result.failure().get();
                }));
    }
}
