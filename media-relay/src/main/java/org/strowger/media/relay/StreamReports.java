package org.strowger.media.relay;

import org.strowger.audio.codec.EModel;
import org.strowger.rtp.Packet;
import org.strowger.rtp.RtcpSession;
import org.strowger.rtp.WantedReports;
import org.strowger.rtp.loop.MediaLoop;

/** When a stream's reports go, and where. Runs on the stream's loop. */
record StreamReports(RtcpSession session, PeerLine line, MediaLoop loop) {

    void describe(WantedReports wanted, EModel.Codec spoken) {
        session.describe(wanted, spoken);
    }

    /** True if some of it was about packets of our own source. */
    boolean received(Packet packet, long now) {
        return session.received(packet, now);
    }

    /** Sends what is due while we speak or listen ourselves. */
    void watch(long now) {
        if (!session.isDue(now)) return;
        session.write(loop.outgoing(), now);
        line.sendRtcp(loop.outgoing());
    }

    /** The peers report to one another. */
    void rest() {
        session.rest();
    }

    void sayGoodbye() {
        if (!session.hasReported()) return;
        session.writeBye(loop.outgoing(), loop.nanos());
        line.sendRtcp(loop.outgoing());
    }
}
