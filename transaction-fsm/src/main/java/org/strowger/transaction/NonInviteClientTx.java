package org.strowger.transaction;

import java.util.List;
import javax.sip.message.Request;
import org.strowger.sip.message.SipHeader;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;
import org.strowger.transaction.NonInviteClientTable.Effect;
import org.strowger.transaction.NonInviteClientTable.Event;
import org.strowger.transaction.NonInviteClientTable.State;

/** A request of ours other than INVITE. Runs on its loop. */
final class NonInviteClientTx extends ClientTx implements Effects<Effect> {

    private Machine<State, Event, Effect> machine;

    NonInviteClientTx(
            TransactionContext context,
            ClientTransactions home,
            ClientKey key,
            Request request,
            PreparedRequest way,
            ClientListener listener) {
        super(context, home, key, request, way, listener);
        machine = newMachine();
    }

    /** §9.1: "a CANCEL request SHOULD NOT be sent to cancel a request other than INVITE". */
    @Override
    public void cancel(List<SipHeader> extra) {
        throw new IllegalStateException("only an INVITE can be cancelled, not " + key.method());
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

    @Override
    void fire(int status, Object payload) {
        machine.fire(Event.of(status), payload);
    }

    @Override
    void transportError() {
        machine.fire(Event.TRANSPORT_ERROR);
    }

    private Machine<State, Event, Effect> newMachine() {
        return new Machine<>(
                NonInviteClientTable.TABLE,
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
            case PASS_UP -> passUp(payload);
            case TELL_TIMEOUT -> tellTimeout();
            case TELL_TRANSPORT_ERROR -> tellTransportError();
            case FORGET -> forget();
        }
    }
}
