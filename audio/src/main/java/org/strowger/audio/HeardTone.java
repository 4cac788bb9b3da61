package org.strowger.audio;

/** A tone with a meaning, heard in a leg's audio. */
public enum HeardTone {
    /** Of a calling fax: 1100 Hz for half a second, again and again (ITU-T T.30, CNG). */
    FAX_CALLING,
    /** Of an answering fax or modem: 2100 Hz for three seconds (T.30 CED, V.8 ANSam). */
    FAX_ANSWERING,
    /** Of an answering machine that begins to record: one tone of 420 to 2600 Hz, over after 0.2 to 2.5 s. */
    BEEP
}
