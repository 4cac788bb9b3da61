package org.strowger.call.hunt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.call.Destination;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.ExchangeServices;
import org.strowger.call.core.Outcomes;
import org.strowger.call.core.ReachablePhones;
import org.strowger.call.event.RefusalCause;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.dialog.ContactTrust;
import org.strowger.directory.Account;
import org.strowger.directory.Binding;
import org.strowger.directory.CallGroup;
import org.strowger.directory.CallQueue;
import org.strowger.directory.Directory;
import org.strowger.directory.MediaPolicy;
import org.strowger.directory.OnBehalf;
import org.strowger.directory.Target;
import org.strowger.directory.Trunk;
import org.strowger.directory.UserPart;
import org.strowger.directory.probe.TrunkStanding;
import org.strowger.directory.registration.RegisteredTrunks;
import org.strowger.sip.Hop;
import org.strowger.sip.message.Contact;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.SipUri;
import org.strowger.sip.message.Uri;

/** Turns destinations into hunts: looks accounts up, builds URIs. Runs on the call's loop. */
public final class HuntPlanner {

    private static final int BUSY_HERE = 486;

    private final ExchangeServices home;
    private final Directory directory;
    private final Hunting hunting;

    HuntPlanner(ExchangeServices home, Hunting hunting) {
        this.home = home;
        this.directory = home.directory();
        this.hunting = hunting;
    }

    Hunt plan(Destination destination) {
        return switch (destination) {
            case Destination.User user -> user(user.name());
            case Destination.IdleUser idle -> idle(idle.name());
            case Destination.Trunk trunk -> trunk(trunk);
            case Destination.Uri uri -> uri(uri.uri());
            case Destination.Group group -> group(group.name());
            case Destination.Queue queue -> queue(queue.name());
            case Destination.Onward onward ->
                through(onward.number(), dialler(onward), Target.Way.THROUGH_THE_DIALPLAN);
            case Destination.Diverted diverted ->
                new DivertedHunt(
                        plan(diverted.first()),
                        diverted.whereBusy().map(this::plan),
                        diverted.whereUnanswered().map(this::plan));
            case Destination.Nobody(int status, String why) -> new NoHunt(new DialOutcome.Unreachable(status, why));
            case Destination.FirstToAnswer several ->
                new TogetherHunt(plans(several.all()), TogetherHunt.Refusals.SINGLE);
            case Destination.OneByOne several -> new InTurnHunt(steps(several.all()));
        };
    }

    private Hunt idle(String account) {
        return switch (home.device(account)) {
            case OFFLINE, IDLE -> user(account);
            case RINGING, BUSY -> new NoHunt(new DialOutcome.Busy(BUSY_HERE));
        };
    }

    private OnBehalf dialler(Destination.Onward onward) {
        return onward.account()
                .map(OnBehalf::account)
                .orElseGet(() -> hunting.call().caller().rights());
    }

    private List<Hunt> plans(List<Destination> destinations) {
        return destinations.stream().map(this::plan).toList();
    }

    private Hunt group(String name) {
        CallGroup group = directory.groups().get(name);
        if (group == null || group.members().isEmpty())
            return new NoHunt(new DialOutcome.Unreachable(500, "no group " + name + " in the configuration"));
        List<Hunt> each = hunting.call().gatherings().rota().order(group).stream()
                .map(this::user)
                .toList();
        if (group.strategy() == CallGroup.Strategy.RING_ALL)
            return new TimedHunt(
                    new TogetherHunt(each, TogetherHunt.Refusals.SINGLE), hunting.call(), group.memberTimeout());
        List<Hunt> timed = each.stream()
                .<Hunt>map(hunt -> new TimedHunt(hunt, hunting.call(), group.memberTimeout()))
                .toList();
        return new InTurnHunt(timed, InTurnHunt.Persistence.SOMEBODY_ELSE);
    }

