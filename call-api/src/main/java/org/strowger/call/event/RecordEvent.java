package org.strowger.call.event;

import java.time.Duration;

/** What becomes of charging records on their way to where they are kept. */
public sealed interface RecordEvent extends Happening.OfNoCall {

    /**
     * Charging records can't be written now, or sent: told once, when it begins. It is tried again every {@code again},
     * a webhook after twice as long each time, up to a minute. Nothing is lost as long as there is room in memory, for
     * those of the journal, or on the disk, for the others.
     *
     * @param place what doesn't take them: {@code journal}, {@code csv}, {@code table} or {@code webhook}
     * @param waiting records in memory; 0 for what is made of the journal
     * @param why in words, with what to do about it
     */
    record RecordsDelayed(String place, int waiting, String why, Duration again) implements RecordEvent {
        public RecordsDelayed {
            why = Text.bounded(why);
        }
    }

    /**
     * Charging records are written again, or sent; those that had waited come first.
     *
     * @param place what takes them again: {@code journal}, {@code csv}, {@code table} or {@code webhook}
     */
    record RecordsResumed(String place) implements RecordEvent {}

    /**
     * Charging records are lost, since the disk has taken none for so long that memory has no more room for them: told
     * at the first, and then with {@link RecordsResumed}.
     *
     * @param count since this was last told
     */
    record RecordsLost(long count, String why) implements RecordEvent {
        public RecordsLost {
            why = Text.bounded(why);
        }
    }
}
