package org.strowger.call.exchange;

import java.util.Optional;
import org.strowger.call.core.Admission;
import org.strowger.call.core.Admission.Urgency;
import org.strowger.call.core.Descent;
import org.strowger.call.core.IncomingRequest;
import org.strowger.call.core.LegBudget;
import org.strowger.call.core.Refusal;
import org.strowger.call.event.CallEvent;
import org.strowger.call.exchange.InvitePolicy.Candidate;
import org.strowger.call.hunt.CalledLeg;
import org.strowger.call.live.CallHome;
import org.strowger.call.live.LiveCall;
import org.strowger.call.program.ProgramRun;
import org.strowger.dialog.IncomingSession;
import org.strowger.directory.Account;
import org.strowger.directory.OnBehalf;
import org.strowger.directory.Trunk;
import org.strowger.sip.Identifiers;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.transaction.ServerTransaction;

/**
 * How an INVITE becomes a call: judged, counted in, made and begun. Who may not come in hears so once, and leaves
 * nothing behind. Runs on the loop.
 */
final class CallAdmission {

    private final ExchangeShared shared;
    private final InvitePolicy policy;
    private final Identifiers ids;
    private final CallHome home;
    private final LoopCalls calls;
    private final ProgramWatch watch;
    /** Who has been let in, and is told of as a session next. */
    private Optional<Candidate> arriving = Optional.empty();

    CallAdmission(ExchangeShared shared, InvitePolicy policy, Identifiers ids, CallHome home, LoopCalls calls) {
        this.shared = shared;
        this.policy = policy;
        this.ids = ids;
        this.home = home;
        this.calls = calls;
        this.watch = new ProgramWatch(
                home.loop(), shared.settings().budget(), shared.environment().heap(), calls.all());
    }

    /** Who may not come in hears so once, and leaves nothing behind: no session, no transaction. */
    Optional<SipResponse> refusal(ServerTransaction transaction) {
        SipRequest invite = transaction.received();
        Candidate candidate = policy.candidate(transaction);
        Optional<Refusal> refusal = policy.refusal(candidate).or(() -> policy.unfit(candidate, invite));
        arriving = refusal.isPresent() ? Optional.empty() : Optional.of(candidate);
        refusal.ifPresent(why -> policy.tell(invite, candidate.number(), transaction.flow(), why));
        return refusal.map(why -> why.answer(invite));
    }

    /** A session of whom {@link #refusal} has let in. */
    void invited(IncomingSession session) {
        Candidate candidate = arriving.orElseThrow();
        arriving = Optional.empty();
        switch (shared.admission().enter(candidate.urgency(), candidate.parties())) {
            case Admission.Shut shut -> {
                Refusal full = policy.busy(shut);
                policy.tell(session.invite(), candidate.number(), session.flow(), full);
                session.reject(full.status(), full.headers());
            }
            case Admission.Pass pass -> enter(session, candidate, pass);
        }
    }

    private void enter(IncomingSession session, Candidate candidate, Admission.Pass pass) {
        Descent descent = candidate
                .origin()
                .map(leg -> leg.call().descent().onward(candidate.by(), candidate.number()))
                .orElseGet(() -> Descent.original(
                        candidate.by(),
                        candidate.number(),
                        LegBudget.of(
                                shared.settings().limits(),
                                shared.accountLegs(),
                                candidate.by(),
                                candidate.urgency())));
        LiveCall call = admitted(session, candidate, descent, pass);
        call.safely(() -> {
            if (candidate.urgency() == Urgency.EMERGENCY) call.onward().urgent();
            candidate
                    .origin()
                    .flatMap(CalledLeg::referrer)
                    .filter(account -> candidate.by().account().equals(Optional.of(account)))
                    .ifPresent(call.onward()::referrer);
            begin(call, candidate.origin().map(leg -> leg.call().id()));
        });
    }

    /** A call that has been counted in; if it can't be made, it is counted out again. */
    private LiveCall admitted(IncomingSession session, Candidate candidate, Descent descent, Admission.Pass pass) {
        LiveCall call = null;
        try {
            session.provisionals(policy.provisionals(candidate));
            call = newCall(session, candidate.by(), candidate.number(), descent, pass);
            home.counters().legs.increment();
            return call;
        } finally {
            if (call == null) pass.close();
        }
    }

    private LiveCall newCall(
            IncomingSession session, OnBehalf by, String number, Descent descent, Admission.Pass pass) {
        String context = by.trunk()
                .map(Trunk::context)
                .or(() -> by.account().flatMap(home.directory()::account).map(Account::context))
                .orElse("default");
        home.directory().timers(by).ifPresent(session::timers);
        IncomingRequest request = IncomingRequest.of(session, by.trunk(), context, by.account(), number, home.now());
        return new LiveCall(ids.tag(), home, request, session, descent, pass);
    }

    private void begin(LiveCall call, Optional<String> parent) {
        IncomingRequest request = call.request();
        calls.begins(call, parent);
        home.counters().callsStarted.increment();
        home.publish(new CallEvent.CallStarted(
                call.id(),
                request.caller().number(),
                request.number(),
                request.source().toString(),
                request.context()));
        watch.begin();
        call.startProgram(new ProgramRun(call, shared.router(), home.gate()).thread());
        home.counters().callThreads.increment();
    }
}
