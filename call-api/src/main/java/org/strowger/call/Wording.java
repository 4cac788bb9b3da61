package org.strowger.call;

import java.lang.reflect.RecordComponent;
import org.strowger.statemachine.RecordText;

/** Values as people read them, for modules that see no further than call control: see {@link RecordText}. */
public final class Wording {

    private Wording() {}

    /** An outcome or a cause: {@code Refused (486)}. */
    public static String record(Record record) {
        return RecordText.of(record);
    }

    /** A time in seconds, a constant of an enum as a word, anything else as it is. */
    public static String value(Object value) {
        return RecordText.text(value);
    }

    /** What a component of a record holds. */
    public static Object component(RecordComponent component, Record record) {
        return RecordText.value(component, record);
    }
}