    private Hunt queue(String name) {
        CallQueue queue = directory.queues().get(name);
        if (queue == null)
            return new NoHunt(new DialOutcome.Unreachable(500, "no queue " + name + " in the configuration"));
        return new QueueHunt(
                hunting, hunting.call().gatherings().desk(queue), hunting.call().queueSounds(name));
    }

    private List<InTurnHunt.Step> steps(List<Destination> destinations) {
        List<InTurnHunt.Step> steps = new ArrayList<>();
        Optional<Destination> before = Optional.empty();
        for (Destination destination : destinations) {
            boolean same = before.flatMap(HuntPlanner::number)
                    .filter(number -> number(destination).filter(number::equals).isPresent())
                    .isPresent();
            steps.add(new InTurnHunt.Step(
                    plan(destination),
                    same ? InTurnHunt.Persistence.ANOTHER_WAY : InTurnHunt.Persistence.SOMEBODY_ELSE));
            before = Optional.of(destination);
        }
        return steps;
    }

    /** The number that a carrier is asked for: the same one at another carrier is the same person. */
    private static Optional<String> number(Destination destination) {
        return switch (destination) {
            case Destination.Trunk(String _, String number) -> Optional.of(number);
            case Destination.Uri(String uri) -> sipUri(uri).map(UserPart::of).filter(user -> !user.isEmpty());
            case Destination.User _,
                    Destination.IdleUser _,
                    Destination.Group _,
                    Destination.Queue _,
                    Destination.Onward _,
                    Destination.Diverted _,
                    Destination.Nobody _,
                    Destination.FirstToAnswer _,
                    Destination.OneByOne _ -> Optional.empty();
        };
    }

    /** Where a 3xx sends the call, most wanted first (RFC 3261 §8.1.3.4): what can be followed of it. */
    List<Hunt> redirections(Target from, SipResponse response) {
        List<Contact> contacts = response.contacts();
        contacts.sort(Comparator.comparingInt((Contact contact) -> -contact.q()));
        List<Hunt> onward = new ArrayList<>();
        for (Contact contact : contacts)
            contact.uri().flatMap(uri -> redirection(from, uri)).ifPresent(onward::add);
        return onward;
    }

    /**
     * Whoever sends a call on dials the number, wherever the contact lies: through the dialplan, by its own rights and
     * at its own cost. A call leaves only by what the dialplan dials, so a contact without a number leads nowhere, and
     * so does one of somebody who may dial nothing here.
     */
    private Optional<Hunt> redirection(Target from, Uri contact) {
        String number = UserPart.of(contact);
        if (number.isEmpty() || !from.rights().isSomebody()) {
            hunting.call()
                    .refused(RefusalCause.ELSEWHERE, from.party(), "its redirection leads to where no dialplan does");
            return Optional.empty();
        }
        return hunting.isNew(number, from.rights())
                ? Optional.of(through(number, from.rights(), Target.Way.THROUGH_THE_DIALPLAN))
                : Optional.empty();
    }

    /** A number of ours, as if {@code dialler} had dialled it: through the dialplan, by an INVITE to ourselves. */
    Hunt through(String number, OnBehalf dialler, Target.Way way) {
        if (!dialler.isSomebody())
            return new NoHunt(new DialOutcome.Unreachable(404, "nobody whose number " + number + " could be"));
        return new TurnHunt(hunting, number, dialler, () -> toOurselves(number, dialler, way));
    }

    private Hunt toOurselves(String number, OnBehalf dialler, Target.Way way) {
        Hop ourselves = hunting.call().ourselves();
        SipUri uri = SipUri.of(number, directory.domain());
        return new LegHunt(
                hunting,
                new Target(
                        number,
                        uri,
                        uri,
                        List.of(),
                        Optional.empty(),
                        Optional.of(ourselves),
                        dialler,
                        way,
                        MediaPolicy.ANY,
                        ContactTrust.MET));
    }

