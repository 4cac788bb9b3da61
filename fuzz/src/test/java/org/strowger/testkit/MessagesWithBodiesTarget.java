package org.strowger.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.strowger.call.Destination;
import org.strowger.directory.SrtpPolicy;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Flow;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.memory.InMemoryNetwork;
import org.strowger.testkit.Bodies.Body;
import org.strowger.testkit.FuzzedParty.Manners;

/**
 * Whatever a message may hold behind its header, wherever in a call it comes: it is understood or refused, what the
 * switch says of it can be read, and nothing is left when both have hung up.
 *
 * <p>The first octet says where in a call the body comes, the second what its Content-Type is and what becomes of
 * encryption; the rest is the body.
 */
final class MessagesWithBodiesTarget {

    private static final String[] TYPES = {
        "application/sdp",
        "multipart/mixed;boundary=x",
        "application/dtmf-relay",
        "application/dtmf",
        "message/sipfrag;version=2.0",
        "application/pidf+xml",
        "multipart/related; boundary=\"x\"",
        "application/simple-message-summary"
    };
    private static final int PLACES = 12;
    private static final int ECHO = 0x10;

    private final VirtualSwitch home;
    private final FuzzedParty caller;
    private final FuzzedParty callee;
    private final Body usual;
    private final Body body;
    private final int where;

    private MessagesWithBodiesTarget(byte[] data) {
        FaultLog.taken();
        Choices choices = new Choices(data);
        where = choices.next();
        int kind = choices.next();
        home = new VirtualSwitch(
                1,
                VirtualSwitch.usualSettings(),
                new FuzzedRoutes(new Destination.User("west"), new Destination.User("east")));
        home.network().tap(MessagesWithBodiesTarget::read);
        caller = party("west", "198.51.100.1", SrtpPolicy.ACCEPT);
        callee = party("east", "198.51.100.2", SrtpPolicy.values()[(kind >> 3) % SrtpPolicy.values().length]);
        usual = Bodies.chosen(new Choices(new byte[] {1}), caller.address(), 4000, 1);
        body = new Body(TYPES[kind % TYPES.length], choices.text(data.length));
    }

    static void judge(byte[] data) {
        if (data.length > 2) new MessagesWithBodiesTarget(data).run();
    }

    private FuzzedParty party(String user, String address, SrtpPolicy policy) {
        FuzzedParty party = new FuzzedParty(home, user, address);
        home.located(user, Map.of());
        home.srtp(user, policy);
        party.registers();
        home.settle();
        return party.manners(Manners.ANSWERS);
    }

    private void run() {
        try {
            String number = (where & ECHO) == 0 ? "0" : "4";
            switch (where % PLACES) {
                case 0 -> caller.calls(number, body);
                case 1 -> calledAndAnswered(body);
                case 2 -> ringsWith(body);
                case 3 -> {
                    caller.acknowledgesWith(body).calls(number, Body.NONE);
                }
                case 4 -> {
                    callee.answers(_ -> body);
                    caller.acknowledgesWith(usual).calls(number, Body.NONE);
                }
                default -> inACall(number);
            }
            home.passes(Duration.ofSeconds(2));
            caller.leaves();
            callee.leaves();
            home.passes(Duration.ofMinutes(2));
            FuzzLeftovers.check(home);
        } finally {
            home.close();
        }
    }

    private void calledAndAnswered(Body answer) {
        callee.answers(_ -> answer);
        caller.calls("0", usual);
    }

    private void ringsWith(Body early) {
        callee.manners(Manners.MUTE);
        caller.calls("0", usual);
        home.settle();
        for (Body said : new Body[] {early, usual}) {
            if (callee.asked().isEmpty()) return;
            String status = said == early ? "183 Progress" : "200 OK";
            callee.sends(callee.response(callee.asked().getFirst(), status, "0", callee.contact(), said));
            home.settle();
        }
    }

    private void inACall(String number) {
        caller.calls(number, usual);
        home.passes(Duration.ofMillis(100));
        switch (where % PLACES) {
            case 5 -> caller.asks("INVITE", "", body);
            case 6 -> callee.asks("INVITE", "", body);
            case 7 -> caller.asks("UPDATE", "", body);
            case 8 -> {
                callee.answers(_ -> body);
                caller.asks("INVITE", "", usual);
            }
            case 9 -> caller.asks("INFO", "", body);
            case 10 -> callee.asks("NOTIFY", "Event: refer\r\nSubscription-State: active\r\n", body);
            default -> caller.asks("REFER", "Refer-To: <sip:4@switch.example>\r\n", body);
        }
    }

    /** What the switch sends is sound, and what it says of a session can be read. */
    private static void read(InMemoryNetwork.Sighting sighting) {
        if (!sighting.from().equals(Ladder.SWITCH)) return;
        var flow = new Flow(Transport.UDP, FuzzedParty.SWITCH.address(), FuzzedParty.SWITCH.address(), 0);
        String text = new String(sighting.frame(), StandardCharsets.ISO_8859_1);
        if (!WireMessage.of(sighting.frame(), flow).isSound())
            throw new AssertionError("the switch sends what can't be indexed:\n" + text);
        boolean describes =
                FuzzedParty.header(text, "Content-Type").equals("application/sdp") && !text.startsWith("INFO ");
        if (!describes) return;
        byte[] description = SipText.body(text).getBytes(StandardCharsets.ISO_8859_1);
        if (!(SessionDescription.parse(description) instanceof SessionDescription.Parsed.Good))
            throw new AssertionError("the switch sends a session description that can't be read:\n" + text);
    }
}
