package org.strowger.rtp;

/**
 * What is done to the packets of a stream right before they leave and right after they come. Runs on the stream's loop.
 */
public interface PacketSecurity {

    /** Packets in the clear. */
    PacketSecurity NONE = new PacketSecurity() {
        @Override
        public boolean opensRtp(Packet packet) {
            return true;
        }

        @Override
        public boolean opensRtcp(Packet packet) {
            return true;
        }

        @Override
        public boolean sealsRtp(Packet packet) {
            return true;
        }

        @Override
        public boolean sealsRtcp(Packet packet) {
            return true;
        }
    };

    /** Makes it readable, in place; false, and the packet is to be dropped, if it is not the peer's. */
    boolean opensRtp(Packet packet);

    /** The same for RTCP. */
    boolean opensRtcp(Packet packet);

    /** Protects it, in place; false if it must not be sent. */
    boolean sealsRtp(Packet packet);

    /** The same for RTCP. */
    boolean sealsRtcp(Packet packet);
}
