package org.strowger.call.event;

import org.strowger.audio.HeardTone;

/** A tone of a machine, heard from a party. */
public enum MachineTone {
    /** A fax machine calls (ITU-T T.30, CNG). */
    FAX_CALLING,
    /** A fax machine or modem answers (CED, ANSam). */
    FAX_ANSWERING,
    /** An answering machine begins to record. */
    BEEP;

    public static MachineTone of(HeardTone heard) {
        return switch (heard) {
            case FAX_CALLING -> FAX_CALLING;
            case FAX_ANSWERING -> FAX_ANSWERING;
            case BEEP -> BEEP;
        };
    }
}
