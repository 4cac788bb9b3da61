package org.strowger.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.strowger.call.event.EventBus;
import org.strowger.call.event.RegistrationEvent;
import org.strowger.directory.RegisterRequest.Wish;
import org.strowger.sip.Flow;
import org.strowger.sip.digest.DigestServer.Role;
import org.strowger.sip.digest.DigestServer.Verdict;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.SipUri;
import org.strowger.transaction.ServerTransaction;

/** The registrar (RFC 3261 §10.3, with Path of RFC 3327). Runs on the loop of the REGISTER. */
public final class Registrar {

    private static final Duration ALMOST_A_SECOND = Duration.ofSeconds(1).minusNanos(1);

    /** RFC 5626 §4.4.1: what phones do by themselves. */
    private static final Duration CONNECTION_TIMER = Duration.ofMinutes(2);

    private final Directory directory;
    private final LocationService locations;
    private final CredentialCheck credentials;
    private final RegistrarSettings settings;
    private final InstantSource time;
    private final EventBus events;
    private final Domains domains;
    private final Arrivals arrivals;

    /** Told of what becomes of contacts. */
    public interface Arrivals {
        /** Contacts were not there before, or their phone has begun anew; one at least. */
        void registered(String user, List<Binding> contacts);

        /** Contacts of an account have come, been renewed, or gone before they expired. */
        void changed(String user);
    }

    /** Whether a URI that came in on a flow names a domain that we are the registrar of. */
    @FunctionalInterface
    public interface Domains {
        boolean areOurs(SipUri uri, Flow flow);
    }

    public Registrar(
            RegistrarSettings settings,
            Directory directory,
            LocationService locations,
            InstantSource time,
            EventBus events,
            CredentialCheck credentials,
            Domains domains,
            Arrivals arrivals) {
        this.domains = domains;
        this.arrivals = arrivals;
        this.directory = directory;
        this.locations = locations;
        this.credentials = credentials;
        this.settings = settings;
        this.time = time;
        this.events = events;
    }

    public void register(ServerTransaction transaction) {
        SipRequest request = transaction.received();
        Flow flow = transaction.flow();
        Binding.Reach reach = transaction.wire().isTranslated() ? Binding.Reach.BY_FLOW : Binding.Reach.AS_NAMED;
        SipResponse response = answer(request, flow, reach);
        if (response.status() >= 300 && response.status() != SipResponse.UNAUTHORIZED)
            events.publish(new RegistrationEvent.RegistrationRefused(
                    toUser(request), flow.remote().toString(), response.status(), response.reason()));
        // A refusal binds nothing, and is worth no memory: a challenge above all (RFC 3261 §26.3.2.4).
        if (response.status() >= 300) transaction.respondOnce(response);
        else transaction.respond(response);
    }

    /**
     * A connection that only its peer could open is gone: whoever registered by it can't be reached any more (RFC 5626
     * §5.3). Any thread.
     */
    public void ended(Flow flow) {
        locations.forget(flow).forEach((user, gone) -> {
            gone.forEach(binding ->
                    events.publish(new RegistrationEvent.Unregistered(user, binding.contact(), "connection closed")));
            arrivals.changed(user);
        });
    }

    /** There is no such account any more: nobody is registered for it. */
    public void forget(String user) {
        List<Binding> gone = locations.lookup(user);
        if (gone.isEmpty()) return;
        locations.update(user, _ -> List.of());
        gone.forEach(binding ->
                events.publish(new RegistrationEvent.Unregistered(user, binding.contact(), "no such account")));
        arrivals.changed(user);
    }

