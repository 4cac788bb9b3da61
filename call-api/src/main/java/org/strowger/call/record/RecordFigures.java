package org.strowger.call.record;

/**
 * How the charging records fare.
 *
 * @param written to the journal since the start
 * @param waiting in memory for the journal
 * @param lost since the start, because memory had no more room
 * @param behind octets of the journal that the CSV, the table or the webhook still has to take, whichever lacks most
 */
public record RecordFigures(long written, long waiting, long lost, long behind) {

    /** Where none are kept. */
    public static final RecordFigures NONE = new RecordFigures(0, 0, 0, 0);
}
