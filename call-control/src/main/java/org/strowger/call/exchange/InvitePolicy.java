package org.strowger.call.exchange;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.strowger.call.CallRouter;
import org.strowger.call.charging.LoopRecords;
import org.strowger.call.core.Admission;
import org.strowger.call.core.Admission.Urgency;
import org.strowger.call.core.ExchangeCounters;
import org.strowger.call.core.IncomingRequest;
import org.strowger.call.core.Refusal;
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.RefusalCause;
import org.strowger.call.hunt.CalledLeg;
import org.strowger.call.hunt.HuntContext;
import org.strowger.call.setup.CallLimits;
import org.strowger.call.setup.ExchangeEnvironment;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.directory.Account;
import org.strowger.directory.CredentialCheck;
import org.strowger.directory.OnBehalf;
import org.strowger.directory.Presentation;
import org.strowger.directory.Quota;
import org.strowger.directory.Trunk;
import org.strowger.directory.TrunkTrust;
import org.strowger.directory.UserPart;
import org.strowger.directory.registration.RegisteredTrunks;
import org.strowger.directory.registration.RegisteredTrunks.Called;
import org.strowger.sip.Flow;
import org.strowger.sip.WireMessage;
import org.strowger.sip.digest.DigestServer.Role;
import org.strowger.sip.digest.DigestServer.Verdict;
import org.strowger.sip.message.Reliability;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.transaction.ServerTransaction;

/**
 * Who may call: judges an INVITE by whom it comes from, what it proves and what it asks for, before there is a call.
 * Runs on the loop.
 */
final class InvitePolicy {

    private static final String CAME_BACK = "the call came back to where it had been";

    private final ExchangeSettings settings;
    private final ExchangeEnvironment environment;
    private final CallRouter router;
    private final Admission admission;
    private final ExchangeCounters counters;
    private final CredentialCheck credentials;
    private final RegisteredTrunks registered;
    private final OwnAddresses own;
    private final LoopRecords records;
    private final Function<String, Optional<CalledLeg>> calledBy;

    /** @param calledBy the leg that we have called by an INVITE of this Call-ID */
    InvitePolicy(
            ExchangeShared shared,
            OwnAddresses own,
            LoopRecords records,
            Function<String, Optional<CalledLeg>> calledBy) {
        this.settings = shared.settings();
        this.environment = shared.environment();
        this.router = shared.router();
        this.admission = shared.admission();
        this.counters = shared.counters();
        this.credentials = shared.credentials();
        this.registered = shared.registered();
        this.own = own;
        this.records = records;
        this.calledBy = calledBy;
    }

    /** Who an INVITE comes from, and what for. */
    record Candidate(
            Entry entry,
            Optional<CalledLeg> origin,
            OnBehalf by,
            String number,
            Urgency urgency,
            List<Admission.Party> parties) {}

    /** Whether a caller may come in, and as whom. */
    record Entry(Optional<Refusal> refusal, Optional<String> account) {
        static Entry open() {
            return new Entry(Optional.empty(), Optional.empty());
        }

        static Entry of(String account) {
            return new Entry(Optional.empty(), Optional.of(account));
        }

        static Entry refused(Refusal refusal) {
            return new Entry(Optional.of(refusal), Optional.empty());
        }
    }

    /** Why it may not come in; empty if it may. */
    Optional<Refusal> refusal(Candidate candidate) {
        return candidate
                .entry()
                .refusal()
                .or(() -> undialable(candidate))
                .or(() -> loop(candidate))
                .or(() ->
                        admission.full(candidate.urgency(), candidate.parties()).map(this::busy));
    }

    /**
     * Why it may not come in as it is written: it requires reliable provisional responses, or doesn't support them,
     * against the policy.
     */
    Optional<Refusal> unfit(Candidate candidate, SipRequest invite) {
        Optional<Refusal> refusal = switch (provisionals(candidate)) {
            case OFF ->
                Optional.of(new Refusal(
                                420,
                                "it requires " + Reliability.OPTION + ", which is off",
                                List.of(SipHeader.of("Unsupported", Reliability.OPTION))))
                        .filter(_ -> Reliability.isRequired(invite));
            case SUPPORTED -> Optional.empty();
            case REQUIRED ->
                Optional.of(new Refusal(
                                SipResponse.EXTENSION_REQUIRED,
                                "it doesn't support " + Reliability.OPTION,
                                List.of(SipHeader.of("Require", Reliability.OPTION))))
                        .filter(_ -> !Reliability.isSupported(invite));
        };
        if (refusal.isPresent()) counters.refused(RefusalCause.EXTENSION);
        return refusal;
    }