    // §10.3, step by step.
    private SipResponse answer(SipRequest request, Flow flow, Binding.Reach reach) {
        if (!(request.to().uri() instanceof SipUri aor))
            return refusal(request, SipResponse.BAD_REQUEST, "To is not a SIP URI");
        // Steps 1 and 5: there are no addresses of record here but in our own domains.
        if (!(request.uri() instanceof SipUri registrar && domains.areOurs(registrar, flow)))
            return refusal(request, SipResponse.NOT_FOUND, "No Such Domain");
        if (!domains.areOurs(aor, flow)) return refusal(request, SipResponse.NOT_FOUND, "No Such Domain");
        String user = UserPart.of(aor);
        switch (credentials.verify(request, Role.REGISTRAR, flow)) {
            case Verdict.Missing missing -> {
                SipResponse challenge = SipResponse.of(SipResponse.UNAUTHORIZED, request);
                credentials.challenge(challenge, Role.REGISTRAR, missing);
                return challenge;
            }
            case Verdict.Wrong _ -> {
                return refusal(request, SipResponse.FORBIDDEN, "Wrong Credentials");
            }
            case Verdict.Authenticated(String who) -> {
                if (!who.equals(user)) return refusal(request, SipResponse.FORBIDDEN, "Not Your Address");
            }
        }
        Optional<Account> account = directory.account(user);
        if (account.isEmpty()) return refusal(request, SipResponse.NOT_FOUND, "No Such Address");
        // Who says where calls to it are routed could have them sent to anybody (RFC 3327 §6).
        boolean mayRoute = settings.proxies().contains(flow.remote().getAddress());
        if (!mayRoute && request.has("Path")) return refusal(request, SipResponse.FORBIDDEN, "Path From Elsewhere");
        return switch (RegisterRequest.read(request, settings, account.get().maxContacts())) {
            case RegisterRequest.Refused(int status, String why) -> briefOrRefused(request, status, why);
            case RegisterRequest.Query _ -> success(request, locations.lookup(user));
            case RegisterRequest.RemoveAll(long cseq) ->
                change(request, user, flow, reach, cseq, List.of(), account.get());
            case RegisterRequest.Update(long cseq, List<Wish> wishes) ->
                change(request, user, flow, reach, cseq, wishes, account.get());
        };
    }

    private SipResponse change(
            SipRequest request,
            String user,
            Flow flow,
            Binding.Reach reach,
            long cseq,
            List<Wish> wishes,
            Account account) {
        RegisterChange change =
                new RegisterChange(request, flow, reach, cseq, wishes, account.maxContacts(), time.instant());
        List<Binding> now = locations.update(user, change::apply);
        if (change.isOutOfOrder()) return refusal(request, SipResponse.SERVER_INTERNAL_ERROR, "CSeq Out Of Order");
        String source = flow.remote().toString();
        change.removed()
                .forEach(gone -> events.publish(new RegistrationEvent.Unregistered(user, gone.contact(), "removed")));
        change.added()
                .forEach(added -> events.publish(new RegistrationEvent.Registered(
                        user, added.contact(), Duration.between(time.instant(), added.expires()), source)));
        if (!change.arrived().isEmpty()) arrivals.registered(user, change.arrived());
        arrivals.changed(user);
        SipResponse response = success(request, now);
        if (wishes.stream().anyMatch(wish -> wish.outbound().isPresent())) promise(response, flow);
        return response;
    }

    private SipResponse success(SipRequest request, List<Binding> bindings) {
        SipResponse response = SipResponse.of(SipResponse.OK, request);
        Instant now = time.instant();
        for (Binding binding : bindings) {
            // Rounded up: who asks for 60 s is told 60, however long the answer took to write.
            long left = Math.max(
                    0,
                    Duration.between(now, binding.expires())
                            .plus(ALMOST_A_SECOND)
                            .toSeconds());
            StringBuilder contact =
                    new StringBuilder("<").append(binding.contact()).append('>');
            if (!binding.parameters().isEmpty()) contact.append(';').append(binding.parameters());
            if (binding.q() != 1000) contact.append(";q=").append(thousandths(binding.q()));
            contact.append(";expires=").append(left);
            response.add(SipHeader.of("Contact", contact.toString()));
        }
        for (String hop : RegisterRequest.path(request)) response.add(SipHeader.of("Path", "<" + hop + ">"));
        return response;
    }

