package org.strowger.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.strowger.media.MediaBackend;
import org.strowger.media.MediaEngine;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.RemoteMedia;
import org.strowger.media.relay.MediaEngines;
import org.strowger.rtp.PortsExhaustedException;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/**
 * Our relay in a process of its own: arguments are the backend, the first and last port, the number of calls, and the
 * port of the first peer, the others two apart. Prints the port of each leg, then "ready"; ends with its standard
 * input.
 */
final class RelayHost {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private RelayHost() {}

    /** Relays until told to stop. */
    public static void main(String[] arguments) throws IOException, PortsExhaustedException {
        MediaSettings settings = MediaSettings.defaults()
                .withBackend(MediaBackend.valueOf(arguments[0]))
                .withPorts(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]))
                .withTimeout(Duration.ZERO);
        int calls = Integer.parseInt(arguments[3]);
        int peer = Integer.parseInt(arguments[4]);
        try (MediaEngine engine = MediaEngines.start(settings)) {
            for (int i = 0; i < calls; i++) call(engine, i, peer + 4 * i);
            System.out.println("ready");
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void call(MediaEngine engine, int number, int peer) throws PortsExhaustedException {
        MediaSession session = engine.open("bench-" + number, new DeafListener());
        MediaStream one = leg(session, peer);
        MediaStream other = leg(session, peer + 2);
        session.bridge(one, other);
    }

    private static MediaStream leg(MediaSession session, int peer) throws PortsExhaustedException {
        MediaStream stream = session.stream(HERE);
        stream.remote(new RemoteMedia(
                new InetSocketAddress(HERE, peer),
                new InetSocketAddress(HERE, peer + 1),
                Direction.SENDRECV,
                List.of(Codec.PCMU)));
        System.out.println(stream.local().getPort());
        return stream;
    }
}
