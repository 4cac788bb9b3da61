package org.strowger.transaction;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.message.SipCodec;
import org.strowger.sip.message.SipHeader;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.Pace;
import org.strowger.statemachine.Timeout;
import org.strowger.transaction.InviteClientTable.Effect;
import org.strowger.transaction.InviteClientTable.Event;
import org.strowger.transaction.InviteClientTable.State;

/** An INVITE of ours, with the ACK for its failure and its CANCEL. Runs on its loop. */
final class InviteClientTx extends ClientTx implements Effects<Effect> {

    /** As many forks as there may be early dialogs (32), and half as many that are passed over and counted. */
    static final int PROVISIONALS_AT_ONCE = 48;

    /** Branches that answer after one has, and each answer that comes again. */
    static final int ANSWERS_AT_ONCE = 48;

    private static final Duration ONE_MORE = Duration.ofMillis(100);
    private static final Duration ONE_MORE_ANSWER = Duration.ofMillis(50);

    /** Of provisional responses, and once there is a final one, of those that follow it. None of them is usual. */
    private @Nullable Pace pace;

    private Machine<State, Event, Effect> machine;
    private Optional<PreparedRequest> ack = Optional.empty();
    private Optional<List<SipHeader>> cancelWanted = Optional.empty();
    private boolean cancelled;
    private Timeout giveUp = Timeout.NONE;

    InviteClientTx(
            TransactionContext context,
            ClientTransactions home,
            ClientKey key,
            Request request,
            PreparedRequest way,
            ClientListener listener) {
        super(context, home, key, request, way, listener);
        machine = newMachine();
    }

    /**
     * Before a provisional response there must be no CANCEL (§9.1): it is sent when that comes. After the final one it
     * means nothing.
     */
    @Override
    public void cancel(List<SipHeader> extra) {
        if (cancelled || isAnswered() || machine.isOver()) return;
        if (hasProvisional()) sendCancel(extra);
        else cancelWanted = Optional.of(List.copyOf(extra));
    }

    @Override
    Machine<State, Event, Effect> machine() {
        return machine;
    }

    @Override
    void restart() {
        machine = newMachine();
        machine.start();
    }

    /**
     * Each 2xx is the user's to ACK, so it is parsed; a repeated failure is acknowledged from the index. Provisional
     * responses beyond a pace say nothing that a call couldn't do without: one that has to arrive comes again (RFC 3262
     * §3). So does a 2xx until there is an ACK (RFC 3261 §13.3.1.4), and the first is in no pace.
     */
    @Override
    boolean absorbs(int status) {
        return switch (Event.of(status)) {
            case SUCCESS -> isAnswered() && isTooSoon(ANSWERS_AT_ONCE, ONE_MORE_ANSWER);
            case PROVISIONAL -> isAnswered() || (hasProvisional() && isTooSoon(PROVISIONALS_AT_ONCE - 1, ONE_MORE));
            default -> isAnswered();
        };
    }

    private boolean isTooSoon(int atOnce, Duration oneMore) {
        if (pace == null) pace = new Pace(atOnce, oneMore);
        return !pace.allows(context.loop.nanos());
    }

    @Override
    void repeated(int status) {
        Event event = Event.of(status);
        if (!isAnswered() || event == Event.SUCCESS) return;
        if (ack.isPresent() && event == Event.FAILURE) context.counters.retransmitted.increment();
        super.repeated(status);
    }

    @Override
    void received(Response response) {
        if (isRefused()) home.stray(response);
        boolean wasAnswered = isAnswered();
        super.received(response);
        if (!wasAnswered && isAnswered()) pace = null;
        if (isAnswered()) giveUp.cancel();
        else cancelWanted.ifPresent(this::sendCancel);
    }

    @Override
    void fire(int status, Object payload) {
        machine.fire(Event.of(status), payload);
    }

    @Override
    void transportError() {
        machine.fire(Event.TRANSPORT_ERROR);
    }

    private boolean isRefused() {
        return machine.state() == State.COMPLETED;
    }

    private Machine<State, Event, Effect> newMachine() {
        return new Machine<>(
                InviteClientTable.TABLE,
                context.loop,
                context.timings(way().transport()),
                this,
                context.observer,
                this);
    }

    @Override
    public void perform(Effect effect, Object payload) {
        switch (effect) {
            case RESEND_REQUEST -> resend();
            case SEND_ACK -> sendAck(payload);
            case PASS_UP -> passUp(payload);
            case TELL_TIMEOUT -> tellTimeout();
            case TELL_TRANSPORT_ERROR -> tellTransportError();
            case FORGET -> forget();
        }
    }

    private void sendAck(Object payload) {
        PreparedRequest printed =
                ack.orElseGet(() -> way().alike(SipCodec.print(HopByHop.ack(request(), response(payload)))));
        ack = Optional.of(printed);
        send(printed);
    }

    private void sendCancel(List<SipHeader> extra) {
        cancelled = true;
        cancelWanted = Optional.empty();
        home.sendCancel(HopByHop.cancel(request(), extra), way());
        giveUp = context.loop.schedule(context.patience(), this::giveUp);
    }

    /** §9.1: no final response 64·T1 after the CANCEL, so the peer has none to give. */
    private void giveUp() {
        if (isAnswered() || machine.isOver()) return;
        machine.abandon();
        tellTimeout();
        forget();
    }
}
