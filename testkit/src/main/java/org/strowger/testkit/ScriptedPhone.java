package org.strowger.testkit;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.DialogLayer;
import org.strowger.dialog.IncomingSession;
import org.strowger.dialog.Invitation;
import org.strowger.dialog.Offer;
import org.strowger.dialog.OutgoingSession;
import org.strowger.dialog.Session;
import org.strowger.dialog.SessionEnd;
import org.strowger.dialog.SessionListener;
import org.strowger.dialog.UserAgentCore;
import org.strowger.dialog.UserAgentSettings;
import org.strowger.media.MediaPhone;
import org.strowger.sdp.Direction;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Hop;
import org.strowger.sip.Identifiers;
import org.strowger.sip.InMemoryHost;
import org.strowger.sip.RequestInspector;
import org.strowger.sip.Sip;
import org.strowger.sip.Transport;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;
import org.strowger.transaction.ClientListener;
import org.strowger.transaction.ServerTransaction;
import org.strowger.transaction.TransactionLayer;

/**
 * A phone in virtual time that does what it is told, on the very transactions and dialogs of the switch. One call at a time. Every action returns
 * when all that it causes at this moment has happened; what takes time happens when time passes.
 */
public final class ScriptedPhone {

    private final VirtualSwitch home;
    private final String number;
    private final Loop loop;
    private final InMemoryHost host;
    private final TransactionLayer transactions;
    private final DialogLayer dialogs;
    private final MediaPhone media;
    private final PhoneSdp sdp;
    private final PhoneDigest digest;
    private final List<String> story = new ArrayList<>();
    private final Identifiers ids;
    private OfferStyle offerStyle = OfferStyle.EARLY;
    private Reaction reaction = new Reaction.Rings();
    private @Nullable Session session;
    private @Nullable IncomingSession incoming;
    private @Nullable OutgoingSession outgoing;
    private long registerSequence;
    private int lastStatus;
    private boolean talking;
    private String lastInvite = "";

    /** When a caller offers. */
    public enum OfferStyle {
        /** In its INVITE. */
        EARLY,
        /** Not before the callee does. */
        DELAYED
    }

    /** Whether a request carries an answer to the challenge that it met. */
    private enum Attempt {
        FIRST,
        PROVED
    }

    /** What a phone does when it is called. */
    private sealed interface Reaction {
        record Rings() implements Reaction {}

        record Answers() implements Reaction {}

        record Refuses(int status) implements Reaction {}

        record Ignores() implements Reaction {}
    }

