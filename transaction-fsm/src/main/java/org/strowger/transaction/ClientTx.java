package org.strowger.transaction;

import java.util.Optional;
import javax.sip.header.CallIdHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.Hop;
import org.strowger.statemachine.Machine;

/**
 * What both kinds of client transaction have in common: the request, its way, and who waits for the answer. With its
 * final response the request goes, and its way. It is run when something could not be sent.
 */
abstract sealed class ClientTx implements ClientTransaction, Runnable permits InviteClientTx, NonInviteClientTx {

    final TransactionContext context;
    final ClientKey key;
    final ClientTransactions home;
    private final String callId;
    private ClientListener listener;
    private Hop hop;
    private @Nullable PreparedRequest way;
    private @Nullable Request request;
    private boolean provisional;
    private boolean answered;

    ClientTx(
            TransactionContext context,
            ClientTransactions home,
            ClientKey key,
            Request request,
            PreparedRequest way,
            ClientListener listener) {
        this.context = context;
        this.home = home;
        this.key = key;
        this.request = request;
        this.callId = ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId();
        this.way = way;
        this.hop = way.hop();
        this.listener = listener;
    }

    abstract Machine<?, ?, ?> machine();

    /** Takes another machine, for another transport. */
    abstract void restart();

    /** A response came: the payload, unless it only repeats what is known. */
    abstract void fire(int status, Object payload);

    abstract void transportError();

    void start() {
        restart();
        send(way());
    }

    /** Whether the index of such a response says all that matters. */
    boolean absorbs(int status) {
        return answered;
    }

    void repeated(int status) {
        fire(status, Machine.NOTHING);
    }

    void received(Response response) {
        int status = response.getStatusCode();
        if (status < 200) provisional = true;
        else answered = true;
        fire(status, response);
        if (answered) settled(status);
    }

    /** It lives for half a minute more, with nothing to send again but an ACK. */
    private void settled(int status) {
        way = null;
        request = null;
        if (!key.method().equals(Request.INVITE) || status >= 300) listener = ClientListener.NONE;
    }

    @Override
    public Request request() {
        if (request == null) throw new IllegalStateException("it has its final response: " + this);
        return request;
    }

    @Override
    public void listener(ClientListener other) {
        listener = other;
    }

    @Override
    public String callId() {
        return callId;
    }

    @Override
    public Hop hop() {
        return hop;
    }

    /** Until it has its final response. */
    PreparedRequest way() {
        if (way == null) throw new IllegalStateException("it has its final response: " + this);
        return way;
    }

    boolean hasProvisional() {
        return provisional;
    }

    boolean isAnswered() {
        return answered;
    }

    void resend() {
        context.counters.retransmitted.increment();
        send(way());
    }

    void send(PreparedRequest other) {
        other.send(context.network, this);
    }

    void passUp(Object payload) {
        Response response = response(payload);
        if (response.getStatusCode() < 200) context.tell(this, "provisional", () -> listener.provisional(response));
        else context.tell(this, "answered", () -> listener.answered(response));
    }

    Response response(Object payload) {
        if (payload instanceof Response response) return response;
        throw new IllegalStateException("no response is being handled: " + this);
    }

    void tellTimeout() {
        context.counters.timeouts.increment();
        context.tell(this, "timed out", listener::timedOut);
    }

    void tellTransportError() {
        context.tell(this, "transport failed", listener::transportFailed);
    }

    void forget() {
        home.forget(this);
    }

    /** Something could not be sent, of which any thread may tell. */
    @Override
    public void run() {
        context.loop.execute(this::failed);
    }

    private void failed() {
        boolean untouched = !provisional && !answered && !machine().isOver();
        Optional<PreparedRequest> instead = untouched ? way().instead() : Optional.empty();
        if (instead.isPresent()) fallBack(instead.get());
        else {
            context.counters.transportFailures.increment();
            transportError();
        }
    }

    /** §18.1.1: "the element SHOULD retry the request, using UDP". */
    private void fallBack(PreparedRequest udp) {
        way = udp;
        hop = udp.hop();
        udp.correct(request());
        machine().abandon();
        start();
    }

    @Override
    public String toString() {
        return "client transaction " + key.method() + " " + key.branch() + " of " + callId + " to " + hop;
    }
}
