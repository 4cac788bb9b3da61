package org.strowger.call.record;

/** Takes the record of each call when the call and its program are over. On any thread; never waits. */
@FunctionalInterface
public interface RecordSink {

    /** Where no records are kept: calls don't even collect what would be in them. */
    RecordSink NONE = _ -> {};

    /** Takes one. It is whole: nothing comes after it. */
    void take(ChargingRecord made);
}