    /**
     * Whether it is rung reliably. Who calls for help is not to fail for that; and what comes back to us has been
     * judged where it first came in.
     */
    ReliableProvisionals provisionals(Candidate candidate) {
        if (candidate.urgency() == Urgency.EMERGENCY || candidate.origin().isPresent())
            return ReliableProvisionals.SUPPORTED;
        return environment.directory().provisionals(candidate.by()).orElse(settings.provisionals());
    }

    /** Who it is. */
    Candidate candidate(ServerTransaction transaction) {
        SipRequest invite = transaction.received();
        Flow from = transaction.flow();
        Optional<Called> called = registered.called(invite, from);
        Optional<Trunk> trunk =
                called.map(Called::trunk).or(() -> environment.directory().trunkOf(from));
        Optional<CalledLeg> origin = origin(transaction.wire());
        Optional<OnBehalf> ourselves = origin.filter(_ -> own.isFromHere(from)).flatMap(CalledLeg::dialler);
        String number = called.map(Called::number).orElseGet(() -> UserPart.of(invite.uri()));
        // What an emergency call leads to is one, whatever number it is sent on to.
        boolean emergency = router.isEmergency(number)
                || (ourselves.isPresent()
                        && origin.filter(leg -> leg.call().onward().isUrgent()).isPresent());
        boolean open = ourselves.isPresent() || (emergency && mayCallForHelp(from, trunk));
        Entry entry = open ? Entry.open() : entry(invite, from, trunk);
        // Who was let in without proof is not the one who would have had to prove it.
        Optional<Trunk> proven = trunk.filter(known -> !open || known.evidence(from) != TrunkTrust.Evidence.CLAIM);
        OnBehalf by = ourselves.orElseGet(() -> OnBehalf.caller(entry.account(), proven));
        List<Admission.Party> parties = parties(by, origin.isPresent() ? Optional.empty() : Optional.of(from));
        return new Candidate(entry, origin, by, number, emergency ? Urgency.EMERGENCY : Urgency.NORMAL, parties);
    }

    /** Before the dialplan, which would write it into a URI: {@code 9%40elsewhere.example} (RFC 3261 §19.1.2). */
    private Optional<Refusal> undialable(Candidate candidate) {
        if (UserPart.isDialable(candidate.number())) return Optional.empty();
        counters.refused(RefusalCause.NUMBER);
        return Optional.of(new Refusal(404, "no number has such characters", List.of()));
    }

    /**
     * The leg whose INVITE has come back to us. A Call-ID is no secret (it is in events and logs): the tag of our From
     * has to be there too.
     */
    private Optional<CalledLeg> origin(WireMessage invite) {
        return calledBy.apply(invite.callId()).filter(called -> called.leg().isInvitedBy(invite.fromTag()));
    }

    private Optional<Refusal> loop(Candidate candidate) {
        if (candidate
                .origin()
                .filter(leg -> isLoop(leg, candidate.by(), candidate.number()))
                .isEmpty()) return Optional.empty();
        counters.refused(RefusalCause.LOOP);
        return Optional.of(new Refusal(482, CAME_BACK, List.of()));
    }

    /**
     * Why what a call is sent on to would be refused when it comes back to us: known before there is a leg for it, with
     * ports, and an INVITE.
     */
    Optional<Admission.Shut> refusesOnward(HuntContext call, OnBehalf by, String number) {
        if (call.descent().hasBeenThrough(by, number))
            return Optional.of(new Admission.Shut(482, RefusalCause.LOOP, CAME_BACK));
        boolean emergency = call.onward().isUrgent() || router.isEmergency(number);
        return admission.full(emergency ? Urgency.EMERGENCY : Urgency.NORMAL, parties(by, Optional.empty()));
    }

    Refusal busy(Admission.Shut shut) {
        counters.refused(shut.cause());
        return new Refusal(
                shut.status(),
                shut.why(),
                shut.status() == 503 ? List.of(Refusal.retryAfter(settings.retryAfter())) : List.of());
    }

    // Emergency calls pass without a password where we have reason to know who calls: a stranger's costs money, and
    // takes the people at the other end from those who need them.
    private boolean mayCallForHelp(Flow from, Optional<Trunk> trunk) {
        InetAddress source = from.remote().getAddress();
        return settings.limits().emergencyCallers().includes(source)
                || trunk.filter(known -> known.evidence(from) != TrunkTrust.Evidence.CLAIM)
                        .isPresent()
                || environment.locations().isRegisteredFrom(source);
    }

