package org.strowger.cli;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.cdr.WrittenRecord;
import org.strowger.configuration.Configuration;
import org.strowger.dialplan.explain.Heirs;
import org.strowger.dialplan.explain.Heirs.Heir;
import org.strowger.dialplan.explain.Inquiry;
import org.strowger.dialplan.explain.Retelling;
import org.strowger.dialplan.explain.Retelling.Answer;
import org.strowger.dialplan.plan.Dialplan;

/** Asks a plan of recorded calls, and compares with what their records say, or with what an earlier plan says. */
final class Replay {

    /** A plan, and the configuration that it stands in. */
    record Plan(Configuration configuration, Dialplan dialplan) {

        private Retelling retelling() {
            return new Retelling(dialplan);
        }
    }

    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final String domain;
    private final Retelling now;
    private final Optional<Retelling> before;
    private final Heirs heirs;

    private Replay(Plan now, Optional<Plan> before, Heirs heirs) {
        this.domain = now.configuration().domains().getFirst();
        this.now = now.retelling();
        this.before = before.map(Plan::retelling);
        this.heirs = heirs;
    }

    /** Against the routes that the records name. */
    static Replay of(Plan now) {
        return new Replay(now, Optional.empty(), Heirs.in(now.dialplan()));
    }

    /** Against an earlier plan. */
    static Replay of(Plan now, Plan before) {
        return new Replay(now, Optional.of(before), Heirs.in(now.dialplan(), before.dialplan()));
    }

    /** What becomes of a call. */
    Replayed ask(WrittenRecord.Call call) {
        if (call.status() == PROXY_AUTHENTICATION_REQUIRED)
            return new Replayed.LeftOut("challenged (407): a call that came again with credentials has its own record");
        if (call.route().isEmpty()) return new Replayed.LeftOut("refused before a plan was asked: it has no 'route'");
        try {
            return ask(inquiry(call), call.route());
        } catch (IllegalArgumentException e) {
            return new Replayed.Unknown("its 'source' is no address");
        }
    }

    private Inquiry inquiry(WrittenRecord.Call call) {
        return new Inquiry(
                call.caller(),
                call.called(),
                domain,
                call.context(),
                call.started(),
                Map.of(),
                address(call.source()),
                call.trunk(),
                call.account(),
                List.of());
    }

    /** Of {@code 192.0.2.1:5060}, {@code [2001:db8::1]:5060}. */
    private static InetAddress address(String source) {
        int port = source.lastIndexOf(':');
        String host = port < 0 ? source : source.substring(0, port);
        return InetAddress.ofLiteral(host.replace("[", "").replace("]", ""));
    }

    private Replayed ask(Inquiry call, String recorded) {
        return switch (now.taker(call)) {
            case Answer.Unknown<String>(String why) -> new Replayed.Unknown(why);
            case Answer.Known<String>(String taker) ->
                before.isEmpty() ? compared(call, recorded, taker) : compared(call, before.get(), taker);
        };
    }

    private Replayed compared(Inquiry call, Retelling earlier, String taker) {
        return switch (earlier.taker(call)) {
            case Answer.Unknown<String>(String why) -> new Replayed.Unknown("of the earlier plan: " + why);
            case Answer.Known<String>(String was) -> {
                Replayed found = compared(call, was, taker);
                yield found instanceof Replayed.Stays ? dialled(call, earlier, was, taker) : found;
            }
        };
    }

    private Replayed compared(Inquiry call, String was, String taker) {
        return switch (heirs.heir(call.context(), was)) {
            case Heir.One(String label) when label.equals(taker) -> new Replayed.Stays();
            case Heir.Several(List<String> labels)
            when labels.contains(taker) ->
                new Replayed.Unknown("the words of " + Heirs.unplaced(taker) + " stand there more than once"
                        + (before.isEmpty()
                                ? ": compare with the earlier plan, --against"
                                : ", not as often as before"));
            default -> new Replayed.Moved(was, taker);
        };
    }

    private Replayed dialled(Inquiry call, Retelling earlier, String was, String taker) {
        return switch (earlier.dialled(call)) {
            case Answer.Unknown<List<String>>(String why) -> new Replayed.Unknown(Heirs.unplaced(was) + ": " + why);
            case Answer.Known<List<String>>(List<String> then) ->
                switch (now.dialled(call)) {
                    case Answer.Unknown<List<String>>(String why) -> new Replayed.Unknown(taker + ": " + why);
                    case Answer.Known<List<String>>(List<String> these) ->
                        then.equals(these) ? new Replayed.Stays() : new Replayed.Moved(was, taker, then, these);
                };
        };
    }
}
