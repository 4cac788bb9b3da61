package org.strowger.transaction;

import javax.sip.message.Request;
import org.strowger.sip.WireMessage;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;
import org.strowger.transaction.NonInviteServerTable.Effect;
import org.strowger.transaction.NonInviteServerTable.Event;
import org.strowger.transaction.NonInviteServerTable.State;

/** A request other than INVITE being served. Runs on its loop. */
final class NonInviteServerTx extends ServerTx implements Effects<Effect> {

    private final Machine<State, Event, Effect> machine;

    NonInviteServerTx(
            TransactionContext context,
            ServerTransactions home,
            ServerKey key,
            Burden.Share share,
            WireMessage wire,
            Request request) {
        super(context, home, key, share, wire, request);
        this.machine = new Machine<>(
                NonInviteServerTable.TABLE,
                context.loop,
                context.timings(wire.flow().transport()),
                this,
                context.observer,
                this);
        machine.start();
    }

    @Override
    void repeated() {
        machine.fire(Event.REQUEST);
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

    /** Forgets the answer before its time. */
    void makeRoom() {
        machine.fire(Event.MAKE_ROOM);
    }

    @Override
    public void perform(Effect effect, Object payload) {
        switch (effect) {
            case SEND_RESPONSE -> sendOffered(payload);
            case SEND_UNKEPT -> sendUnkept(payload);
            case RESEND_RESPONSE -> sendAgain();
            case TELL_TRANSPORT_ERROR -> tellTransportError();
            case FORGET -> forget();
        }
    }
}
