package org.strowger.sipp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Free ports on loopback, and addresses of it. */
final class Ports {

    /** Classes that run side by side must not be given the same one before either has taken it. */
    private static final Set<String> GIVEN = ConcurrentHashMap.newKeySet();

    private static final AtomicInteger PHONES = new AtomicInteger();

    private Ports() {}

    /** An address that no phone had before: phones listen at 5060, whoever else does. */
    static String phone() {
        int number = PHONES.getAndIncrement();
        return "127.0." + (5 + number / 250) + "." + (1 + number % 250);
    }

    /**
     * Whether somebody listens there, seen from outside: binding it to find out could take it away from who starts just
     * now.
     */
    static boolean taken(String address, int port) {
        byte[] octets = InetAddress.ofLiteral(address).getAddress();
        String entry = "%02X%02X%02X%02X:%04X".formatted(octets[3], octets[2], octets[1], octets[0], port);
        return Stream.of("/proc/net/udp", "/proc/net/tcp")
                .map(Path::of)
                .anyMatch(table -> Processes.text(table).contains(": " + entry + " "));
    }

    /** A port that is free for UDP and TCP at an address. */
    static int free(String address) {
        for (int attempt = 0; attempt < 50; attempt++) {
            try (var tcp = new ServerSocket(0, 1, InetAddress.ofLiteral(address));
                    var udp = new DatagramSocket(
                            new InetSocketAddress(InetAddress.ofLiteral(address), tcp.getLocalPort()))) {
                if (GIVEN.add(address + ":" + udp.getLocalPort())) return udp.getLocalPort();
            } catch (IOException takenForUdp) {
                // the next one
            }
        }
        throw new UncheckedIOException(new IOException("no free port at " + address));
    }
}
