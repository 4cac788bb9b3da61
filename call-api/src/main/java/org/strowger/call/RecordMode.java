package org.strowger.call;

/** Whose voice a recording of a connection holds. */
public enum RecordMode {
    /** The caller's. */
    CALLER,
    /** The callee's. */
    CALLEE,
    /** Both as one. */
    MIXED,
    /** Both, a channel each: the caller is left. */
    STEREO
}
