package org.strowger.media;

/** What a loop counts, RTP and RTCP together. */
enum LoopCount {
    RECEIVED,
    SENT,
    DROPPED
}
