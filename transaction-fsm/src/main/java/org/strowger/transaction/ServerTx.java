package org.strowger.transaction;

import java.text.ParseException;
import java.util.Optional;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.Flow;
import org.strowger.sip.StatelessTag;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.SipCodec;

/**
 * What both kinds of server transaction have in common: the request, its response, the way back. With its final
 * response the request goes: for half a minute more it keeps what tells a repetition, and what is sent then. It is run
 * when a response could not be sent.
 */
abstract sealed class ServerTx implements ServerTransaction, Runnable permits InviteServerTx, NonInviteServerTx {

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
    final ServerTransactions home;
    private final Burden.Share share;
    private final String callId;
    private final Burden.WayBack wayBack;
    /** Under which a copy that took another way is recognised; null where none is looked for. */
    private @Nullable Origin origin;

    private @Nullable WireMessage wire;
    private @Nullable Request request;
    private ServerListener listener = ServerListener.NONE;
    private String localTag = "";
    private byte[] last = NOTHING;
    private boolean answered;
    private boolean telling;
    private boolean isOpen = true;
    /** The octets that it is counted with: what is kept of it changes in the midst of its steps. */
    private int counted;

    ServerTx(
            TransactionContext context,
            ServerTransactions home,
            ServerKey key,
            Burden.Share share,
            WireMessage wire,
            Request request) {
        this.context = context;
        this.home = home;
        this.share = share;
        this.key = share.key(key);
        this.wire = wire;
        this.callId = wire.callId();
        this.wayBack = share.wayBack(wire);
        this.counted = wire.frame().length;
        this.request = request;
    }

    /** The request came again. */
    abstract void repeated();

    /** The user gives a response. */
    abstract void sending(Offered response);

    /** The user gives a response that is not kept. */
    abstract void sendingOnce(Offered response);

    abstract void transportError();

    abstract boolean isOver();

    @Override
    public Request request() {
        if (request == null) throw new IllegalStateException("it has its final response: " + this);
        return request;
    }

    @Override
    public WireMessage wire() {
        if (wire == null) throw new IllegalStateException("it has its final response: " + this);
        return wire;
    }

    @Override
    public String callId() {
        return callId;
    }

    @Override
    public Flow flow() {
        return wayBack.flow();
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

    /** From now on a copy of it that took another way is looked for. */
    Origin watched() {
        Origin watched = Origin.of(wire());
        origin = watched;
        return watched;
    }

    /** Copies of it are looked for no more; under which they were. */
    Optional<Origin> unwatched() {
        Optional<Origin> watched = Optional.ofNullable(origin);
        origin = null;
        return watched;
    }

    Burden.Share share() {
        return share;
    }

    /** What it is counted with, in octets. */
    int weight() {
        return counted;
    }

    private void count() {
        int more = (wire == null ? 0 : wire.frame().length) + last.length - counted;
        if (isOpen) home.burden().changed(share, more);
        else home.burden().changed(more);
        counted += more;
    }

    /** The To tag of our responses; the one given here if there has been none yet. */
    String localTag() {
        if (localTag.isEmpty()) localTag = wire == null || wire.toTag().isEmpty() ? context.ids.tag() : wire.toTag();
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
        return status >= 200 && status < 300 && key.method().equals(Request.INVITE);
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
        if (localTag.isEmpty() && wire != null && wire.toTag().isEmpty()) localTag = StatelessTag.of(wire);
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
        wire = null;
        if (!key.method().equals(Request.INVITE)) localTag = ""; // no CANCEL and no ACK asks for it
        // a 2xx is given again, but only its first is an answer
        if (first) home.answered(this);
    }

    private void transmit(byte[] response) {
        context.network.sendOn(wayBack.flow(), response, wayBack.fallback(), this);
    }

    /** A response could not be sent, of which any thread may tell. */
    @Override
    public void run() {
        context.loop.execute(this::failed);
    }

    private void failed() {
        context.counters.transportFailures.increment();
        transportError();
    }

    @Override
    public String toString() {
        return "server transaction " + key.method() + " " + key.branch() + " of " + callId;
    }
}
