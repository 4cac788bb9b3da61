package org.strowger.dialplan.literal;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What is looked at in a verb's arguments when a plan is loaded. It stands at one form of the verb, the fullest, and
 * counts for all forms of that name in the same interface. Types are no matter of it: those are declared, and the
 * compiler's.
 */
@Documented
@Repeatable(Check.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Check {

    /** Every argument. */
    int EACH = -1;

    /** What judges it. */
    Class<? extends Judge> value();

    /** The option whose value is judged; without one, arguments are. */
    String option() default "";

    /** Which argument is judged, from 0, options counted; {@link #EACH} if nothing is said. */
    int argument() default EACH;

    /** Several. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface All {
        /** In the order in which they are made. */
        Check[] value();
    }
}