    /**
     * RFC 5626 §6: calls come by the flow. §5.4: how often the phone is to say that it stands, where that isn't as
     * usual.
     */
    private void promise(SipResponse response, Flow flow) {
        response.add(SipHeader.of("Require", Registrations.OUTBOUND));
        Duration timer =
                flow.isConnection() ? CONNECTION_TIMER : settings.keepAlive().every();
        response.add(SipHeader.of("Flow-Timer", Long.toString(timer.toSeconds())));
    }

    private SipResponse briefOrRefused(SipRequest request, int status, String why) {
        SipResponse response = refusal(request, status, why);
        if (status == SipResponse.INTERVAL_TOO_BRIEF)
            response.add(
                    SipHeader.of("Min-Expires", Long.toString(settings.minimum().toSeconds())));
        return response;
    }

    private static SipResponse refusal(SipRequest request, int status, String why) {
        return SipResponse.of(status, why, request);
    }

    private static String toUser(SipRequest request) {
        return UserPart.of(request.to().uri());
    }

    private static String thousandths(int q) {
        return q == 0 ? "0" : "0." + String.format("%03d", q).replaceAll("0+$", "");
    }

    /** What one REGISTER does to the bindings of an address of record: all of it or nothing (§10.3 step 7). */
    private static final class RegisterChange {
        private final SipRequest request;
        private final Flow flow;
        private final Binding.Reach reach;
        private final long cseq;
        private final List<Wish> wishes;
        private final int maxContacts;
        private final Instant now;
        private final List<Binding> added = new ArrayList<>();
        private final List<Binding> removed = new ArrayList<>();
        private final List<Binding> arrived = new ArrayList<>();
        private boolean outOfOrder;

        RegisterChange(
                SipRequest request,
                Flow flow,
                Binding.Reach reach,
                long cseq,
                List<Wish> wishes,
                int maxContacts,
                Instant now) {
            this.reach = reach;
            this.request = request;
            this.flow = flow;
            this.cseq = cseq;
            this.wishes = wishes;
            this.maxContacts = maxContacts;
            this.now = now;
        }

        List<Binding> apply(List<Binding> before) {
            String callId = request.callId();
            boolean all = wishes.isEmpty();
            List<Binding> after = new ArrayList<>();
            for (Binding binding : before) {
                Optional<SipUri> contact = binding.uri();
                Optional<Wish> wish =
                        wishes.stream().filter(w -> w.isFor(binding, contact)).findFirst();
                if (!all && wish.isEmpty()) {
                    after.add(binding);
                    continue;
                }
                if (binding.callId().equals(callId) && binding.cseq() >= cseq) {
                    outOfOrder = true;
                    return before;
                }
                if (all || wish.get().isRemoval()) removed.add(binding);
            }
            for (Wish wish : wishes)
                if (!wish.isRemoval()) added.add(wish.binding(request, flow, reach, callId, cseq, now));
            // A phone that came back on a new port leaves its old contact behind: the oldest makes room.
            int tooMany = after.size() + added.size() - maxContacts;
            if (tooMany > 0) {
                after.sort(Comparator.comparing(Binding::expires));
                List<Binding> oldest = after.subList(0, tooMany);
                removed.addAll(oldest);
                oldest.clear();
            }
            after.addAll(added);
            if (before.stream().noneMatch(known -> known.callId().equals(callId))) arrived.addAll(added);
            return after;
        }

        /** A phone keeps its Call-ID from one REGISTER to the next, until it starts again (§10.2). */
        List<Binding> arrived() {
            return arrived;
        }

        boolean isOutOfOrder() {
            return outOfOrder;
        }

        List<Binding> added() {
            return added;
        }

        List<Binding> removed() {
            return removed;
        }
    }
}