    ScriptedPhone(
            VirtualSwitch home, String number, Optional<String> password, InMemoryHost host, Loop loop, long seed) {
        this.home = home;
        this.number = number;
        this.loop = loop;
        this.host = host;
        this.ids = new Identifiers(0, new SplittableRandom(seed));
        this.digest = new PhoneDigest(number, password, new SplittableRandom(seed));
        InetSocketAddress rtp = new InetSocketAddress(host.address().getAddress(), 4000);
        this.media = home.media().phone(rtp);
        this.sdp = new PhoneSdp(rtp, media);
        var understood = new RequestInspector.Understood(
                java.util.Set.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "UPDATE"),
                java.util.Set.of(),
                java.util.Set.of("application/sdp"));
        var agent = new UserAgentSettings("phone-" + number, understood, home.transactionSettings(), number);
        this.transactions = new TransactionLayer(loop, host, ids, home.transactionSettings(), MachineObserver.NONE);
        this.dialogs = new DialogLayer(
                loop, transactions, host, home.resolver(), ids, agent, MachineObserver.NONE, new Core());
        host.receiver(message -> loop.execute(() -> transactions.received(message)));
    }

    /** Its number, which is its account too. */
    public String number() {
        return number;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return host.address();
    }

    /** All that has happened to it, in order: {@code rings}, {@code answered}, {@code refused 486}, {@code peer hung up}, … */
    public List<String> story() {
        return List.copyOf(story);
    }

    /** The status of the last final response to its INVITE or REGISTER; 0 before. */
    public int lastStatus() {
        return lastStatus;
    }

    /** The last INVITE that it got, as it was printed; empty before. */
    public String lastInvite() {
        return lastInvite;
    }

    /** Whether it is called and rings. */
    public boolean isRinging() {
        return incoming != null && !talking;
    }

    /** Whether it is in a call that stands. */
    public boolean isTalking() {
        return talking;
    }

    /** Its ear and its mouth. */
    public MediaPhone media() {
        return media;
    }

    /** What it last heard of the other side's session. */
    public Optional<SessionDescription> remoteDescription() {
        return sdp.heard();
    }

    /** Registers for an hour. */
    public ScriptedPhone registers() {
        return registers(3600);
    }

    /** Registers for so many seconds; 0 removes the registration. */
    public ScriptedPhone registers(int seconds) {
        return act(() -> register(seconds, Attempt.FIRST));
    }

    /** From now on offers so. */
    public ScriptedPhone offers(OfferStyle style) {
        offerStyle = style;
        return this;
    }

    /** From now on answers at once when called. */
    public ScriptedPhone answersAtOnce() {
        reaction = new Reaction.Answers();
        return this;
    }

    /** From now on refuses calls with this status. */
    public ScriptedPhone answersWith(int status) {
        reaction = new Reaction.Refuses(status);
        return this;
    }

    /** From now on says nothing at all when called, but 100. */
    public ScriptedPhone ignoresCalls() {
        reaction = new Reaction.Ignores();
        return this;
    }

    /** Calls a number at the switch. */
    public ScriptedPhone calls(String dialled) {
        return act(() -> invite(dialled, Attempt.FIRST));
    }

    /** Answers the call that rings. */
    public ScriptedPhone answers() {
        return act(() -> {
            if (incoming != null) accept(incoming);
        });
    }

    /** Sends early media. */
    public ScriptedPhone sendsEarlyMedia() {
        return act(() -> {
            if (incoming != null && incoming.offer().isPresent())
                incoming.progress(183, Optional.of(sdp.answer(incoming.offer().get())), List.of());
        });
    }

    /** Refuses the call that rings. */
    public ScriptedPhone refuses(int status) {
        return act(() -> {
            if (incoming != null) incoming.reject(status, List.of());
            forget();
        });
    }

    /** Hangs up, or gives up calling. */
    public ScriptedPhone hangsUp() {
        return act(() -> {
            if (talking && session != null) session.bye(List.of());
            else if (outgoing != null) outgoing.cancel(List.of());
            if (talking) forget();
        });
    }

    /** Puts the other side on hold, by re-INVITE. */
    public ScriptedPhone holds() {
        return modifies(Direction.SENDONLY);
    }

    /** Takes the other side from hold. */
    public ScriptedPhone resumes() {
        return modifies(Direction.SENDRECV);
    }

    private ScriptedPhone modifies(Direction direction) {
        return act(() -> {
            if (session != null) session.modify(Optional.of(sdp.offer(direction)));
        });
    }

    private ScriptedPhone act(Runnable action) {
        loop.execute(action);
        home.settle();
        return this;
    }

    private void register(int seconds, Attempt attempt) {
        try {
            Request register =
                    PhoneMessages.register(number, home.domain(), host.address(), ids, ++registerSequence, seconds);
            for (var header : digest.credentials(Request.REGISTER, register.getRequestURI()))
                register.addHeader(header);
            Hop hop = new Hop(Transport.UDP, home.address());
            transactions.send(register, hop, Optional.empty(), new RegisterWatch(register, seconds, attempt));
        } catch (ParseException | InvalidArgumentException e) {
            throw new IllegalStateException(e);
        }
    }

    private void invite(String dialled, Attempt attempt) {
        try {
            SipURI target = Sip.addresses().createSipURI(dialled, home.domain());
            Address from = Sip.addresses().createAddress(Sip.addresses().createSipURI(number, home.domain()));
            Optional<SessionDescription> offer =
                    offerStyle == OfferStyle.EARLY ? Optional.of(sdp.offer(Direction.SENDRECV)) : Optional.empty();
            var invitation = new Invitation(
                    target,
                    from,
                    Sip.addresses().createAddress(target),
                    List.of(),
                    new Hop(Transport.UDP, home.address()),
                    Optional.empty(),
                    offer,
                    digest.credentials(Request.INVITE, target));
            outgoing = dialogs.invite(invitation, new Caller(dialled, target, attempt));
            session = outgoing;
        } catch (ParseException e) {
            throw new IllegalArgumentException(dialled + " can't be dialled", e);
        }
    }

    private void accept(IncomingSession call) {
        SessionDescription description =
                call.offer().isPresent() ? sdp.answer(call.offer().get()) : sdp.offer(Direction.SENDRECV);
        talking = true;
        note("answered");
        call.accept(description, List.of());
    }

    private void forget() {
        media.silence();
        session = null;
        incoming = null;
        outgoing = null;
        talking = false;
    }

    private void note(String what) {
        story.add(what);
        home.note(number + " " + what);
    }

    /** What both sides of a call have in common. */
    private abstract class Party implements SessionListener {
        @Override
        public void offered(Offer offer) {
            if (offer.description().isPresent()) {
                note("is offered "
                        + offer.description()
                                .get()
                                .directionOf(offer.description().get().media().getFirst())
                                .attribute());
                offer.accept(sdp.answer(offer.description().get()));
            } else offer.accept(sdp.offer(Direction.SENDRECV));
        }

        @Override
        public void modified(Optional<SessionDescription> description, Optional<Offer> offer) {
            description.ifPresent(sdp::hear);
            note("changed the session");
        }

        @Override
        public void refused(Response response) {
            note("change refused " + response.getStatusCode());
        }

        @Override
        public void ended(SessionEnd end) {
            note("peer hung up");
            forget();
        }
    }

    private final class Caller extends Party {
        private final String dialled;
        private final SipURI target;
        private final Attempt attempt;

        Caller(String dialled, SipURI target, Attempt attempt) {
            this.dialled = dialled;
            this.target = target;
            this.attempt = attempt;
        }

        @Override
        public void progressed(Response response, String fork, Optional<SessionDescription> answer) {
            note("hears " + response.getStatusCode());
            answer.ifPresent(sdp::hear);
        }

        @Override
        public void answered(Response response, Optional<SessionDescription> description) {
            lastStatus = response.getStatusCode();
            talking = true;
            note("is answered");
            if (offerStyle == OfferStyle.DELAYED && description.isPresent() && outgoing != null)
                outgoing.acknowledge(sdp.answer(description.get()));
            else description.ifPresent(sdp::hear);
        }

        @Override
        public void rejected(Response response) {
            Request blank = PhoneDigest.blank(Request.INVITE, target);
            if (attempt == Attempt.FIRST && digest.learns(response, blank)) {
                invite(dialled, Attempt.PROVED);
                return;
            }
            lastStatus = response.getStatusCode();
            note("is refused " + lastStatus);
            forget();
        }
    }

    private final class Callee extends Party {
        @Override
        public void cancelled(Optional<Request> cancel) {
            note("stopped ringing");
            forget();
        }

        @Override
        public void acknowledged(Optional<SessionDescription> answer) {
            answer.ifPresent(sdp::hear);
        }
    }

    private final class Core implements UserAgentCore {
        @Override
        public void invited(IncomingSession call) {
            lastInvite = new String(call.transaction().wire().frame(), StandardCharsets.UTF_8);
            if (incoming != null || talking) {
                call.reject(Response.BUSY_HERE, List.of());
                return;
            }
            switch (reaction) {
                case Reaction.Refuses(int status) -> call.reject(status, List.of());
                case Reaction.Ignores _ -> call.listener(new Callee());
                case Reaction.Rings _ -> ring(call);
                case Reaction.Answers _ -> {
                    ring(call);
                    accept(call);
                }
            }
        }

        private void ring(IncomingSession call) {
            incoming = call;
            session = call;
            call.listener(new Callee());
            note("rings for " + PhoneMessages.fromUser(call.invite()));
            call.progress(Response.RINGING, Optional.empty(), List.of());
        }

        @Override
        public void requested(ServerTransaction transaction) {
            transaction.respond(Sip.response(Response.OK, transaction.request()));
        }
    }

    private final class RegisterWatch implements ClientListener {
        private final Request register;
        private final int seconds;
        private final Attempt attempt;

        RegisterWatch(Request register, int seconds, Attempt attempt) {
            this.register = register;
            this.seconds = seconds;
            this.attempt = attempt;
        }

        @Override
        public void provisional(Response response) {}

        @Override
        public void answered(Response response) {
            Request blank = PhoneDigest.blank(Request.REGISTER, register.getRequestURI());
            if (attempt == Attempt.FIRST && digest.learns(response, blank)) {
                register(seconds, Attempt.PROVED);
                return;
            }
            lastStatus = response.getStatusCode();
            note("REGISTER " + lastStatus);
        }

        @Override
        public void timedOut() {
            note("REGISTER timed out");
        }

        @Override
        public void transportFailed() {
            note("REGISTER could not be sent");
        }
    }
}
