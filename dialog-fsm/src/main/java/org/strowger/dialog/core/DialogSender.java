package org.strowger.dialog.core;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.message.Message;
import javax.sip.message.Request;
import org.strowger.dialog.ContactTrust;
import org.strowger.dialog.Subscription;
import org.strowger.dialog.message.Body;
import org.strowger.dialog.message.Fields;
import org.strowger.dialog.message.Messages;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.SipNetwork.NoListenerException;
import org.strowger.sip.WireMessage;
import org.strowger.sip.digest.DigestClient;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.Reliability;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Timeout;
import org.strowger.transaction.AnswerListener;
import org.strowger.transaction.ClientListener;
import org.strowger.transaction.ClientTransaction;
import org.strowger.transaction.ServerTransaction;

/**
 * Brings the requests of one dialog on their way, in the order in which they were asked for, however long a name takes
 * to resolve. Runs on its loop.
 */
public final class DialogSender {

    /** Where the requests of a dialog may go. */
    public enum Reach {
        /** To where the peer says that it is, if it may be there. */
        WHERE_IT_SAYS,
        /** To where it was met, whatever it says. */
        WHERE_IT_WAS_MET
    }

    private record Unsent(URI next, Consumer<Hop> send) {}

    /** An ACK as it was sent, and the end of its usefulness. */
    private static final class SentAck {
        private Optional<Runnable> resend = Optional.empty();
        private Timeout forgetting = Timeout.NONE;
    }

    private final DialogContext context;
    private final Dialog dialog;
    private final Reach reach;
    private ContactTrust trust;
    private SessionProof proof = SessionProof.NONE;
    private final ArrayDeque<Unsent> waiting = new ArrayDeque<>(2);
    private final Map<Long, SentAck> acks = new HashMap<>(2);
    private Hop met;
    private Optional<Flow> flow;
    private Hop hop;
    private String resolved = "";

    /**
     * A sender of a dialog.
     *
     * @param hop the peer as we have met it: where its name does not resolve, we turn there
     * @param flow how it has met us
     */
    public DialogSender(
            DialogContext context, Dialog dialog, Hop hop, Optional<Flow> flow, Reach reach, ContactTrust trust) {
        this.reach = reach;
        this.trust = trust;
        this.context = context;
        this.dialog = dialog;
        this.met = hop;
        this.hop = hop;
        this.flow = flow;
    }

    /**
     * A sender of the dialog that a request other than INVITE asks for, as SUBSCRIBE does (RFC 6665 §4.4.1). Where none
     * could be led by what it says, it is refused, and there is none.
     *
     * @param localTag ours, in the answer and all that follows
     */
    public static Optional<DialogSender> asked(DialogContext context, ServerTransaction asking, String localTag) {
        Request request = asking.request();
        Optional<String> objection = Dialog.objection(request);
        if (objection.isPresent()) {
            asking.respondOnce(context.messages.badRequest(request, objection.get()));
            return Optional.empty();
        }
        Flow flow = asking.flow();
        Dialog dialog = Dialog.asCallee(context.messages, request, localTag);
        return Optional.of(new DialogSender(
                context, dialog, flow.back(), Optional.of(flow), Reach.WHERE_IT_SAYS, ContactTrust.MET));
    }

    public Dialog dialog() {
        return dialog;
    }

    /** Takes the Contact of a request that refreshes the target, if there is one (§12.2.2). */
    public void follow(ServerTransaction refresh) {
        dialog.refreshTarget(refresh.request());
    }

    /** From now on, the peer's Contact is followed so far. */
    public void trusts(ContactTrust now) {
        trust = now;
    }

    /** From now on, the peer's challenges are answered so. */
    public DialogSender proves(SessionProof with) {
        proof = with;
        return this;
    }

    /** The challenges that a new request of this dialog will meet. */
    public Optional<DigestClient.Round> round() {
        return proof.round();
    }

    /** Whether a refusal from there is a challenge that the same request, sent again, has credentials for. */
    public boolean answers(Optional<DigestClient.Round> round, SipResponse refusal, Hop from) {
        return proof.answers(round, refusal, from);
    }

    /**
     * The peer has said something within the dialog, so it knows its tags: it is met there from now on. A phone that
     * has changed its network, or whose NAT has given it another port, stays reachable (RFC 5626 §5.3 for flows; RFC
     * 3581 for what a port means). With a route set, those who recorded it know better.
     */
    public void met(WireMessage request) {
        Flow now = request.flow();
        if (dialog.isRouted() || flow.filter(now::equals).isPresent()) return;
        if (trust == ContactTrust.MET && request.isTranslated()) trust = ContactTrust.MAPPED;
        met = now.back();
        flow = Optional.of(now);
        hop = met;
        resolved = "";
    }

    /**
     * Puts our Contact into a message of this dialog: our address toward where the peer is now, or else toward where we
     * met it.
     */
    public void sign(Message message) {
        try {
            context.messages.contact(message, hop, dialog.secure());
        } catch (NoListenerException e) {
            context.messages.contact(message, met, dialog.secure());
        }
    }

    /** The same. */
    public void sign(SipResponse response) {
        sign(Jain.unwrap(response));
    }

    /** Sends the next request of this dialog, with our Contact. */
    public void send(
            String method, List<SipHeader> extra, Optional<Subscription.Content> content, AnswerListener listener) {
        Request request = dialog.request(method);
        sign(request);
        Messages.extend(request, extra);
        content.ifPresent(body -> Body.put(request, body.type(), body.body()));
        send(request, listener, _ -> {});
    }

