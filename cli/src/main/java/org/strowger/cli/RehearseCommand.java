package org.strowger.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.sip.transport.Addresses;
import org.strowger.softswitch.Softswitch;
import org.strowger.softswitch.log.Logging;
import picocli.CommandLine.Command;

/**
 * Starts a switch of its own, asks it a few things, makes calls through it and stops it: what packaging does once so
 * that the JVM can note what starting and calls take (JEP 514, 515), and later starts are faster.
 */
@Command(name = "rehearse", hidden = true, description = "Starts and stops a switch on free ports.")
final class RehearseCommand implements Callable<Integer> {

    private static final int PATIENCE_MILLIS = 2_000;
    private static final int LARGEST = 65_535;
    private static final int CALLS = 2_000;
    private static final int CALLS_AT_ONCE = 4;
    private static final int FORWARDED_CALLS = 200;
    private static final int PHONES = 10;
    private static final int STRANGERS_MESSAGES = 30_000;
    private static final int REGISTRATIONS = 2_000;
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Override
    public Integer call() throws Exception {
        Path stage = Files.createTempDirectory("strowger-rehearsal");
        Softswitch.warmUp(stage);
        try (RehearsedCalls calls = new RehearsedCalls(ANY_PORT)) {
            for (String file : new String[] {"strowger.yaml", "dialplan.groovy"}) copy(file, stage, calls.port());
            return ConfigurationReader.read(stage) instanceof Reading.Good(Configuration configuration)
                    ? rehearse(configuration, calls)
                    : Exit.PROBLEMS.code();
        } finally {
            delete(stage);
        }
    }

    private static void copy(String file, Path stage, int calleePort) throws IOException {
        try (InputStream in = RehearseCommand.class.getResourceAsStream("rehearsal/" + file)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(stage.resolve(file), text.replace("@CALLEE@", "" + calleePort));
        }
    }

    private static int rehearse(Configuration configuration, RehearsedCalls calls) throws Exception {
        try (Logging log = Logging.begin(configuration.log(), Logging.Output.FILE_OR_PIPE);
                Softswitch softswitch = Softswitch.start(configuration, log.events())) {
            Greeting.lines(softswitch).forEach(System.out::println);
            InetSocketAddress sip = softswitch.listeners().getFirst().bind();
            for (String method : new String[] {"OPTIONS", "REGISTER", "INVITE"}) ask(sip, method);
            new RehearsedStrangers(sip).send(STRANGERS_MESSAGES);
            new RehearsedPhone(sip, "1001", "office-1001").register(REGISTRATIONS);
            calls.make(CALLS, CALLS_AT_ONCE, sip, "2000");
            new RehearsedPhone(sip, "1002", "office-1002").register(calls.contacts("1002", PHONES));
            calls.make(FORWARDED_CALLS, CALLS_AT_ONCE, sip, "1002");
            String admin = Addresses.text(softswitch.adminAddress());
            for (String page : new String[] {"/health", "/status", "/metrics"}) new AdminClient(admin).ask("GET", page);
            new AdminClient(admin).ask("POST", "/reload"); // of what was kept when it was compiled
            softswitch.hangUpAll().toCompletableFuture().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return Exit.DONE.code();
    }

    /** Sends a request and waits for the first answer, if there is one. */
    private static void ask(InetSocketAddress sip, String method) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, sip.getAddress())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String here = Addresses.text(new InetSocketAddress(sip.getAddress(), socket.getLocalPort()));
            byte[] request = request(method, here).getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(request, request.length, sip));
            socket.receive(new DatagramPacket(new byte[LARGEST], LARGEST));
        }
    }

    private static String request(String method, String here) {
        return String.join(
                "\r\n",
                method + " sip:100@127.0.0.1 SIP/2.0",
                "Via: SIP/2.0/UDP " + here + ";branch=z9hG4bK-rehearsal-" + method + ";rport",
                "From: <sip:1001@127.0.0.1>;tag=rehearsal",
                "To: <sip:1001@127.0.0.1>",
                "Call-ID: rehearsal-" + method,
                "CSeq: 1 " + method,
                "Contact: <sip:1001@" + here + ">",
                "Max-Forwards: 70",
                "Content-Length: 0",
                "",
                "");
    }

    private static void delete(Path stage) throws IOException {
        try (Stream<Path> files = Files.walk(stage)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