    /** All whose call it is; by the flow that it came in on, unless we sent it ourselves. */
    private List<Admission.Party> parties(OnBehalf by, Optional<Flow> flow) {
        CallLimits limits = settings.limits();
        List<Admission.Party> parties = new ArrayList<>(2);
        by.account().ifPresent(user -> {
            Optional<Quota> own = environment.directory().account(user).flatMap(Account::quota);
            parties.add(new Admission.Party(Admission.Kind.ACCOUNT, user, own.orElse(limits.account())));
        });
        by.trunk().ifPresent(trunk -> {
            Quota quota = trunk.trust().quota().orElse(limits.trunk());
            parties.add(new Admission.Party(Admission.Kind.TRUNK, trunk.name(), quota));
        });
        flow.filter(_ -> by.trunk().isEmpty()).ifPresent(from -> {
            String address = from.remote().getAddress().getHostAddress();
            parties.add(new Admission.Party(Admission.Kind.SOURCE, address, limits.source()));
        });
        return parties;
    }

    // RFC 5393 §4: an INVITE of ours for what has been asked for already would take the same way again, until
    // Max-Forwards is used up, and with forks in it exponentially often. For another number it is a spiral, and may
    // pass. What comes back from the network asks for what we sent there, whoever sends it.
    private static boolean isLoop(CalledLeg origin, OnBehalf by, String number) {
        return origin.call().descent().hasBeenThrough(by, number)
                || (origin.dialler().isEmpty()
                        && origin.call().request().number().equals(number));
    }

    // Who may call: a trunk by its address, an account by its digest, anybody only if the configuration says so.
    private Entry entry(SipRequest invite, Flow from, Optional<Trunk> trunk) {
        if (trunk.isPresent()) return entry(invite, from, trunk.get());
        if (settings.callers() == ExchangeSettings.Callers.ANYONE) return Entry.open();
        return entry(invite, credentials.verify(invite, Role.PROXY, from));
    }

    /** A trunk that has to prove itself does so as the account of its name, whoever calls by it. */
    private Entry entry(SipRequest invite, Flow from, Trunk trunk) {
        if (trunk.evidence(from) != TrunkTrust.Evidence.CLAIM) return Entry.open();
        return switch (credentials.verify(invite, Role.PROXY, from)) {
            case Verdict.Missing missing ->
                Entry.refused(new Refusal(407, "no credentials", challenges(invite, missing)));
            case Verdict.Authenticated(String user) when user.equals(trunk.name()) -> Entry.open();
            case Verdict.Authenticated _, Verdict.Wrong _ ->
                Entry.refused(new Refusal(403, "wrong credentials for trunk " + trunk.name(), List.of()));
        };
    }

    private Entry entry(SipRequest invite, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Missing missing ->
                Entry.refused(new Refusal(407, "no credentials", challenges(invite, missing)));
            case Verdict.Wrong(String user) ->
                Entry.refused(new Refusal(403, "wrong credentials for " + user, List.of()));
            case Verdict.Authenticated(String user) ->
                // RFC 3323 §4.1.1.3: who proves to be somebody needn't say so in From, where all can read it.
                user.equals(IncomingRequest.fromUser(invite)) || Presentation.isAnonymous(invite)
                        ? Entry.of(user)
                        : Entry.refused(new Refusal(403, "From is not " + user + ", who proved itself", List.of()));
        };
    }

    private List<SipHeader> challenges(SipRequest invite, Verdict.Missing missing) {
        SipResponse bare = SipResponse.of(407, invite);
        credentials.challenge(bare, Role.PROXY, missing);
        return bare.headers("Proxy-Authenticate");
    }

    /** What the credentials of a request say, whatever else it is. */
    Entry authenticate(SipRequest request, Flow from) {
        return entry(request, credentials.verify(request, Role.PROXY, from));
    }

    /** Who may subscribe: an account, whatever address it sends from; anybody where nobody is asked for a proof. */
    Entry subscriber(SipRequest subscribe, Flow from) {
        return settings.callers() == ExchangeSettings.Callers.ANYONE ? Entry.open() : authenticate(subscribe, from);
    }

    /** Tells of a refusal that is more than a question for credentials. */
    void tell(SipRequest invite, String number, Flow from, Refusal refusal) {
        if (refusal.status() == 407) return;
        counters.callsRefused.increment();
        var refused = new CallEvent.CallRefused(
                "",
                IncomingRequest.fromUser(invite),
                number,
                from.remote().toString(),
                refusal.status(),
                refusal.why());
        records.heard(refused);
        environment.events().publish(refused);
    }
}
