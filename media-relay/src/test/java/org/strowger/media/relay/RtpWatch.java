package org.strowger.media.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.strowger.media.MediaStream;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/** Takes a stream's packets and notes their headers. */
final class RtpWatch {

    final List<Boolean> markers = new ArrayList<>();
    final List<Integer> sequenceSteps = new ArrayList<>();
    final List<Integer> timestampSteps = new ArrayList<>();
    final List<Long> millis = new ArrayList<>();
    final Set<Integer> sources = new HashSet<>();
    private final MediaWorld world;
    private int sequence;
    private int timestamp;

    RtpWatch(MediaWorld world, MediaStream stream) throws Exception {
        this.world = world;
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.99"), 9000);
        world.media.network().bind(address, (datagram, from) -> note(ByteBuffer.wrap(datagram)));
        stream.remote(MediaWorld.at(address, Direction.SENDRECV, Codec.PCMU));
    }

    private void note(ByteBuffer bytes) {
        if (!markers.isEmpty()) {
            sequenceSteps.add((bytes.getShort(2) - sequence) & 0xFFFF);
            timestampSteps.add(bytes.getInt(4) - timestamp);
        }
        markers.add(bytes.get(1) < 0);
        millis.add(world.time.passed().toMillis());
        sequence = bytes.getShort(2);
        timestamp = bytes.getInt(4);
        sources.add(bytes.getInt(8));
    }
}
