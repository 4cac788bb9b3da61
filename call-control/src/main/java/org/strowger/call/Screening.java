package org.strowger.call;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.strowger.sip.SourceCause;
import org.strowger.sip.Sources;
import org.strowger.sip.WireMessage;

/** What is turned away before anything is parsed: by where it comes from, and by what its index says. On the loop of the socket. */
final class Screening implements Sources.Listener {

    private final Sources sources;
    private final CallRouter router;
    private final Directory directory;
    private final EventBus events;

    Screening(ExchangeSettings settings, ExchangeEnvironment environment, CallRouter router) {
        this.router = router;
        this.directory = environment.directory();
        this.events = environment.events();
        this.sources = new Sources(
                settings.sources(), address -> directory.trunkAt(address).isPresent(), environment.time(), this);
    }

    Sources sources() {
        return sources;
    }

    /** Whether a message may go on to its loop. Responses are judged where their requests are known. */
    boolean lets(WireMessage message) {
        if (!message.isRequest()) return true;
        return sources.refusal(message, this::mayBeOurs).isEmpty() || isEmergencyOfKnown(message);
    }

    /** RFC 6881 §12: nobody whom we know is kept from an emergency call by what others behind the same address send. */
    private boolean isEmergencyOfKnown(WireMessage message) {
        return message.method().equals("INVITE")
                && router.isEmergency(IncomingRequest.unescaped(message.requestUser()))
                && sources.isKnown(message.flow());
    }

    /**
     * A numeric host may be ours without our knowing, as behind a NAT that forwards to us, and so may any name where the configuration gives
     * none. What lies below one of our domains is refused in words, later.
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
        events.publish(new Happening.SourceBanned(address.getHostAddress(), span));
    }

    @Override
    public void dropped(InetAddress address, SourceCause cause, int count) {
        events.publish(new Happening.SourceDropped(address.getHostAddress(), cause, count));
    }
}
