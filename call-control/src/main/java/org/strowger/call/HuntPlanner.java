package org.strowger.call;

import java.net.InetAddress;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Sip;
import org.strowger.sip.Transport;

/** Turns destinations into hunts: looks accounts up, builds URIs. Runs on the call's loop. */
final class HuntPlanner {

    private final Directory directory;
    private final LocationService locations;
    private final Dialing dialing;

    HuntPlanner(Directory directory, LocationService locations, Dialing dialing) {
        this.directory = directory;
        this.locations = locations;
        this.dialing = dialing;
    }

    Hunt plan(Destination destination) {
        return switch (destination) {
            case Destination.User user -> user(user.name());
            case Destination.Trunk trunk -> trunk(trunk);
            case Destination.Uri uri -> uri(uri.uri());
            case Destination.FirstToAnswer several ->
                new TogetherHunt(plans(several.all()), TogetherHunt.Refusals.SINGLE);
            case Destination.OneByOne several -> new InTurnHunt(plans(several.all()));
        };
    }

    private List<Hunt> plans(List<Destination> destinations) {
        return destinations.stream().map(this::plan).toList();
    }

    // RFC 3261 §16.6: contacts of equal q ring at once, lower ones when the higher have failed.
    private Hunt user(String name) {
        if (directory.account(name).isEmpty()) return new NoHunt(new DialOutcome.Unreachable(404, "no such user"));
        Map<Integer, List<Hunt>> byQ = new LinkedHashMap<>();
        for (Binding binding : locations.lookup(name))
            contact(name, binding)
                    .ifPresent(target -> byQ.computeIfAbsent(binding.q(), _ -> new ArrayList<>())
                            .add(new LegHunt(dialing, target)));
        if (byQ.isEmpty()) return new NoHunt(new DialOutcome.Unreachable(480, "not registered"));
        List<Hunt> groups = byQ.values().stream()
                .map(group ->
                        group.size() == 1 ? group.getFirst() : new TogetherHunt(group, TogetherHunt.Refusals.GLOBAL))
                .toList();
        return groups.size() == 1 ? groups.getFirst() : new InTurnHunt(groups);
    }

    private Optional<Target> contact(String name, Binding binding) {
        try {
            if (!(Sip.addresses().createURI(binding.contact()) instanceof SipURI uri)) return Optional.empty();
            List<SipURI> path = new ArrayList<>();
            for (String hop : binding.path()) path.add((SipURI) Sip.addresses().createURI(hop));
            Flow flow = binding.flow();
            boolean reliable = flow.transport().reliable();
            boolean behindNat = !reliable && path.isEmpty() && isElsewhere(uri.getHost(), flow);
            return Optional.of(new Target(
                    name,
                    uri,
                    Sip.uri(name, domain()),
                    path,
                    reliable ? Optional.of(flow) : Optional.empty(),
                    behindNat || (reliable && path.isEmpty()) ? Optional.of(flow.back()) : Optional.empty()));
        } catch (ParseException | ClassCastException _) {
            return Optional.empty(); // the registrar refuses such contacts; a store filled by others may hold one
        }
    }

    // A contact that names another address than the one it registered from can be reached only the way it came (RFC
    // 3581).
    private static boolean isElsewhere(String host, Flow flow) {
        try {
            return !InetAddress.ofLiteral(stripped(host)).equals(flow.remote().getAddress());
        } catch (IllegalArgumentException _) {
            return false; // a name: DNS knows
        }
    }

    private static String stripped(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private Hunt trunk(Destination.Trunk destination) {
        Optional<Trunk> known = directory.trunk(destination.name());
        if (known.isEmpty())
            return new NoHunt(
                    new DialOutcome.Unreachable(500, "no trunk " + destination.name() + " in the configuration"));
        Trunk trunk = known.get();
        try {
            SipURI uri = Sip.uri(destination.number(), bracketed(trunk.host()));
            uri.setPort(trunk.port());
            if (trunk.transport() != Transport.UDP)
                uri.setTransportParam(trunk.transport().parameter());
            return leg(destination.number() + "@" + trunk.name(), uri);
        } catch (ParseException e) {
            throw new IllegalArgumentException("trunk " + trunk.name() + " makes no SIP URI", e);
        }
    }

    private Hunt uri(String text) {
        try {
            URI uri = Sip.addresses().createURI(text);
            if (uri instanceof SipURI sip && sip.getHost() != null && !sip.isSecure()) return leg(text, sip);
            return new NoHunt(new DialOutcome.Unreachable(416, text + " is not a sip: URI"));
        } catch (ParseException _) {
            return new NoHunt(new DialOutcome.Unreachable(416, text + " is not a SIP URI"));
        }
    }

    private Hunt leg(String party, SipURI uri) {
        return new LegHunt(dialing, new Target(party, uri, uri, List.of(), Optional.empty(), Optional.<Hop>empty()));
    }

    private String domain() {
        return directory.domains().stream().findFirst().orElse("localhost");
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** A hunt that is lost from the start. */
    private record NoHunt(DialOutcome outcome) implements Hunt {
        @Override
        public void start(Owner owner) {
            owner.lost(outcome);
        }

        @Override
        public void stop(CalleeLeg.Ending how) {}
    }
}
