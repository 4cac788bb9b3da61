package org.strowger.transaction;

import java.text.ParseException;
import java.util.Optional;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.Hop;
import org.strowger.sip.StatelessTag;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.SipCodec;
import org.strowger.sip.message.SipCodec.Parsed.GoodRequest;

/** What both kinds of server transaction have in common: the request, its response, the way back. */
abstract sealed class ServerTx implements ServerTransaction permits InviteServerTx, NonInviteServerTx {

    private static final byte[] NOTHING = {};

    /** A response of the user's, printed. */
    static final class Offered {
        private final int status;
        private final byte[] frame;

        Offered(int status, byte[] frame) {
            this.status = status;
            this.frame = frame;
        }

        int status() {
            return status;
        }
    }

    final TransactionContext context;
    final ServerKey key;
    private final ServerTransactions home;
    private final Origin origin;
    private final Burden.Share share;
    private WireMessage wire;
    private final Hop fallback;
    private final Runnable onFailure;
    private @Nullable Request request;
    private ServerListener listener = ServerListener.NONE;
    private String localTag = "";
    private byte[] last = NOTHING;
    private boolean answered;
    private boolean telling;
    private boolean isOpen = true;
    /** The octets that it is counted with: what is kept of it changes in the midst of its steps. */
    private int counted;

    ServerTx(TransactionContext context, ServerTransactions home, ServerKey key, WireMessage wire, Request request) {
        this.context = context;
        this.home = home;
        this.key = key;
        this.wire = wire;
        this.origin = Origin.of(wire);
        this.share = home.burden().taken(wire);
        this.counted = wire.frame().length;
        this.request = request;
        this.fallback = Hop.forResponseTo(wire);
        this.onFailure = () -> context.loop.execute(this::failed);
    }

    /** The request came again. */
    abstract void repeated();

    /** The user gives a response. */
    abstract void sending(Offered response);

    /** The user gives a response that is not kept. */
    abstract void sendingOnce(Offered response);

    abstract void transportError();

    abstract boolean isOver();

    /**
     * After its final response only the head of the frame is kept: parsed messages are large, and this lives for half a
     * minute more.
     */
    @Override
    public Request request() {
        if (request != null) return request;
        if (SipCodec.parse(wire) instanceof GoodRequest(Request again)) return again;
        throw new IllegalStateException("what could be parsed once can't be parsed again: " + this);
    }

    @Override
    public WireMessage wire() {
        return wire;
    }

    @Override
    public void listener(ServerListener who) {
        listener = who;
    }

    @Override
    public boolean isAnswered() {
        return answered;
    }

    @Override
    public void respond(Response response) {
        // A listener that answers what it is just being told does so after the machine's step.
        if (telling) context.loop.execute(() -> respond(response));
        else if (isOver()) context.counters.illegal.increment();
        else offer(response);
    }

    @Override
    public void respondOnce(Response response) {
        if (telling) context.loop.execute(() -> respondOnce(response));
        else if (isOver()) context.counters.illegal.increment();
        else offerOnce(response);
    }

    /** It has its final response, or never will. */
    void close() {
        if (isOpen) home.burden().answered(share, counted);
        isOpen = false;
    }

    Origin origin() {
        return origin;
    }

    Burden.Share share() {
        return share;
    }

    /** What it is counted with, in octets. */
    int weight() {
        return counted;
    }

    private void count() {
        int more = wire.frame().length + last.length - counted;
        if (isOpen) home.burden().changed(share, more);
        else home.burden().changed(more);
        counted += more;
    }

    /** The To tag of our responses; the one given here if there has been none yet. */
    String localTag() {
        if (localTag.isEmpty()) localTag = wire.toTag().isEmpty() ? context.ids.tag() : wire.toTag();
        return localTag;
    }

    void cancelled(Request cancel) {
        if (!answered) context.tell(this, "cancelled", () -> listener.cancelled(Jain.wrap(cancel)));
    }

    void sendOffered(Object payload) {
        Offered response = (Offered) payload;
        last = isRepeatedByItsUser(response.status) ? NOTHING : response.frame;
        if (response.status >= 200) settled();
        count();
        transmit(response.frame);
    }

    /** RFC 6026 §8.5: a 2xx to INVITE. */
    private boolean isRepeatedByItsUser(int status) {
        return status >= 200 && status < 300 && wire.method().equals(Request.INVITE);
    }

    void sendUnkept(Object payload) {
        answered = true;
        transmit(((Offered) payload).frame);
    }

    void sendAgain() {
        if (last.length == 0) return;
        context.counters.retransmitted.increment();
        transmit(last);
    }

    void tellTimeout() {
        tell("timed out", () -> listener.timedOut());
    }

    void tellTransportError() {
        tell("transport failed", () -> listener.transportFailed());
    }

    void forget() {
        home.forget(this);
        tell("terminated", () -> listener.terminated());
    }

    /** Tells somebody from within a step of the machine. */
    void tell(String what, Runnable call) {
        telling = true;
        try {
            context.tell(this, what, call);
        } finally {
            telling = false;
        }
    }

    private void offer(Response response) {
        tag(response);
        sending(new Offered(response.getStatusCode(), SipCodec.print(response)));
    }

    private void offerOnce(Response response) {
        if (localTag.isEmpty() && wire.toTag().isEmpty()) localTag = StatelessTag.of(wire);
        tag(response);
        Offered printed = new Offered(response.getStatusCode(), SipCodec.print(response));
        context.counters.once.increment();
        sendingOnce(printed);
    }

    /** §8.2.6.2: every response but a 100 has a To tag, the same in all. */
    private void tag(Response response) {
        ToHeader to = (ToHeader) response.getHeader(ToHeader.NAME);
        Optional<String> given = Optional.ofNullable(to.getTag());
        if (given.isPresent()) {
            localTag = given.get();
        } else if (response.getStatusCode() > Response.TRYING) {
            try {
                to.setTag(localTag());
            } catch (ParseException e) {
                throw new IllegalStateException("a tag of ours is no token: " + localTag, e);
            }
        }
    }

    private void settled() {
        boolean first = !answered;
        answered = true;
        request = null;
        // Retransmissions and ACKs are told by the head; a 2xx is given again, but only its first is an answer.
        wire = wire.withoutBody();
        if (first) home.answered(this);
    }

    private void transmit(byte[] response) {
        context.network.sendOn(wire.flow(), response, fallback, onFailure);
    }

    private void failed() {
        context.counters.transportFailures.increment();
        transportError();
    }

    @Override
    public String toString() {
        return "server transaction " + wire.method() + " " + wire.branch() + " of " + wire.callId();
    }
}
