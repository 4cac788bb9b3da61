package org.strowger.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.strowger.media.MediaEngine;
import org.strowger.media.MediaRoom;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.RemoteMedia;
import org.strowger.media.RoomMember;
import org.strowger.media.RoomSettings;
import org.strowger.media.relay.MediaEngines;
import org.strowger.rtp.PortsExhaustedException;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/**
 * A conference room in a process of its own: arguments are the first and last port, how many talk, how many only
 * listen, and the port of the first peer, the others two apart, talkers first. Prints the port of each talker's leg,
 * then "ready"; ends with its standard input.
 */
final class ConferenceHost {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private ConferenceHost() {}

    /** Mixes until told to stop. */
    public static void main(String[] arguments) throws IOException, PortsExhaustedException {
        MediaSettings settings = MediaSettings.defaults()
                .withPorts(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]))
                .withTimeout(Duration.ZERO);
        int talkers = Integer.parseInt(arguments[2]);
        int listeners = Integer.parseInt(arguments[3]);
        int peer = Integer.parseInt(arguments[4]);
        try (MediaEngine engine = MediaEngines.start(settings);
                MediaRoom room = engine.room(RoomSettings.USUAL, new MediaRoom.Listener() {})) {
            for (int i = 0; i < talkers + listeners; i++) {
                MediaStream stream = engine.open("member-" + i, new DeafListener()).stream(HERE);
                stream.remote(new RemoteMedia(
                        new InetSocketAddress(HERE, peer + 2 * i),
                        new InetSocketAddress(HERE, peer + 2 * i + 1),
                        Direction.SENDRECV,
                        List.of(Codec.PCMU)));
                room.join(stream, i < talkers ? RoomMember.Part.FULL : RoomMember.Part.HEARS);
                if (i < talkers) System.out.println(stream.local().getPort());
            }
            System.out.println("ready");
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
