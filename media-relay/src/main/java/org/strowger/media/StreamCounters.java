package org.strowger.media;

/** Counted on the stream's loop, read on any thread. */
record StreamCounters(Reception reception, Counter packetsSent, Counter octetsSent, Counter strangers) {

    StreamCounters() {
        this(new Reception(), new Counter(), new Counter(), new Counter());
    }

    StreamStatistics read() {
        return new StreamStatistics(
                reception.packets.read(),
                reception.octets.read(),
                reception.lost.read(),
                reception.jitterMicros.read(),
                packetsSent.read(),
                octetsSent.read(),
                strangers.read());
    }
}
