package org.strowger.call.event;

/** How a pressed digit was told. */
public enum DigitSource {
    /** By telephone-event in RTP (RFC 4733). */
    EVENT,
    /** By its two tones, heard in the audio (ITU-T Q.23). */
    TONE,
    /** By SIP INFO. */
    INFO
}
