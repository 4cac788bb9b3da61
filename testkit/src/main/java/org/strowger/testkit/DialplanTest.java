package org.strowger.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A JUnit class that tests a dialplan: each test may take a {@link TestSwitch}, with the plan loaded. A test that fails
 * says so with the ladder of messages.
 *
 * {@snippet :
 * @DialplanTest("src/test/plans/office.groovy")
 * class OfficeTest {
 *     @Test
 *     void the_emergency_number_goes_to_the_operator(TestSwitch office) {
 *         assertEquals(List.of("psap"), office.testCall("911").getCalled());
 *     }
 * }
 * }
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DialplanExtension.class)
public @interface DialplanTest {

    /**
     * The file of the plan, or a directory with a {@code strowger.yaml} that names it; relative to where the tests are
     * started.
     */
    String value();
}
