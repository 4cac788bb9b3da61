package org.strowger.rtp.srtp;

import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.Packet;
import org.strowger.rtp.PacketSecurity;

/** SRTP with a key for each direction. Runs on the stream's loop. */
public final class Srtp implements PacketSecurity {

    private final MediaSecurity keys;
    private final SrtpReceiver receiver;
    private final SrtpSender sender;

    private Srtp(MediaSecurity keys, SrtpReceiver receiver, SrtpSender sender) {
        this.keys = keys;
        this.receiver = receiver;
        this.sender = sender;
    }

    public static Srtp of(MediaSecurity keys) {
        return new Srtp(keys, new SrtpReceiver(keys.theirs()), new SrtpSender(keys.ours()));
    }

    /**
     * Under keys of which one or both may be the same as before: a direction that keeps its key keeps its count of
     * rollovers.
     */
    public Srtp rekeyed(MediaSecurity now) {
        if (now.equals(keys)) return this;
        return new Srtp(
                now,
                now.theirs().equals(keys.theirs()) ? receiver : new SrtpReceiver(now.theirs()),
                now.ours().equals(keys.ours()) ? sender : new SrtpSender(now.ours()));
    }

    @Override
    public boolean opensRtp(Packet packet) {
        return receiver.unprotectRtp(packet);
    }

    @Override
    public boolean opensRtcp(Packet packet) {
        return receiver.unprotectRtcp(packet);
    }

    @Override
    public boolean sealsRtp(Packet packet) {
        return sender.protectRtp(packet);
    }

    @Override
    public boolean sealsRtcp(Packet packet) {
        sender.protectRtcp(packet);
        return true;
    }
}
