package org.strowger.dialplan.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strowger.call.Call.CallRequest;
import org.strowger.call.CallProgram;
import org.strowger.call.Caller;
import org.strowger.call.EndCause;
import org.strowger.dialplan.explain.Explanation.Considered;
import org.strowger.dialplan.explain.Explanation.Verdict;
import org.strowger.dialplan.plan.Dialplan;
import org.strowger.dialplan.plan.FailedGuard;
import org.strowger.dialplan.plan.PlanProgram;
import org.strowger.dialplan.route.Misfit;
import org.strowger.dialplan.route.Policy;
import org.strowger.dialplan.route.Route;

/**
 * Explains a call by the very table and script that would take it: what would become of it, and why. The script runs as
 * for a call, but nothing that it does is done; lookups are made, and block.
 */
public final class Explainer {

    private static final int SERVER_INTERNAL_ERROR = 500;

    private final Dialplan plan;
    private final Inquiry inquiry;
    private final CallRequest request;

    private Explainer(Dialplan plan, Inquiry inquiry) {
        this.plan = plan;
        this.inquiry = inquiry;
        this.request = inquiry.request();
    }

    /** What would become of such a call. */
    public static Explanation explain(Dialplan plan, Inquiry inquiry) {
        return new Explainer(plan, inquiry).explain();
    }

    private Explanation explain() {
        var caller = new Caller(inquiry.callerNumber(), "", inquiry.account());
        var recorded = new RecordedCall(inquiry, request, caller, RecordedCall.Questions.ASKED);
        CallProgram program = plan.programToExplain(request, inquiry.to(), caller);
        int status;
        String end;
        try {
            recorded.run(program);
            status = recorded.status();
            end = end(recorded, status);
        } catch (RecordedCall.CanNotTell unknown) {
            status = 0;
            end = "here the explanation ends: " + unknown.getMessage();
        } catch (Exception | StackOverflowError | AssertionError thrown) {
            String why = program.explain(thrown);
            status = recorded.lastWords(program, why).orElse(SERVER_INTERNAL_ERROR);
            end = why + (recorded.isAnswered() ? ": the caller is hung up on" : ": the caller gets " + status);
        }
        return new Explanation(
                plan.version(), inquiry.context(), considered(program), program.label(), recorded.steps(), status, end);
    }

    private static String end(RecordedCall recorded, int status) {
        if (recorded.end().orElseThrow() instanceof EndCause.CallerHungUp)
            return "this lasts until the caller hangs up";
        return recorded.isAnswered() ? "the call is hung up" : "the caller gets " + status;
    }

    private List<Considered> considered(CallProgram program) {
        var all = new ArrayList<Considered>();
        var table = plan.table();
        if (routes(table.emergencies(), program, all)) return all;
        for (Policy policy : table.policies()) {
            if (!policy.isFor(request.context())) continue;
            boolean decided = policy.label().equals(program.label());
            String refusal = program instanceof FailedGuard
                    ? "its guard fails"
                    : "it refuses the caller with " + policy.otherwise();
            all.add(new Considered(
                    policy.label(),
                    decided ? Verdict.DECIDED : Verdict.PASSED,
                    decided ? refusal : "the caller is what it requires"));
            if (decided) return all;
        }
        if (!routes(table.contexts().getOrDefault(request.context(), List.of()), program, all))
            all.add(new Considered("no route", Verdict.DECIDED, "none of the context takes the call: 404"));
        return all;
    }

    /** Adds routes up to the one that took the call; answers whether it was among them. */
    private boolean routes(List<Route> routes, CallProgram program, List<Considered> all) {
        Optional<Route> taken = program instanceof PlanProgram planned ? planned.route() : Optional.empty();
        for (Route route : routes) {
            boolean failed =
                    program instanceof FailedGuard guard && guard.label().equals(route.label());
            if (failed || taken.filter(it -> it == route).isPresent()) {
                all.add(new Considered(route.label(), Verdict.DECIDED, failed ? "its guard fails" : taking(route)));
                return true;
            }
            all.add(new Considered(
                    route.label(),
                    Verdict.SKIPPED,
                    Misfit.of(route.criteria(), request, inquiry.to()).orElse("its guard says no")));
        }
        return false;
    }

    private static String taking(Route route) {
        return route.guards().isEmpty() ? "takes the call" : "its guard says yes: it takes the call";
    }
}
