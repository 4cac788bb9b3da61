package org.strowger.dialog.invite;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.DialogState;
import org.strowger.dialog.ReferralListener;
import org.strowger.dialog.Session;
import org.strowger.dialog.SessionEnd;
import org.strowger.dialog.SessionListener;
import org.strowger.dialog.SessionState;
import org.strowger.dialog.SessionTimers;
import org.strowger.dialog.SessionTimers.Use;
import org.strowger.dialog.change.Changes;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.core.FinalStatus;
import org.strowger.dialog.core.SessionContext;
import org.strowger.dialog.core.SessionTimer;
import org.strowger.dialog.message.Body;
import org.strowger.dialog.message.DialogId;
import org.strowger.dialog.message.Messages;
import org.strowger.dialog.referral.Referrals;
import org.strowger.dialog.timer.NegotiatedTimer;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.Uri;
import org.strowger.transaction.ClientListener;
import org.strowger.transaction.ServerTransaction;

/**
 * What both sides of a session have in common once there is a dialog: requests within it, changes, BYE, and how its
 * listener is told.
 *
 * <p>The listener is told when the machines have come to rest, never from within one of their steps: it may call
 * anything. Runs on its loop.
 */
public abstract sealed class InviteSession implements Session, SessionContext permits OutgoingCall, IncomingCall {

    private static final SessionListener NOBODY = new SessionListener() {};

    /** RFC 3326: so that the peer can tell it from a party that hung up. */
    private static final String EXPIRED = "SIP;cause=408;text=\"Session expired\"";

    /** Something to be told, and what becomes of it where the listener fails. */
    private record News(String what, Consumer<SessionListener> call, Runnable onFault) {}

    final DialogContext context;
    final Sessions sessions;
    public final DialogId id;
    final Changes changes;
    /** Most sessions see no REFER and no INFO. */
    private @Nullable Referrals referrals;

    private @Nullable Infos infos;
    private final ArrayDeque<News> news = new ArrayDeque<>(2);
    private SessionListener listener;
    private SessionTimer timer;
    private List<SipHeader> byeHeaders = List.of();
    private int entered;
    private boolean silent;
    private boolean told;

    InviteSession(DialogContext context, Sessions sessions, DialogId id, SessionListener listener) {
        this.context = context;
        this.sessions = sessions;
        this.id = id;
        this.listener = listener;
        this.timer = timer(context.settings.sessions());
        this.changes = new Changes(context, this);
    }

    InviteSession(DialogContext context, Sessions sessions, DialogId id) {
        this(context, sessions, id, NOBODY);
    }

    private Referrals referrals() {
        if (referrals == null) referrals = new Referrals(context, this);
        return referrals;
    }

    private Infos infos() {
        if (infos == null) infos = new Infos(context);
        return infos;
    }

    private SessionTimer timer(SessionTimers settings) {
        return settings.use() == Use.OFF ? SessionTimer.NONE : new NegotiatedTimer(context, this, settings);
    }

    /** This session is timed in its own way. */
    final void timed(SessionTimers settings) {
        timer = timer(settings);
    }

    /** The sender of the dialog with this remote tag. */
    abstract Optional<DialogSender> sender(String remoteTag);

    /** Whether the peer's BYE means anything: a callee must not send one on an early dialog (§15). */
    abstract boolean canEnd();

    /** The session is being ended or over: only a BYE is still answered. */
    abstract boolean isLeaving();

    /** The peer's BYE, answered. */
    abstract void peerLeft(SessionEnd.PeerLeft bye);

    /** The peer has forgotten the dialog. */
    abstract void peerGone(SessionEnd why);

    /** An ACK that belongs to no change: that of the INVITE. */
    abstract void acknowledged(Request ack);

    /** A 2xx to INVITE that no transaction waits for any more. */
    abstract void strayAnswer(Response response);

    /** The owner has hung up, whatever stage the session is in. */
    abstract void leave();

    /** PRACK (RFC 3262). */
    abstract void pracked(ServerTransaction prack, Body body);

    /** What only this side has open ends. */
    void sessionOver() {}

    /** BYE has its answer, or none in time. */
    abstract void byeDone();

    // ------------------------------------------------------------------ what the owner asks for

    @Override
    public String callId() {
        return id.callId();
    }

    @Override
    public Optional<DialogState> dialog() {
        return sender().map(sender -> sender.dialog().state());
    }

    @Override
    public void listener(SessionListener newListener) {
        listener = newListener;
    }

    @Override
    public void modify(Optional<SessionDescription> offer) {
        if (!isLeaving()) changes.reinvite(offer);
    }

    @Override
    public void update(SessionDescription offer) {
        if (!isLeaving()) changes.update(offer);
    }

    @Override
    public void info(String contentType, byte[] body) {
        if (isLeaving()) return;
        sender().ifPresent(sender -> infos().send(sender, contentType, body, status -> infoDone(sender, status)));
    }

    @Override
    public boolean peerTakesRefer() {
        return changes.peerTakesRefer();
    }

    @Override
    public void refer(Uri target, Optional<SipHeader> referredBy, ReferralListener referralListener) {
        referrals().refer(target, referredBy, referralListener);
    }

    @Override
    public void bye(List<SipHeader> extra) {
        if (isLeaving()) return;
        silent = true;
        byeHeaders = List.copyOf(extra);
        leave();
    }

    // ------------------------------------------------------------------ what comes within the dialog

    /** A request with our tag. */
    public final void requested(ServerTransaction transaction) {
        enter(() -> take(transaction));
    }

    /** An ACK with our tag. */
    public final void acked(Request ack) {
        enter(() -> {
            if (!changes.acknowledged(ack)) acknowledged(ack);
        });
    }