    // RFC 3261 §16.6: contacts of equal q ring at once, lower ones when the higher have failed.
    Hunt user(String name) {
        if (directory.account(name).isEmpty()) return new NoHunt(new DialOutcome.Unreachable(404, "no such user"));
        List<Binding> registered = home.locations().lookup(name);
        List<Binding> there = ReachablePhones.among(registered, name, home);
        if (there.isEmpty() && !registered.isEmpty())
            return new NoHunt(new DialOutcome.Unreachable(480, "registered, but it answers no more"));
        Map<Integer, Map<String, List<Hunt>>> byQ = new LinkedHashMap<>();
        for (Binding binding : there)
            leg(name, binding)
                    .ifPresent(leg -> byQ.computeIfAbsent(binding.q(), _ -> new LinkedHashMap<>())
                            .computeIfAbsent(ReachablePhones.device(binding), _ -> new ArrayList<>())
                            .add(leg));
        if (byQ.isEmpty()) return new NoHunt(new DialOutcome.Unreachable(480, "not registered"));
        List<Hunt> groups = byQ.values().stream().map(HuntPlanner::together).toList();
        return groups.size() == 1 ? groups.getFirst() : new InTurnHunt(groups, InTurnHunt.Persistence.ONE_PERSON);
    }

    private Optional<Hunt> leg(String name, Binding binding) {
        return home.contact(name, binding)
                .map(target -> target.withMedia(
                                directory.account(name).map(Account::media).orElse(MediaPolicy.ANY))
                        .withRights(OnBehalf.account(name)))
                .map(target -> new LegHunt(hunting, target));
    }

    /**
     * Devices at once; the flows of one device in turn, the newest first, where the one before leads nowhere (RFC 5626
     * §6).
     */
    private static Hunt together(Map<String, List<Hunt>> devices) {
        List<Hunt> each = devices.values().stream()
                .map(flows -> flows.size() == 1
                        ? flows.getFirst()
                        : new InTurnHunt(flows, InTurnHunt.Persistence.ANOTHER_WAY))
                .toList();
        return each.size() == 1 ? each.getFirst() : new TogetherHunt(each, TogetherHunt.Refusals.GLOBAL);
    }

    private Hunt trunk(Destination.Trunk destination) {
        Optional<Trunk> known = directory.trunk(destination.name());
        if (known.isEmpty())
            return new NoHunt(
                    new DialOutcome.Unreachable(500, "no trunk " + destination.name() + " in the configuration"));
        Trunk trunk = known.get();
        Optional<TrunkStanding> down = home.probedTrunks().down(trunk);
        if (down.isPresent())
            return new NoHunt(Outcomes.down(
                    "trunk " + trunk.name() + " is down: " + down.get().why()));
        return new LegHunt(
                hunting,
                target(destination.number() + "@" + trunk.name(), trunk.uri(destination.number()))
                        .withRoutes(home.registeredTrunks()
                                .way(trunk)
                                .map(RegisteredTrunks.Way::routes)
                                .orElse(List.of()))
                        .withRights(OnBehalf.trunk(trunk))
                        .withMedia(trunk.media()));
    }

    private Hunt uri(String text) {
        return sipUri(text)
                .filter(uri -> !uri.host().isEmpty() && !uri.isSecure())
                .<Hunt>map(uri -> leg(text, uri))
                .orElseGet(() -> new NoHunt(new DialOutcome.Unreachable(416, text + " is not a sip: URI")));
    }

    /**
     * Nothing where the host could be either of two: a name that holds an @ was written into it unescaped (RFC 3261
     * §25.1).
     */
    public static Optional<SipUri> sipUri(String text) {
        return text.indexOf('@') == text.lastIndexOf('@') ? SipUri.read(text) : Optional.empty();
    }

    private Hunt leg(String party, SipUri uri) {
        return new LegHunt(hunting, target(party, uri));
    }

    private static Target target(String party, SipUri uri) {
        return new Target(party, uri, uri, List.of(), Optional.empty(), Optional.<Hop>empty());
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
