package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.sip.Hop;
import org.strowger.sip.memory.InMemoryHost;
import org.strowger.sip.memory.InMemoryNetwork;
import org.strowger.sip.transport.Addresses;
import org.strowger.sip.transport.TransportRegistry;
import org.strowger.softswitch.Softswitch;
import org.strowger.statemachine.VirtualTime;

/** A transport of somebody else's is found, configured and carries messages, and nothing of ours knows its name. */
class ToyTransportTest {

    private static final InetSocketAddress SWITCH = address("127.0.0.1", 5099);
    private static final InetSocketAddress PHONE = address("127.0.0.1", 40_000);
    private static final InetSocketAddress CARRIER = address("127.0.0.1", 40_001);

    @TempDir
    Path folder;

    @Test
    void it_is_found_behind_our_own() {
        assertThat(TransportRegistry.words().keySet()).containsExactly("udp", "tcp", "tls", "ws", "wss", "toy");
        assertThat(TransportRegistry.available("Toy")).contains(ToyTransport.TOY);
        assertThat(TransportRegistry.available("sctp")).isEmpty();
    }

    @Test
    void what_comes_by_it_is_answered_by_it() throws Exception {
        try (Softswitch home = Softswitch.start(configuration(), _ -> {})) {
            assertThat(home.listeners().stream().map(Addresses::text)).contains("toy 127.0.0.1:5099");
            ToyTransport.Peer phone = ToyTransport.connect(PHONE, SWITCH);
            phone.say(request("OPTIONS", "sip:127.0.0.1", ""));
            assertThat(next(phone)).startsWith("SIP/2.0 200 ").contains("\r\nVia: SIP/2.0/TOY 127.0.0.1:40000;");
        }
    }

    @Test
    void a_call_goes_out_by_it_to_the_trunk_that_names_it() throws Exception {
        try (Softswitch home = Softswitch.start(configuration(), _ -> {})) {
            ToyTransport.Peer phone = ToyTransport.connect(PHONE, SWITCH);
            ToyTransport.Peer carrier = ToyTransport.connect(CARRIER, SWITCH);
            phone.say(request("INVITE", "sip:100@127.0.0.1", """
                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio 40002 RTP/AVP 0
                """.replace("\n", "\r\n")));
            assertThat(next(carrier))
                    .startsWith("INVITE sip:100@127.0.0.1:40001;transport=toy SIP/2.0")
                    .contains("\r\nVia: SIP/2.0/TOY 127.0.0.1:5099;")
                    .containsPattern("\r\nContact: <sip:[^>]*127.0.0.1:5099;transport=toy>");
            assertThat(home.figures()).isNotNull();
        }
    }

    @Test
    void it_goes_in_virtual_time_as_well() {
        VirtualTime time = new VirtualTime();
        InMemoryNetwork network = new InMemoryNetwork(time, 1);
        InMemoryHost alice = network.host("alice", address("192.0.2.1", 5060), time.newLoop("alice"));
        InMemoryHost bob = network.host("bob", address("192.0.2.2", 5060), time.newLoop("bob"));
        List<String> heard = new ArrayList<>();
        bob.receiver(
                message -> heard.add(message.method() + " by " + message.flow().transport()));
        byte[] frame = request("OPTIONS", "sip:bob@192.0.2.2", "").getBytes(StandardCharsets.UTF_8);
        alice.send(frame, new Hop(ToyTransport.TOY, bob.address()), () -> {});
        time.advance(Duration.ofSeconds(1));
        assertThat(heard).containsExactly("OPTIONS by TOY");
    }

    private Configuration configuration() throws Exception {
        Files.writeString(folder.resolve("dialplan.groovy"), "route('100') { dial trunk('carrier') }");
        Files.writeString(folder.resolve("strowger.yaml"), """
            listen:
              - {transport: toy, address: 127.0.0.1, port: 5099}
            calls: {authenticate: off}
            trunks:
              carrier: {host: 127.0.0.1, port: 40001, transport: toy}
            admin: {port: 0}
            """);
        return switch (ConfigurationReader.read(folder)) {
            case Reading.Good(Configuration configuration) -> configuration;
            case Reading.Bad(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    private static String next(ToyTransport.Peer peer) throws InterruptedException {
        while (true) {
            String text = peer.heard().poll(10, TimeUnit.SECONDS);
            assertThat(text).isNotNull();
            if (!text.startsWith("SIP/2.0 100 ")) return text;
        }
    }

    private static String request(String method, String uri, String body) {
        return String.join(
                "\r\n",
                method + " " + uri + " SIP/2.0",
                "Via: SIP/2.0/TOY 127.0.0.1:40000;branch=z9hG4bK" + method,
                "From: <sip:tester@127.0.0.1>;tag=1",
                "To: <" + uri + ">",
                "Call-ID: " + method,
                "CSeq: 1 " + method,
                "Contact: <sip:tester@127.0.0.1:40000;transport=toy>",
                "Max-Forwards: 70",
                "Content-Type: application/sdp",
                "Content-Length: " + body.length(),
                "",
                body);
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }
}
