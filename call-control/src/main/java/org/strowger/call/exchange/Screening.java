package org.strowger.call.exchange;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.strowger.call.CallRouter;
import org.strowger.call.core.ExchangeCounters;
import org.strowger.call.core.Refusal;
import org.strowger.call.event.EventBus;
import org.strowger.call.event.RefusalCause;
import org.strowger.call.event.SourceEvent;
import org.strowger.call.setup.CallLimits;
import org.strowger.call.setup.ExchangeEnvironment;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.directory.Directory;
import org.strowger.directory.Trunk;
import org.strowger.directory.TrunkTrust;
import org.strowger.directory.UserPart;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Opening;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.source.SourceCause;
import org.strowger.sip.source.Sources;
import org.strowger.sip.source.Turn;

/**
 * What is turned away before anything is parsed: by where it comes from, and by what its index says. On the loop of the
 * socket.
 */
final class Screening implements Sources.Listener {

    private final Sources sources;
    private final CallRouter router;
    private final Directory directory;
    private final EventBus events;
    private final ExchangeCounters counters;
    private final LoadShedding load;
    private final SipNetwork network;
    private final SipHeader retryAfter;
    private final CallLimits.EmergencyCallers callers;

    Screening(
            ExchangeSettings settings,
            ExchangeEnvironment environment,
            CallRouter router,
            ExchangeCounters counters,
            LoadShedding load) {
        this.counters = counters;
        this.load = load;
        this.network = environment.network();
        this.retryAfter = Refusal.retryAfter(settings.retryAfter());
        this.router = router;
        this.callers = settings.limits().emergencyCallers();
        this.directory = environment.directory();
        this.events = environment.events();
        this.sources = new Sources(settings.sources(), trust(settings.callers()), environment.time(), this);
    }

    /**
     * Trunks, as far as where they send from proves who they are; everybody where nobody is asked to prove anything, as
     * in a closed network or under load for trial.
     */
    private Sources.Trust trust(ExchangeSettings.Callers callers) {
        return new Sources.Trust() {
            @Override
            public boolean trusts(InetAddress address) {
                if (callers == ExchangeSettings.Callers.ANYONE) return true;
                for (Trunk trunk : directory.trunksAt(address))
                    if (trunk.trust().proof() == TrunkTrust.Proof.ADDRESS) return true;
                return false;
            }

            @Override
            public boolean trusts(Flow flow) {
                for (Trunk trunk : directory.trunksAt(flow.remote().getAddress()))
                    switch (trunk.evidence(flow)) {
                        case DATAGRAM, CONNECTION -> {
                            return true;
                        }
                        case CLAIM, NONE -> {}
                    }
                return false;
            }

            @Override
            public boolean speaksForMany(Flow flow) {
                return directory.trunkOf(flow).isPresent();
            }
        };
    }

    Sources sources() {
        return sources;
    }

    /**
     * Whether a request is worth reading: not where its source has spent what it may ask, unless it may be a call for
     * help of somebody whom we know; and what comes from strangers is not, while it keeps others waiting.
     */
    boolean isWorthReading(Flow flow, Opening opening, long waitedNanos) {
        boolean mayBeSpared = opening == Opening.INVITE && sources.isKnown(flow);
        if (!mayBeSpared && sources.refusesUnread(flow)) return false;
        if (!load.leavesStrangersUnread(waitedNanos)
                || callers.includes(flow.remote().getAddress())
                || sources.isKnown(flow)) return true;
        counters.refused(RefusalCause.LOAD);
        return false;
    }

    /** Whether a message may go on to its loop. Responses are judged where their requests are known. */
    boolean lets(WireMessage message) {
        if (!message.isRequest()) return true;
        boolean welcome = sources.refusal(message, this::mayBeOurs).isEmpty() || isEmergencyOfKnown(message);
        if (!welcome) return false;
        boolean known = sources.isKnown(message.flow());
        // Trunks, and everybody where nobody is asked: they have no other way to prove that their connection is wanted.
        if (known && message.flow().isConnection()) network.prove(message.flow());
        boolean shed = known ? load.refuses(message) : load.dropsOfStrangers(message);
        if (!shed || isEmergency(message)) return true;
        counters.refused(RefusalCause.LOAD);
        // Whoever waits for a call is told; a REGISTER that is lost is repeated, by and by (RFC 3261 §17.1.2.2), while
        // a 503 would make it come late.
        if (known && message.method().equals("INVITE")) refuse(message);
        return false;
    }

    /** When a message that may go on is to be read. */
    Turn turn(WireMessage message) {
        if (!message.isRequest()) return Turn.NOW;
        Turn turn = sources.turn(message.flow());
        return turn.isNow() || isEmergency(message) ? Turn.NOW : turn;
    }

    /** Drops a message for which its loop has no room. */
    void overflowed() {
        counters.refused(RefusalCause.QUEUE);
    }

    /** From the index, with nothing remembered: it has to cost less than what it saves. */
    private void refuse(WireMessage message) {
        SipResponse.refusing(message, SipResponse.SERVICE_UNAVAILABLE, "Overloaded")
                .ifPresent(answer -> {
                    answer.add(retryAfter);
                    network.sendOn(message.flow(), answer.print(), Hop.forResponseTo(message), () -> {});
                });
    }

    private boolean isEmergency(WireMessage message) {
        return message.method().equals("INVITE") && router.isEmergency(UserPart.ofText(message.requestUser()));
    }

    /** RFC 6881 §12: nobody whom we know is kept from an emergency call by what others behind the same address send. */
    private boolean isEmergencyOfKnown(WireMessage message) {
        return isEmergency(message) && sources.sparesEmergency(message.flow());
    }

    /**
     * A numeric host may be ours without our knowing, as behind a NAT that forwards to us, and so may any name where
     * the configuration gives none. What lies below one of our domains is refused in words, later.
     */
    private boolean mayBeOurs(String host) {
        if (host.isEmpty() || host.startsWith("[") || isNumeric(host)) return true;
        Set<String> domains = directory.domains();
        if (domains.stream().allMatch(Screening::saysNothing)) return true;
        for (String domain : domains) {
            String ours = domain.toLowerCase(Locale.ROOT);
            if (host.equals(ours) || host.endsWith("." + ours)) return true;
        }
        return false;
    }

    private static boolean saysNothing(String domain) {
        return domain.equals("localhost") || domain.indexOf(':') >= 0 || isNumeric(domain);
    }

    private static boolean isNumeric(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) return false;
        }
        return true;
    }

    @Override
    public void banned(InetAddress address, Duration span) {
        events.publish(new SourceEvent.SourceBanned(address.getHostAddress(), span));
    }

    @Override
    public void proved(Flow flow) {
        network.prove(flow);
    }

    @Override
    public void dropped(InetAddress address, SourceCause cause, int count) {
        events.publish(new SourceEvent.SourceDropped(address.getHostAddress(), cause, count));
    }
}
