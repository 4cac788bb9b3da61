package org.strowger.dialplan.explain;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.strowger.call.CallProgram;
import org.strowger.call.Caller;
import org.strowger.call.DialOutcome;
import org.strowger.dialplan.plan.Decision;
import org.strowger.dialplan.plan.Dialplan;
import org.strowger.dialplan.route.Criteria;
import org.strowger.dialplan.route.Route;
import org.strowger.dialplan.route.RouteTable;
import org.strowger.dialplan.script.ScriptFaults;

/**
 * Says of calls that are over, by the very table and scripts of a plan, who would take them, and whom they would dial.
 * Nothing is done, and nothing is asked that isn't in the call's record: lookups, tables, phones. What would depend on
 * it can't be known. Many calls may be retold one after the other; on one thread.
 */
public final class Retelling {

    private static final String NOWHERE = "elsewhere.invalid";

    /** Beyond, what a URI's host decides is not found out. */
    private static final int MOST_HOSTS = 20;

    private static final int SERVER_INTERNAL_ERROR = 500;
    private static final List<DialOutcome> OUTCOMES =
            List.of(new DialOutcome.Answered(Duration.ofMinutes(1)), new DialOutcome.NoAnswer());

    /**
     * What is known of a call.
     *
     * @param <T> what one wants to know
     */
    public sealed interface Answer<T> {

        /** This is so. */
        record Known<T>(T value) implements Answer<T> {}

        /** It depends on what the record doesn't tell. */
        record Unknown<T>(String why) implements Answer<T> {}
    }

    private final Dialplan plan;
    private final Set<String> hosts; // one of each kind that its routes tell apart

    public Retelling(Dialplan plan) {
        this.plan = plan;
        this.hosts = hosts(plan.table());
    }

    private static Set<String> hosts(RouteTable table) {
        Stream<Criteria> all = Stream.concat(
                        table.emergencies().stream(),
                        table.contexts().values().stream().flatMap(List::stream))
                .map(Route::criteria);
        Set<String> hosts = all.flatMap(one -> Stream.concat(one.from().stream(), one.to().stream()))
                .flatMap(glob -> glob.host().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        hosts.add(NOWHERE);
        return hosts;
    }

    /**
     * Who would take a call: the label of a route or of a policy, as records have it, or {@code no route}. Its domain
     * is no more than a guess, as are headers that it doesn't name.
     */
    public Answer<String> taker(Inquiry call) {
        var request = new NotedRequest(call.request());
        Decision decision = decide(call, request);
        if (request.missing().isPresent()) return new Answer.Unknown<>(noHeader(request));
        if (decision instanceof Decision.Undecided(String label, Throwable why))
            return new Answer.Unknown<>("the guard of " + label + " fails: " + ScriptFaults.explain(why));
        if (request.hasShownAddresses() && !isSoAnywhere(call, decision))
            return new Answer.Unknown<>("the hosts of From, To or the Request-URI decide, which no record keeps");
        return new Answer.Known<>(decision.label());
    }

    private static String noHeader(NotedRequest request) {
        return "the header " + request.missing().orElseThrow() + " decides, which no record keeps";
    }

    private Decision decide(Inquiry call, NotedRequest request) {
        return plan.decide(request, call.to(), caller(call));
    }

    /** Whether it would be the same if its URIs were those of another host. */
    private boolean isSoAnywhere(Inquiry call, Decision decision) {
        if (hosts.size() > MOST_HOSTS) return false;
        return hosts.stream()
                .map(call::within)
                .map(other -> decide(other, new NotedRequest(other.request())))
                .allMatch(other -> other.label().equals(decision.label()));
    }

    private static Caller caller(Inquiry call) {
        return new Caller(call.callerNumber(), "", call.account());
    }

    /**
     * Whom a call would dial, in words, in turn: where each dial is answered, and where none is. If it dials nobody,
     * the status that the caller gets.
     */
    public Answer<List<String>> dialled(Inquiry call) {
        Set<String> all = new LinkedHashSet<>();
        for (DialOutcome outcome : OUTCOMES)
            switch (dialled(call, outcome)) {
                case Answer.Unknown<List<String>> unknown -> {
                    return unknown;
                }
                case Answer.Known<List<String>>(List<String> some) -> all.addAll(some);
            }
        return new Answer.Known<>(List.copyOf(all));
    }

    private Answer<List<String>> dialled(Inquiry call, DialOutcome outcome) {
        Inquiry assumed = call.assuming(outcome);
        var request = new NotedRequest(assumed.request());
        var recorded = new RecordedCall(assumed, request, caller(assumed), RecordedCall.Questions.LEFT);
        int status = status(recorded, plan.programToRetell(request, assumed.to(), caller(assumed)));
        if (recorded.unknown().isPresent())
            return new Answer.Unknown<>(recorded.unknown().get());
        if (request.missing().isPresent()) return new Answer.Unknown<>(noHeader(request));
        return new Answer.Known<>(
                recorded.dialled().isEmpty() ? List.of("nobody: the caller gets " + status) : recorded.dialled());
    }

    private static int status(RecordedCall recorded, CallProgram program) {
        try {
            recorded.run(program);
            return recorded.status();
        } catch (RecordedCall.CanNotTell unknown) {
            return 0;
        } catch (Exception | StackOverflowError | AssertionError thrown) {
            OptionalInt last = recorded.lastWords(program, program.explain(thrown));
            return last.orElse(SERVER_INTERNAL_ERROR);
        }
    }
}