    /** Sends a request of this dialog; {@code begun} gets its transaction, once there is one. */
    public void send(Request request, ClientListener listener, Consumer<ClientTransaction> begun) {
        post(to -> {
            proof.into(Jain.wrap(request), to);
            begun.accept(context.transactions.send(request, to, flowFor(to), listener));
        });
    }

    /**
     * Sends a request of this dialog of which the final status is all that matters, and once more where it is asked for
     * credentials that we have.
     */
    public void ask(Request request, IntConsumer told) {
        ask(request, told, _ -> {});
    }

    /** @param numbered told of the CSeq, each time that it is sent */
    public void ask(Request request, IntConsumer told, LongConsumer numbered) {
        new Asked(request, new FinalStatus(told), numbered).send();
    }

    /** Sends the PRACK for a reliable provisional response (RFC 3262 §4); {@code done} is told its status. */
    public void acknowledgeProvisional(
            Reliability.Receipt receipt, Optional<SessionDescription> answer, IntConsumer done) {
        Request prack = dialog.request(Request.PRACK);
        Reliability.acknowledge(Jain.wrap(prack), receipt);
        answer.ifPresent(description -> Body.put(prack, description));
        ask(prack, done);
    }

    /** Sends the ACK for the 2xx to our INVITE of this CSeq, and keeps it for as long as that 2xx may come again. */
    public void acknowledge(long cseq, Optional<SessionDescription> answer) {
        Request ack = dialog.ack(cseq);
        answer.ifPresent(description -> Body.put(ack, description));
        SentAck sent = new SentAck();
        acks.put(cseq, sent);
        sent.forgetting = context.loop.schedule(context.patience(), () -> acks.remove(cseq));
        post(to -> {
            proof.intoAck(Jain.wrap(ack), to);
            sent.resend = Optional.of(context.transactions.sendAck(ack, to, flowFor(to)));
        });
    }

    /** Sends the ACK of this CSeq again; false if there has been none. */
    public boolean repeatAcknowledgement(long cseq) {
        SentAck sent = acks.get(cseq);
        if (sent == null) return false;
        sent.resend.ifPresent(Runnable::run);
        return true;
    }

    /** The dialog is over: nothing is kept for it. */
    public void close() {
        acks.values().forEach(sent -> sent.forgetting.cancel());
        acks.clear();
    }

    /** One request, however often it is sent. */
    private final class Asked implements AnswerListener {
        private final FinalStatus last;
        private final LongConsumer numbered;
        private final Optional<DigestClient.Round> round = proof.round();
        private Request request;
        private Hop to = hop;

        Asked(Request request, FinalStatus last, LongConsumer numbered) {
            this.request = request;
            this.last = last;
            this.numbered = numbered;
        }

        void send() {
            numbered.accept(Fields.cseq(request));
            DialogSender.this.send(request, this, begun -> to = begun.hop());
        }

        @Override
        public void answered(SipResponse response) {
            if (proof.answers(round, response, to)) {
                request = dialog.again(request);
                send();
            } else last.answered(Jain.unwrap(response));
        }

        @Override
        public void timedOut() {
            last.timedOut();
        }

        @Override
        public void transportFailed() {
            last.transportFailed();
        }
    }

    private void post(Consumer<Hop> send) {
        Unsent unsent = new Unsent(dialog.nextHop(), send);
        boolean first = waiting.isEmpty();
        waiting.add(unsent);
        if (first) resolve(unsent);
    }

    private void resolve(Unsent unsent) {
        if (staysWhereMet()) {
            hop = met;
            resolved = "";
            deliver(met);
            return;
        }
        String name = unsent.next.toString();
        if (name.equals(resolved) || !(unsent.next instanceof SipURI uri)) {
            deliver(hop);
            return;
        }
        CompletableFuture<List<Hop>> hops =
                context.resolver.resolve(Jain.wrap(uri)).toCompletableFuture();
        if (hops.isDone() && !hops.isCompletedExceptionally()) arrived(name, hops.join());
        else
            hops.whenComplete(
                    (found, fault) -> context.loop.execute(() -> arrived(name, fault == null ? found : List.of())));
    }

    // A browser is where its connection is, whatever its Contact says (RFC 7118 §5).
    // Nobody listens at the far end of a connection that the peer had opened and that is gone: then what it says of
    // itself is all that is left.
    private boolean staysWhereMet() {
        return reach == Reach.WHERE_IT_WAS_MET
                || flow.filter(Flow::isOnlyWay).isPresent()
                || (dialog.isElsewhereThan(met.address().getAddress(), trust)
                        && flow.filter(f -> !context.network.stands(f)).isEmpty());
    }

    private void arrived(String name, List<Hop> hops) {
        if (!hops.isEmpty()) {
            hop = likeMet(hops);
            resolved = name;
        }
        deliver(hop);
    }

    /** Of several ways to where it is the one by which it was met, if there is one: that works. */
    private Hop likeMet(List<Hop> hops) {
        for (Hop each : hops) if (each.transport() == met.transport()) return each;
        return hops.getFirst();
    }

    private void deliver(Hop to) {
        Unsent unsent = waiting.remove();
        unsent.send.accept(to);
        Unsent next = waiting.peek();
        if (next != null) resolve(next);
    }

    /**
     * The flow that the peer opened, if it leads to the hop: the same socket for UDP, so that a symmetric NAT lets us
     * through; for a connection the same host is enough, since its far port is not the one that the Contact names.
     */
    private Optional<Flow> flowFor(Hop to) {
        return flow.filter(f -> f.back().equals(to) || leadsToHost(f, to));
    }

    private static boolean leadsToHost(Flow flow, Hop to) {
        return flow.transport() == to.transport()
                && to.transport().reliable()
                && flow.remote().getAddress().equals(to.address().getAddress());
    }
}
