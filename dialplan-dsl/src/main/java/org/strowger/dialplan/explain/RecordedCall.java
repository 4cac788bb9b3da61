package org.strowger.dialplan.explain;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Call;
import org.strowger.call.CallEnded;
import org.strowger.call.CallProgram;
import org.strowger.call.Caller;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.DialOutcome;
import org.strowger.call.EndCause;
import org.strowger.call.event.DeviceState;
import org.strowger.call.event.ProgramEvent;
import org.strowger.dialplan.explain.Explanation.Step;
import org.strowger.dialplan.script.LookupWork;
import org.strowger.dialplan.table.TableWork;

/**
 * A call that writes down what is done with it, in place of doing it. It answers by reflection, so that verbs which it
 * doesn't know are written down too, with their arguments; one of those whose answer can't be made up ends the
 * explanation. On the thread that explains.
 */
final class RecordedCall implements InvocationHandler {

    /** A verb's answer would decide how to go on, and only a real call has it. */
    static final class CanNotTell extends RuntimeException {
        private static final long serialVersionUID = 1;

        CanNotTell(String why) {
            super(why);
        }
    }

    /** What becomes of the questions of a script to others than the call. */
    enum Questions {
        /** Lookups and tables are asked in earnest. */
        ASKED,
        /** They end the explanation, as those to phones do: the call was long ago, and there are many of them. */
        LEFT
    }

    /** A script that has done more is in a loop that a caller would end. */
    private static final int MOST_STEPS = 1_000;

    private static final int TEMPORARILY_UNAVAILABLE = 480;

    private final Inquiry inquiry;
    private final Call.CallRequest request;
    private final Questions questions;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> dialled = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Caller caller;
    private Optional<CallProgram> program = Optional.empty();
    private Optional<EndCause> end = Optional.empty();
    private Optional<String> unknown = Optional.empty();
    private int lastStatus = TEMPORARILY_UNAVAILABLE;
    private int dials;
    private boolean answered;

    RecordedCall(Inquiry inquiry, Call.CallRequest request, Caller caller, Questions questions) {
        this.inquiry = inquiry;
        this.request = request;
        this.questions = questions;
        this.caller = caller;
    }

    /** The call, for its program. */
    Call call() {
        return (Call) Proxy.newProxyInstance(Call.class.getClassLoader(), new Class<?>[] {Call.class}, this);
    }

    /** Runs a program to its end. */
    void run(CallProgram taking) throws Exception {
        var call = call();
        program = Optional.of(taking);
        try {
            taking.started(call);
            taking.run(call);
            end = end.or(() -> Optional.of(new EndCause.Completed()));
        } catch (CallEnded over) {
            end = end.or(() -> Optional.of(over.endCause()));
        } finally {
            taking.ended(call, end.orElseGet(() -> new EndCause.ProgramFailed("the script failed")));
        }
    }

    /** What the program does once it has failed; the status that the caller gets by that, if there is one. */
    OptionalInt lastWords(CallProgram failed, String why) {
        end = Optional.empty();
        try {
            failed.failed(call(), why);
        } catch (CallEnded over) {
            return OptionalInt.of(status());
        } catch (Exception | StackOverflowError | AssertionError again) {
            return OptionalInt.empty();
        }
        return answered ? OptionalInt.of(200) : OptionalInt.empty();
    }

    /** Whom it would have dialled, in words, in turn. */
    List<String> dialled() {
        return dialled;
    }

    List<Step> steps() {
        return steps;
    }

    boolean isAnswered() {
        return answered;
    }

    Optional<EndCause> end() {
        return end;
    }

