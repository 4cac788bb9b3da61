package org.strowger.transaction;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.sip.message.Request;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Identifiers;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.memory.InMemoryHost;
import org.strowger.sip.memory.InMemoryNetwork;
import org.strowger.sip.message.SipCodec;
import org.strowger.sip.message.SipCodec.Parsed.GoodRequest;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.VirtualTime;

/** One layer of ours on a perfect network, and a peer whose messages the test writes and reads as text. */
final class Lab {

    static final InetSocketAddress OURS = new InetSocketAddress("192.0.2.1", 5060);
    static final InetSocketAddress THEIRS = new InetSocketAddress("192.0.2.9", 5060);
    static final Hop TO_THEM = new Hop(Transport.UDP, THEIRS);

    final VirtualTime time = new VirtualTime();
    final InMemoryNetwork network = new InMemoryNetwork(time, 1);
    final InMemoryHost peer = network.host("peer", THEIRS, time.newLoop("peer"));
    final List<WireMessage> heard = new ArrayList<>();
    final RecordingUser user = new RecordingUser();
    final TransactionLayer layer;
    final Loop loop = time.newLoop("ours");

    Lab() {
        this(TransactionSettings.RFC_3261);
    }

    Lab(TransactionSettings settings) {
        this(settings, MachineObserver.NONE);
    }

    Lab(TransactionSettings settings, MachineObserver observer) {
        InMemoryHost ours = network.host("ours", OURS, loop);
        Identifiers ids = new Identifiers(0, new SplittableRandom(7));
        layer = new TransactionLayer(loop, ours, ids, settings, observer);
        layer.user(user);
        ours.receiver(layer::received);
        peer.receiver(heard::add);
    }

    /** The peer sends a message, written with LF; its body is empty. */
    void hears(String text) {
        hears(text, Transport.UDP);
    }

    void hears(String text, Transport transport) {
        peer.send(bytes(text), new Hop(transport, OURS), () -> {});
        time.settle();
    }

    RecordingClient sends(String text) {
        return sends(text, TO_THEM, Optional.empty());
    }

    RecordingClient sends(String text, Hop hop, Optional<Flow> flow) {
        RecordingClient client = new RecordingClient();
        client.transaction(layer.send(request(text), hop, flow, client));
        time.settle();
        return client;
    }

    void passes(Duration duration) {
        time.advance(duration);
    }

    /** What the peer heard, as start lines, and forgets it. */
    List<String> lines() {
        time.settle();
        List<String> lines = heard.stream().map(Lab::startLine).toList();
        heard.clear();
        return lines;
    }

    WireMessage lastHeard() {
        return heard.getLast();
    }

    /** The peer answers the last request that it heard. */
    void answers(int status) {
        answers(lastHeard(), status);
    }

    void answers(WireMessage request, int status) {
        hears(answer(request, status), request.flow().transport());
    }

    static String answer(WireMessage request, int status) {
        String to = header(request, "To");
        String tagged = request.toTag().isEmpty() && status > 100 ? to + ";tag=theirs" : to;
        return "SIP/2.0 " + status + " Whatever\nVia: " + header(request, "Via") + "\nFrom: " + header(request, "From")
                + "\nTo: " + tagged + "\nCall-ID: " + request.callId() + "\nCSeq: " + header(request, "CSeq")
                + "\nContent-Length: 0\n\n";
    }

    static String header(WireMessage message, String name) {
        List<String> values = text(message)
                .lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .toList();
        if (values.isEmpty()) throw new AssertionError("no " + name + " in\n" + text(message));
        return String.join(", ", values);
    }

    static String text(WireMessage message) {
        return new String(message.frame(), StandardCharsets.UTF_8);
    }

    static String startLine(WireMessage message) {
        return text(message).lines().findFirst().orElseThrow();
    }

    static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** A request as a user of the layer makes it: it has no Via yet. */
    static Request request(String text) {
        String withVia = text.replaceFirst("\n", "\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKtemplate\n");
        WireMessage wire = WireMessage.of(bytes(withVia), new Flow(Transport.UDP, OURS, OURS, 0));
        if (!(SipCodec.parse(wire) instanceof GoodRequest(Request request)))
            throw new IllegalArgumentException("the test's request is bad: " + SipCodec.parse(wire));
        request.removeHeader("Via");
        return request;
    }
}