    /** A 2xx with our tag that no transaction waits for any more. */
    public final void answeredLate(Response response) {
        enter(() -> strayAnswer(response));
    }

    private void take(ServerTransaction transaction) {
        Request request = transaction.request();
        Optional<DialogSender> sender = sender(transaction.wire().fromTag());
        boolean bye = request.getMethod().equals(Request.BYE);
        if (sender.isEmpty() || (bye ? !canEnd() : isLeaving())) context.noDialog(transaction);
        else if (!sender.get().dialog().takes(transaction.wire().cseq(), request.getMethod())) {
            context.counters.outOfOrder.increment();
            transaction.respond(context.messages.response(Response.SERVER_INTERNAL_ERROR, request));
        } else {
            sender.get().met(transaction.wire());
            dispatch(transaction, request, sender.get());
        }
    }

    private void dispatch(ServerTransaction transaction, Request request, DialogSender sender) {
        switch (request.getMethod()) {
            case Request.BYE -> {
                try {
                    transaction.respond(context.messages.response(Response.OK, request));
                } finally { // whether or not it can be answered
                    leftBy(request);
                }
            }
            case Request.INVITE -> changes.invited(transaction, sender);
            case Request.PRACK -> pracked(transaction, Body.of(request));
            case Request.UPDATE -> changes.updated(transaction, sender);
            case Request.INFO -> infos().informed(transaction, () -> tell("info", l -> l.informed(Jain.wrap(request))));
            case Request.REFER -> referrals().referred(transaction, sender);
            case Request.NOTIFY -> referrals().notified(transaction);
            case Request.OPTIONS -> {
                Response ok = context.messages.response(Response.OK, request);
                context.messages.describe(ok);
                transaction.respond(ok);
            }
            default -> {
                Response refusal = context.messages.response(Response.METHOD_NOT_ALLOWED, request);
                context.messages.allow(refusal);
                transaction.respond(refusal);
            }
        }
    }

    private void leftBy(Request bye) {
        try {
            over();
        } finally {
            peerLeft(new SessionEnd.PeerLeft(Jain.wrap(bye)));
        }
    }

    /** What a fork that has lost says, or doesn't, is nothing of the session. */
    private void infoDone(DialogSender asked, int status) {
        boolean ours = sender().filter(asked::equals).isPresent();
        if (ours && FinalStatus.meansGone(status)) enter(() -> peerGone(status));
    }

    @Override
    public final void peerGone(int status) {
        peerGone(new SessionEnd.PeerGone(status));
    }

    @Override
    public final boolean isAnswered() {
        return switch (state()) {
            case ANSWERED, CONFIRMED, LEAVING -> true;
            case TRYING, EARLY, CANCELLING, ENDED -> false;
        };
    }

    @Override
    public final boolean isGivenUp() {
        return state() == SessionState.CANCELLING;
    }

    @Override
    public final SessionTimer timer() {
        return timer;
    }

    @Override
    public final void refresh() {
        if (!isLeaving()) changes.refresh();
    }

    @Override
    public final void expired() {
        context.counters.expired.increment();
        enter(() -> {
            byeHeaders = List.of(SipHeader.of("Reason", EXPIRED));
            peerGone(new SessionEnd.Expired());
        });
    }

    @Override
    public final Optional<SessionDescription> described() {
        return listener.described();
    }

    @Override
    public final ClientListener repeats() {
        return sessions.repeats();
    }

    @Override
    public final void ackMissing() {
        tellAckMissing();
        leave();
    }

    /** What is open within the session ends with it. */
    final void over() {
        timer.over();
        changes.sessionOver();
        if (referrals != null) referrals.sessionOver();
        sessionOver();
    }

    // ------------------------------------------------------------------ BYE

    /**
     * Sends it; the session is over when it has its answer, or none in time. One that can't be sent is as good as
     * answered.
     */
    final void sendBye() {
        boolean sent = false;
        try {
            over();
            trySendBye();
            sent = true;
        } finally {
            if (!sent) byeDone();
        }
    }

    private void trySendBye() {
        Optional<DialogSender> sender = sender();
        if (sender.isEmpty()) throw new IllegalStateException("BYE without a dialog: " + this);
        Request bye = sender.get().dialog().request(Request.BYE);
        Messages.extend(bye, byeHeaders);
        byeHeaders = List.of();
        sender.get().ask(bye, _ -> enter(this::byeDone));
    }

    // ------------------------------------------------------------------ telling

    @Override
    public final void enter(Runnable step) {
        entered++;
        try {
            step.run();
        } finally {
            entered--;
            if (entered == 0) tellNews();
        }
    }

    @Override
    public final void tell(String what, Consumer<SessionListener> call, Runnable onFault) {
        if (silent || told) return;
        news.add(new News(what, call, onFault));
        // a timer, or the owner itself, has made the step
        if (entered == 0) context.loop.execute(this::tellNews);
    }

    /** The last that is told. */
    final void tellLast(String what, Consumer<SessionListener> call) {
        tell(what, call);
        told = true;
    }

    final void tellAckMissing() {
        context.counters.missingAcks.increment();
        tellLast("ended", l -> l.ended(new SessionEnd.AckMissing()));
    }

    /** @param how what the event of the peer's leaving came with */
    final void tellEnded(Object how) {
        tellLast("ended", l -> l.ended((SessionEnd) how));
    }

    private void tellNews() {
        for (News next = news.poll(); next != null; next = news.poll()) {
            News item = next;
            if (silent) continue;
            boolean taken = context.tell(this, item.what, () -> item.call.accept(listener));
            if (!taken) item.onFault.run();
        }
    }

    @Override
    public String toString() {
        return "session " + id.callId() + " " + id.localTag() + " " + state();
    }
}
