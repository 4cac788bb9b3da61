package org.strowger.dialplan.literal;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a verb means for the course of a call. One that says nothing acts on the call it needs, and the script goes on
 * behind it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Course {

    /** What there is to say. */
    enum Kind {
        /** It needs no call, and may stand at the top level. */
        ANYWHERE,
        /** It ends the call: nothing behind it is reached. */
        LAST,
        /** It leads the call to somebody else, whom its arguments name. */
        ONWARD
    }

    /** All that is so. */
    Kind[] value();
}
