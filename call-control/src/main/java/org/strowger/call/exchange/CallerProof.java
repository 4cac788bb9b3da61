package org.strowger.call.exchange;

import java.util.Optional;
import org.strowger.call.Caller;
import org.strowger.call.EndCause;
import org.strowger.call.core.Refusal;
import org.strowger.call.core.Reply;
import org.strowger.call.live.LiveCall;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.SipRequest;

/**
 * The verb by which a caller proves itself in the midst of a call: by what its INVITE says, or the call ends with a
 * challenge or a refusal. Runs on the loop.
 */
final class CallerProof {

    private final InvitePolicy policy;
    private final LiveCall call;

    CallerProof(InvitePolicy policy, LiveCall call) {
        this.policy = policy;
        this.call = call;
    }

    void ask(Reply<Caller> reply) {
        WireMessage wire = call.request().wire();
        Optional<SipRequest> invite = SipRequest.read(wire);
        if (invite.isEmpty()) {
            call.end(new EndCause.NotAuthenticated());
            return;
        }
        InvitePolicy.Entry entry = policy.authenticate(invite.get(), wire.flow());
        if (entry.refusal().isPresent()) {
            Refusal refusal = entry.refusal().get();
            call.lastWords(refusal.headers());
            call.end(refusal.status() == 407 ? new EndCause.Refused(407) : new EndCause.NotAuthenticated());
            return;
        }
        entry.account().ifPresent(account -> call.home().proved(call, account));
        Caller caller = call.request().caller();
        reply.done(new Caller(caller.number(), caller.name(), entry.account()));
    }
}
