package org.strowger.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.strowger.call.Destination;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.testkit.FuzzedParty.Manners;

/**
 * Whatever two parties may say to the switch, in whatever order, with time between it: when both have hung up and some
 * minutes have gone by, nothing is left of it, and the switch has found no fault of its own.
 *
 * <p>The first octet says who they are and how they behave; then come actions, an octet each for who does what and how
 * long it takes, with the choices that it needs.
 */
final class DialogSequencesTarget {

    private static final Duration[] PAUSES = {
        Duration.ZERO, Duration.ofMillis(20), Duration.ofMillis(600), Duration.ofSeconds(5)
    };
    private static final Duration[] WAITS = {
        Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(4),
        Duration.ofSeconds(12), Duration.ofSeconds(21), Duration.ofSeconds(33), Duration.ofSeconds(65)
    };
    private static final int MOST_ACTIONS = 48;
    private static final int ACCOUNTS = 0x80;
    private static final int CALLEE = 0x20;
    private static final ExchangeSettings SETTINGS = VirtualSwitch.usualSettings();

    private final Choices choices;
    private final VirtualSwitch home;
    private final FuzzedParty caller;
    private final FuzzedParty callee;
    private final FuzzedMessages callers;
    private final FuzzedMessages callees;
    private final int how;

    private DialogSequencesTarget(byte[] data) {
        FaultLog.taken();
        choices = new Choices(data);
        how = choices.next();
        boolean accounts = (how & ACCOUNTS) != 0;
        Destination near = accounts ? new Destination.User("west") : new Destination.Trunk("west", "1");
        Destination far = accounts ? new Destination.User("east") : new Destination.Trunk("east", "2");
        home = new VirtualSwitch(1, SETTINGS, new FuzzedRoutes(near, far));
        caller = party("west", "198.51.100.1", accounts);
        callee = party("east", "198.51.100.2", accounts);
        callers = new FuzzedMessages(caller, callee);
        callees = new FuzzedMessages(callee, caller);
    }

    static void judge(byte[] data) {
        if (data.length > 2) new DialogSequencesTarget(data).run();
    }

    /** The same, and the messages and events of it. */
    static String story(byte[] data) {
        DialogSequencesTarget target = new DialogSequencesTarget(data);
        target.run();
        return target.home.ladder();
    }

    private FuzzedParty party(String user, String address, boolean account) {
        FuzzedParty party = new FuzzedParty(home, user, address);
        if (account) {
            home.located(user, Map.of());
            party.registers();
            home.settle();
        } else {
            home.trunkTo(user, new InetSocketAddress(InetAddress.ofLiteral(address), 5060));
        }
        return party;
    }

    private void run() {
        try {
            caller.manners(Manners.values()[how & 3]);
            callee.manners(Manners.values()[how >> 2 & 3]);
            for (int i = 0; i < MOST_ACTIONS && choices.hasMore(); i++) act();
            leave();
            FuzzLeftovers.check(home);
        } finally {
            home.close();
        }
    }

    private void act() {
        int first = choices.next();
        boolean far = (first & CALLEE) != 0;
        FuzzedParty party = far ? callee : caller;
        FuzzedMessages messages = far ? callees : callers;
        switch (first & 0x1F) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> messages.request(choices);
            case 8, 9, 10, 11, 12, 13, 14 -> messages.response(choices);
            case 15, 16 -> messages.again(choices);
            case 17, 18 -> home.passes(WAITS[choices.next() & 7]);
            case 19 -> party.manners(Manners.values()[choices.next() & 3]);
            case 20 -> spoil(party);
            case 21 -> party.leaves();
            default -> messages.request(choices);
        }
        home.passes(PAUSES[first >> 6]);
    }

    /** Puts octets into what the party sends next, or in place of some of it. */
    private void spoil(FuzzedParty party) {
        int at = choices.next() * 4 + choices.next(4);
        int gone = choices.next(16);
        String in = choices.text(choices.next(16));
        party.spoils(text -> {
            int from = Math.min(at, text.length());
            return text.substring(0, from) + in + text.substring(Math.min(from + gone, text.length()));
        });
    }

    /** Both go: with a word, or one of them without. */
    private void leave() {
        if ((how & 0x10) == 0) caller.leaves();
        if ((how & 0x20) == 0) callee.leaves();
        home.passes(Duration.ofMillis(500));
        if ((how & 0x40) != 0) caller.manners(Manners.MUTE);
        home.passes(Duration.ofSeconds(40));
        caller.leaves();
        callee.leaves();
        home.passes(Duration.ofMinutes(4));
    }
}
