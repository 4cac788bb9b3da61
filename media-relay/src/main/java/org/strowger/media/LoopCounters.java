package org.strowger.media;

/** What a loop has counted since its start, RTP and RTCP together. */
final class LoopCounters {
    final Counter received = new Counter();
    final Counter sent = new Counter();
    final Counter dropped = new Counter();
}