    /** What a caller that was not answered gets. */
    int status() {
        if (answered) return 200;
        return end.orElseThrow() instanceof EndCause.Refused(int status) ? status : lastStatus;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        return switch (method.getName()) {
            case "id" -> "explained";
            case "withoutSecrets" -> arguments[0];
            case "request" -> request;
            case "caller" -> caller;
            case "number" -> inquiry.to();
            case "isAnswered" -> answered;
            case "now" -> inquiry.at();
            case "country" -> "us"; // what tone names mean where nothing is configured
            case "knowsGroup" -> true; // names that are written out were looked up at load
            case "civicAddressOf" -> Map.of();
            case "duration", "talked" -> Duration.ZERO;
            case "toString" -> "explained call";
            case "hashCode" -> System.identityHashCode(this);
            case "equals" -> proxy == arguments[0];
            default -> act(method, arguments);
        };
    }

    private @Nullable Object act(Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("elsewhere")) return elsewhere(arguments);
        if (method.getName().equals("recordField")) return recorded((String) arguments[0], (Optional<?>) arguments[1]);
        if (end.isPresent()) throw new CallEnded(end.get());
        if (method.getName().equals("device")) return device(arguments[0]);
        if (method.getName().equals("dial")) return dial((Destination) arguments[0], (DialOptions) arguments[1]);
        if (arguments.length == 1 && arguments[0] instanceof ProgramEvent.LookupFailed) return null; // its step says so
        if (arguments.length == 1 && arguments[0] instanceof ProgramEvent.RouteChanged changed) return wentOn(changed);
        if (method.getName().equals("owns")) return limited(arguments[0].toString(), "Within");
        if (arguments.length == 1 && arguments[0] instanceof ProgramEvent.LimitReached reached)
            return limited("limit " + reached.limit(), reached.outcome());
        write(method, arguments);
        switch (method.getName()) {
            case "answer" -> becomesAnswered();
            case "reject" -> ends(new EndCause.Refused((int) arguments[0]));
            case "redirect" -> ends(new EndCause.Refused(302));
            case "hangup" -> ends(new EndCause.Completed());
            case "echo" -> {
                becomesAnswered();
                ends(new EndCause.CallerHungUp());
            }
            case "authenticate" ->
                caller = new Caller(
                        caller.number(), caller.name(), inquiry.account().or(() -> Optional.of(caller.number())));
            case "callerId" ->
                caller = new Caller(masked(String.valueOf(arguments[0])), caller.name(), caller.account());
            case "header" -> headers.put(String.valueOf(arguments[0]), String.valueOf(arguments[1]));
            default -> {
                return madeUp(method);
            }
        }
        return null;
    }

    /** Lookups and tables are asked in earnest: what they answer decides, and what is written is taken back. */
    private @Nullable Object elsewhere(Object[] arguments) {
        if (questions == Questions.LEFT) return unasked(arguments[1]);
        Object answer = ((Supplier<?>) arguments[1]).get();
        String verb = arguments[1] instanceof TableWork<?> ? "table" : "lookup";
        String text = arguments[1] instanceof TableWork<?> work ? work.text() : verb;
        add(new Step(verb, text, String.valueOf(answer), List.of()));
        return answer;
    }

    /** What is left are credits, of which there is enough. */
    private @Nullable Object unasked(Object work) {
        return switch (work) {
            case TableWork<?> table -> throw unknown("tables are not asked for calls that are over");
            case LookupWork<?> lookup -> throw unknown("lookups are not made for calls that are over");
            default -> ((Supplier<?>) work).get();
        };
    }

    /** Kept, too: a script may catch it and go on. */
    private CanNotTell unknown(String why) {
        unknown = unknown.or(() -> Optional.of(why));
        return new CanNotTell(why);
    }

    /** Why it isn't known what it would have done. */
    Optional<String> unknown() {
        return unknown;
    }

    private void add(Step step) {
        steps.add(step);
        if (steps.size() > MOST_STEPS) throw unknown("the script goes on for more than " + MOST_STEPS + " steps");
    }

    /** Phones that could be called: whoever asks is told how it goes on then. */
    private DeviceState device(Object account) {
        if (questions == Questions.LEFT) throw unknown("what phones do is not asked for calls that are over");
        add(new Step("device", "device " + account, DeviceState.IDLE + " (assumed)", List.of()));
        return DeviceState.IDLE;
    }

    private @Nullable Object wentOn(ProgramEvent.RouteChanged changed) {
        add(new Step("goTo", "goTo " + changed.number(), changed.route(), List.of()));
        return null;
    }

    private @Nullable Object limited(String limit, String outcome) {
        add(new Step("limit", limit, outcome, List.of()));
        return null;
    }

    private @Nullable Object recorded(String field, Optional<?> value) {
        String text = "record." + field + " = " + value.map(Object::toString).orElse("nothing");
        add(new Step("record", text, "", List.of()));
        return null;
    }

    private DialOutcome dial(Destination destination, DialOptions options) throws Exception {
        var outcomes = inquiry.outcomes();
        DialOutcome outcome = outcomes.isEmpty()
                ? new DialOutcome.Answered(Duration.ofMinutes(1))
                : outcomes.get(Math.min(dials, outcomes.size() - 1));
        dials++;
        String text = "dial " + inWords(destination)
                + options.timeout()
                        .map(time -> ", for " + time.toSeconds() + " s")
                        .orElse(", until answered")
                + options.limit()
                        .map(time -> ", at most " + time.toSeconds() + " s long")
                        .orElse("");
        var sent = new ArrayList<>(List.of("From: " + caller.number()));
        headers.forEach((name, value) -> sent.add(name + ": " + value));
        dialled.add(inWords(destination));
        add(new Step("dial", text, outcome.getClass().getSimpleName() + " (assumed)", sent));
        if (outcome instanceof DialOutcome.Answered) becomesAnswered();
        else lastStatus = outcome.status();
        return outcome;
    }

    static String inWords(Destination destination) {
        return switch (destination) {
            case Destination.User user -> "user " + user.name();
            case Destination.IdleUser user -> "user " + user.name() + " unless in a call";
            case Destination.Trunk trunk -> "trunk " + trunk.name() + " to " + trunk.number();
            case Destination.Uri uri -> uri.uri();
            case Destination.Group group -> "group " + group.name();
            case Destination.Queue queue -> "queue " + queue.name();
            case Destination.Onward(String number, Optional<String> account) ->
                number + " through the plan" + account.map(by -> ", as " + by).orElse("");
            case Destination.Diverted diverted ->
                inWords(diverted.first())
                        + diverted.whereBusy()
                                .map(other -> "; where it is busy " + inWords(other))
                                .orElse("")
                        + diverted.whereUnanswered()
                                .map(other -> "; where it doesn't answer " + inWords(other))
                                .orElse("");
            case Destination.Nobody(int _, String why) -> "nobody: " + why;
            case Destination.FirstToAnswer first -> "at once " + all(first.all());
            case Destination.OneByOne one -> "in turn " + all(one.all());
        };
    }

    private static String all(List<Destination> destinations) {
        return destinations.stream().map(RecordedCall::inWords).collect(Collectors.joining(", ", "[", "]"));
    }

    private void write(Method method, Object[] arguments) {
        String given = Arrays.stream(arguments)
                .map(Described::of)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        add(new Step(method.getName(), (method.getName() + " " + given).strip(), "", List.of()));
    }

    /** As the switch does: trailing X keep digits of the original. */
    private String masked(String mask) {
        int wildcard = mask.indexOf('X');
        if (wildcard < 0) return mask;
        int kept = Math.min(mask.length() - wildcard, caller.number().length());
        return mask.substring(0, wildcard)
                + caller.number().substring(caller.number().length() - kept);
    }

    private @Nullable Object madeUp(Method method) {
        Class<?> type = method.getReturnType();
        if (type == void.class) return null;
        if (type == Optional.class) return Optional.empty();
        if (type == boolean.class) return false;
        if (type == int.class) return 0;
        if (type == long.class) return 0L;
        throw unknown("what " + method.getName() + " answers is only known in a call");
    }

    private void becomesAnswered() throws Exception {
        if (answered) return;
        answered = true;
        program.orElseThrow().answered(call());
    }

    private void ends(EndCause cause) {
        end = Optional.of(cause);
        throw new CallEnded(cause);
    }
}
