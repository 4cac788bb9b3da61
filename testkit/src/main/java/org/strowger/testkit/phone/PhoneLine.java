package org.strowger.testkit.phone;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.DialogState;
import org.strowger.dialog.IncomingSession;
import org.strowger.dialog.Invitation;
import org.strowger.dialog.OutgoingSession;
import org.strowger.dialog.Referral;
import org.strowger.dialog.ReferralListener;
import org.strowger.dialog.Session;
import org.strowger.dialog.UserAgentCore;
import org.strowger.dialog.UserAgentSettings;
import org.strowger.dialog.layer.DialogLayer;
import org.strowger.sdp.Direction;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.RequestInspector;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.SipUri;
import org.strowger.sip.message.Uri;
import org.strowger.statemachine.MachineObserver;
import org.strowger.transaction.ServerTransaction;
import org.strowger.transaction.TransactionLayer;

/**
 * The signalling of a phone with one line, on the very transactions and dialogs of the switch: the same over real
 * sockets and in virtual time. One call at a time. Runs on the phone's loop.
 */
public final class PhoneLine {

    /** When it makes its offer, where it calls. */
    public enum OfferTime {
        IN_INVITE,
        /** Not before the other does. */
        DELAYED
    }

    private static final Set<String> METHODS =
            Set.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "UPDATE", "REFER", "NOTIFY");

    private final PhonePlace place;
    private final String number;
    private final PhoneAudio audio;
    private final PhoneSdp sdp;
    private final PhoneDigest digest;
    private final Consumer<String> notes;
    private String lamp = "";
    private final TransactionLayer transactions;
    private final DialogLayer dialogs;
    private final PhoneRegistration registration;
    private OfferTime offerTime = OfferTime.IN_INVITE;
    private PhoneReaction reaction = new PhoneReaction.Rings();
    private @Nullable Session session;
    private @Nullable IncomingSession incoming;
    private @Nullable OutgoingSession outgoing;
    private final StringBuilder informed = new StringBuilder();
    private int lastStatus;
    private boolean talking;
    private String lastInvite = "";
    private String lastCancel = "";
    private boolean followsReferrals;

    /**
     * A phone on its hook.
     *
     * @param notes told in a few words what happens, on the loop
     */
    public PhoneLine(PhonePlace place, String number, PhoneDigest digest, PhoneAudio audio, Consumer<String> notes) {
        this.place = place;
        this.number = number;
        this.digest = digest;
        this.audio = audio;
        this.notes = notes;
        this.sdp = new PhoneSdp(audio);
        var understood = new RequestInspector.Understood(METHODS, Set.of(), Set.of("application/sdp"));
        var agent = new UserAgentSettings("phone-" + number, understood, place.times(), number);
        this.transactions =
                new TransactionLayer(place.loop(), place.network(), place.ids(), place.times(), MachineObserver.NONE);
        this.dialogs = new DialogLayer(
                place.loop(),
                transactions,
                place.network(),
                place.resolver(),
                place.ids(),
                agent,
                MachineObserver.NONE,
                new Core());
        this.registration = new PhoneRegistration(place, number, digest, transactions, this);
    }

    /** What was last told of the mailbox: new and saved messages, as {@code 2/1}; empty if nothing was. */
    public String lamp() {
        return lamp;
    }

    /** Takes what the network brings. Any thread. */
    public void received(WireMessage message) {
        place.loop().execute(() -> transactions.received(message));
    }

    public String number() {
        return number;
    }

    public PhoneSdp sdp() {
        return sdp;
    }

    PhoneDigest digest() {
        return digest;
    }

    public int lastStatus() {
        return lastStatus;
    }

    public String lastInvite() {
        return lastInvite;
    }

    public String lastCancel() {
        return lastCancel;
    }

    /** Its dialog, as Replaces names it to the one at the other end (RFC 3891). */
    public String replaces() {
        DialogState dialog = session == null ? null : session.dialog().orElse(null);
        if (dialog == null) throw new IllegalStateException("the phone is in no call");
        return dialog.callId() + ";to-tag=" + dialog.remoteTag() + ";from-tag=" + dialog.localTag();
    }

    /** Asks the other side to call a number at the switch, by REFER; {@code replaces} is a dialog, or empty. */
    public void refer(String dialled, String replaces) {
        String uri = "sip:" + dialled + "@" + place.domain()
                + (replaces.isEmpty() ? "" : "?Replaces=" + URLEncoder.encode(replaces, StandardCharsets.UTF_8));
        if (session == null) throw new IllegalStateException("the phone is in no call");
        session.refer(Uri.of(uri), Optional.empty(), new Referred());
    }

    public void followReferrals() {
        followsReferrals = true;
    }

    public void offerVideo() {
        if (session != null) session.modify(Optional.of(sdp.offerWithVideo()));
    }

    public boolean isRinging() {
        return incoming != null && !talking;
    }

    public boolean isTalking() {
        return talking;
    }

    /** Whether it is in a call, or tries to be. */
    public boolean isBusy() {
        return session != null || incoming != null;
    }

    public void offers(OfferTime time) {
        offerTime = time;
    }

    public void reacts(PhoneReaction other) {
        reaction = other;
    }

    public void register(int seconds) {
        registration.register(seconds);
    }

    public void stayRegistered() {
        registration.keep();
    }

    /** Is registered no longer. */
    public void leave() {
        registration.end();
    }

    public void call(PhoneCall call) {
        invite(call, PhoneAttempt.FIRST);
    }

    void invite(PhoneCall call, PhoneAttempt attempt) {
        SipUri target = PhoneMessages.uri(call.dialled(), place.domain());
        Optional<SessionDescription> offer =
                offerTime == OfferTime.IN_INVITE ? Optional.of(sdp.offer(Direction.SENDRECV)) : Optional.empty();
        List<SipHeader> headers = new ArrayList<>(digest.credentials(SipRequest.INVITE, target));
        call.headers().forEach((name, value) -> headers.add(SipHeader.of(name, value)));
        var invitation = new Invitation(
                target,
                PhoneMessages.address(call.from(), place.domain()),
                PhoneMessages.address(call.to(), place.domain()),
                List.of(),
                place.exchange(),
                Optional.empty(),
                offer,
                headers);
        outgoing = dialogs.invite(invitation, new PhoneParty.Caller(this, call, target, attempt));
        session = outgoing;
    }

    public void answer() {
        if (incoming != null && !talking) accept(incoming);
    }

    private void accept(IncomingSession call) {
        SessionDescription description =
                call.offer().isPresent() ? sdp.answer(call.offer().get()) : sdp.offer(Direction.SENDRECV);
        talking = true;
        note("answered");
        call.accept(description, List.of());
    }

    public void sendEarlyMedia() {
        if (incoming != null && incoming.offer().isPresent())
            incoming.progress(
                    SipResponse.SESSION_PROGRESS,
                    Optional.of(sdp.answer(incoming.offer().get())),
                    List.of());
    }

    public void refuse(int status) {
        if (incoming != null) incoming.reject(status, List.of());
        forget();
    }

    /** Hangs up, gives up calling, or refuses what rings. */
    public void hangUp() {
        if (talking && session != null) session.bye(List.of());
        else if (outgoing != null) outgoing.cancel(List.of());
        if (talking) forget();
    }

    /** The digits of the INFOs that came. */
    public String informed() {
        return informed.toString();
    }

    void isInformed(SipRequest info) {
        Optional<byte[]> body = info.body();
        if (body.isEmpty()) return;
        for (String line : new String(body.get(), StandardCharsets.UTF_8).split("\r\n", -1))
            if (line.startsWith("Signal=")) informed.append(line.substring(7).trim());
    }

    public void info(String contentType, String body) {
        if (session != null) session.info(contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public void modify(Direction direction) {
        if (session != null) session.modify(Optional.of(sdp.offer(direction)));
    }

    // What its parties tell it.

    void isAnswered(int status, Optional<SessionDescription> description) {
        lastStatus = status;
        talking = true;
        note("is answered");
        if (offerTime == OfferTime.DELAYED && description.isPresent() && outgoing != null)
            outgoing.acknowledge(sdp.answer(description.get()));
        else description.ifPresent(sdp::hear);
    }

    void isRefused(int status) {
        lastStatus = status;
        note("is refused " + status);
        forget();
    }

    void isRegistered(int status) {
        lastStatus = status;
        note("REGISTER " + status);
    }

    void forget() {
        audio.over();
        session = null;
        incoming = null;
        outgoing = null;
        talking = false;
    }

    void note(String what) {
        notes.accept(what);
    }

    void isReferred(Referral referral) {
        note("is referred to " + referral.target());
        if (!followsReferrals) {
            referral.refuse(SipResponse.METHOD_NOT_ALLOWED);
            return;
        }
        referral.accept();
        referral.finish(SipResponse.OK, () -> {});
    }

    void isCancelled(Optional<SipRequest> cancel) {
        lastCancel = cancel.map(SipRequest::toString).orElse("");
        note("stopped ringing");
        forget();
    }

    /** What becomes of a transfer. */
    private final class Referred implements ReferralListener {
        @Override
        public void progressed(int status) {
            note("transfer " + status);
        }

        @Override
        public void finished(int status) {
            note("transfer done " + status);
        }

        @Override
        public void refused(int status) {
            note("transfer refused " + status);
        }
    }

    private final class Core implements UserAgentCore {
        @Override
        public void invited(IncomingSession call) {
            lastInvite = new String(call.transaction().wire().frame(), StandardCharsets.UTF_8);
            if (incoming != null || talking) {
                call.reject(SipResponse.BUSY_HERE, List.of());
                return;
            }
            switch (reaction) {
                case PhoneReaction.Refuses(int status) -> call.reject(status, List.of());
                case PhoneReaction.Redirects(String uri) ->
                    call.reject(SipResponse.MOVED_TEMPORARILY, List.of(SipHeader.of("Contact", "<" + uri + ">")));
                case PhoneReaction.Ignores _ -> call.listener(new PhoneParty.Callee(PhoneLine.this));
                case PhoneReaction.Rings _ -> ring(call);
                case PhoneReaction.Answers(var after) -> {
                    ring(call);
                    if (after.isZero()) accept(call);
                    else place.loop().schedule(after, () -> answerStill(call));
                }
            }
        }

        private void answerStill(IncomingSession call) {
            if (incoming == call) answer();
        }

        private void ring(IncomingSession call) {
            incoming = call;
            session = call;
            call.listener(new PhoneParty.Callee(PhoneLine.this));
            note("rings for " + PhoneMessages.fromUser(call.invite()));
            call.progress(SipResponse.RINGING, Optional.empty(), List.of());
        }

        @Override
        public void requested(ServerTransaction transaction) {
            PhoneMessages.messagesWaiting(transaction.received()).ifPresent(waiting -> lamp = waiting);
            transaction.respond(SipResponse.of(SipResponse.OK, transaction.received()));
        }
    }
}
