package org.strowger.transaction;

import javax.sip.message.Request;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.SipCodec;
import org.strowger.sip.message.SipCodec.Parsed.GoodRequest;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;
import org.strowger.transaction.InviteServerTable.Effect;
import org.strowger.transaction.InviteServerTable.Event;
import org.strowger.transaction.InviteServerTable.State;

/** An INVITE being served. Runs on its loop. */
final class InviteServerTx extends ServerTx implements Effects<Effect> {

    private final Machine<State, Event, Effect> machine;

    InviteServerTx(
            TransactionContext context,
            ServerTransactions home,
            ServerKey key,
            Burden.Share share,
            WireMessage wire,
            Request request) {
        super(context, home, key, share, wire, request);
        this.machine = new Machine<>(
                InviteServerTable.TABLE,
                context.loop,
                context.timings(wire.flow().transport()),
                this,
                context.observer,
                this);
        machine.start();
    }

    void acknowledged(WireMessage message) {
        machine.fire(Event.ACK, message);
    }

    @Override
    void repeated() {
        machine.fire(Event.INVITE);
    }

    @Override
    void sending(Offered response) {
        machine.fire(Event.ofSending(response.status()), response);
    }

    @Override
    void sendingOnce(Offered response) {
        machine.fire(Event.SEND_ONCE, response);
    }

    @Override
    void transportError() {
        machine.fire(Event.TRANSPORT_ERROR);
    }

    @Override
    boolean isOver() {
        return machine.isOver();
    }

    @Override
    public void perform(Effect effect, Object payload) {
        switch (effect) {
            case SEND_RESPONSE -> sendOffered(payload);
            case SEND_UNKEPT -> sendUnkept(payload);
            case RESEND_RESPONSE -> sendAgain();
            case PASS_ACK_UP -> passAckUp((WireMessage) payload);
            case TELL_TIMEOUT -> timedOut();
            case TELL_TRANSPORT_ERROR -> tellTransportError();
            case FORGET -> forget();
        }
    }

    /** Timer L ends every answered call; only timer H means that an ACK never came. */
    private void timedOut() {
        if (machine.state() == State.COMPLETED) context.counters.timeouts.increment();
        tellTimeout();
    }

    /** An ACK for a 2xx with the branch of its INVITE: from a peer of RFC 2543, or one that knows no better. */
    private void passAckUp(WireMessage ack) {
        if (SipCodec.parse(ack) instanceof GoodRequest(Request request))
            tell("acknowledged", () -> home.user().acknowledged(request));
        else context.counters.junk.increment();
    }
}
