package org.strowger.dialplan;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.strowger.call.CallEnded;
import org.strowger.call.CallProgram;
import org.strowger.call.Caller;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.DialOutcome;
import org.strowger.call.DigitAnswer;
import org.strowger.call.DigitQuestion;
import org.strowger.call.EndCause;
import org.strowger.call.MailboxGreeting;
import org.strowger.call.Sound;
import org.strowger.call.event.DeviceState;
import org.strowger.call.event.Happening;
import org.strowger.dialplan.plan.Dialplan;

/** A call that writes down what is done with it, and runs programs as call control does: started, run, ended. */
public final class FakeCall implements WrittenLegs, WrittenSounds {

    public final List<String> verbs = new ArrayList<>();
    final Map<String, String> headers = new HashMap<>();
    String number;
    String from = "sip:1001@office.example";
    String to = "sip:1002@office.example";
    String source = "192.0.2.1";
    String context = "default";
    Optional<String> trunk = Optional.empty();
    public Instant now = Instant.parse("2026-01-05T10:00:00Z"); // a Monday
    Optional<String> account = Optional.of("1001");
    final Map<String, DeviceState> devices = new HashMap<>();
    final List<Happening> published = new ArrayList<>();
    private final Deque<DialOutcome> outcomes = new ArrayDeque<>();
    private final Deque<DigitAnswer> answers = new ArrayDeque<>();
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private boolean answered;
    private Optional<EndCause> end = Optional.empty();
    private Optional<CallProgram> program = Optional.empty();

    public FakeCall(String number) {
        this.number = number;
    }

    /** What the next dial comes to; {@code Unreachable} once there are no more. */
    public FakeCall dialEndsWith(DialOutcome outcome) {
        outcomes.add(outcome);
        return this;
    }

    /** What the caller presses at the next question; nothing once there are no more. */
    FakeCall presses(String digits, DigitAnswer.Ending ending) {
        answers.add(new DigitAnswer(digits, ending));
        return this;
    }

    public FakeCall inContext(String name) {
        context = name;
        return this;
    }

    FakeCall from(String uri) {
        from = uri;
        return this;
    }

    FakeCall to(String uri) {
        to = uri;
        return this;
    }

    public FakeCall source(String address) {
        source = address;
        return this;
    }

    FakeCall trunk(String name) {
        trunk = Optional.of(name);
        return this;
    }

    FakeCall withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Runs the call to its end; answers what was done. */
    public List<String> through(Dialplan plan) throws Exception {
        return through(plan.program(request(), number, caller()));
    }

    public List<String> through(CallProgram taken) throws Exception {
        program = Optional.of(taken);
        try {
            taken.started(this);
            taken.run(this);
            end = Optional.of(new EndCause.Completed());
        } catch (CallEnded over) {
            end = Optional.of(over.endCause());
        } catch (Exception | StackOverflowError fault) {
            end = Optional.of(new EndCause.ProgramFailed(String.valueOf(fault.getMessage())));
            throw fault;
        } finally {
            while (!owned.isEmpty()) owned.pop().close();
            taken.ended(this, end.orElseThrow());
        }
        return verbs;
    }

    @Override
    public String id() {
        return "call-1";
    }

    @Override
    public CallRequest request() {
        return new FakeRequest(number, from, to, Map.copyOf(headers), source, trunk, context, now);
    }

    @Override
    public Caller caller() {
        return new Caller("1001", "Alice", account);
    }

    @Override
    public String number() {
        return number;
    }

    @Override
    public boolean isAnswered() {
        return answered;
    }

    @Override
    public void answer() {
        does("answer");
        becomesAnswered();
    }

    private void becomesAnswered() {
        if (answered) return;
        answered = true;
        try {
            program.orElseThrow().answered(this);
        } catch (RuntimeException fault) {
            throw fault;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }

    @Override
    public void reject(int status) {
        does("reject " + status);
        over(new EndCause.Refused(status));
    }

    @Override
    public void redirect(List<String> uris) {
        does("redirect " + uris);
        over(new EndCause.Refused(302));
    }

    @Override
    public void hangup() {
        does("hangup");
        over(new EndCause.Completed());
    }

    @Override
    public void voicemail(String box, MailboxGreeting greeting) {
        does("voicemail " + box + " " + greeting);
        over(new EndCause.CallerHungUp());
    }

    private static String name(Sound sound) {
        return sound instanceof Sound.File file ? file.name() : sound.toString();
    }

    @Override
    public DigitAnswer ask(DigitQuestion question) {
        does("ask " + question.prompts().stream().map(FakeCall::name).collect(Collectors.joining(" ")) + " timeout "
                + question.timeout() + " pause "
                + question.pause() + question.end().map(end -> " end " + end).orElse("")
                + (question.secrecy() == DigitQuestion.Secrecy.MASKED ? " masked" : ""));
        return answers.isEmpty() ? new DigitAnswer("", DigitAnswer.Ending.TIMEOUT) : answers.remove();
    }

    @Override
    public void echo() {
        does("echo");
        over(new EndCause.CallerHungUp());
    }

    @Override
    public DialOutcome dial(Destination destination, DialOptions options) {
        does("dial " + InWords.of(destination)
                + options.timeout().map(t -> " timeout " + t).orElse(" unlimited")
                + options.limit().map(t -> " limit " + t).orElse("")
                + (options.ringback().isEmpty() ? "" : " ringback " + options.ringback())
                + (options.announce().isEmpty() ? "" : " announce " + options.announce())
                + options.record().map(mode -> " record " + mode).orElse(""));
        var outcome = outcomes.isEmpty() ? new DialOutcome.Unreachable(480, "nobody") : outcomes.remove();
        if (outcome instanceof DialOutcome.Answered) becomesAnswered();
        return outcome;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public DeviceState device(String account) {
        return devices.getOrDefault(account, DeviceState.OFFLINE);
    }

    @Override
    public void owns(AutoCloseable held) {
        owned.push(held);
    }

    @Override
    public void recordField(String name, Optional<Object> value) {
        writes("record." + name + " = " + value.map(Object::toString).orElse("nothing"));
    }

    @Override
    public void publish(Happening what) {
        published.add(what);
    }

    @Override
    public void does(String verb) {
        if (end.isPresent()) throw new CallEnded(end.get());
        writes(verb);
    }

    @Override
    public void writes(String verb) {
        verbs.add(verb);
    }

    private void over(EndCause cause) {
        end = Optional.of(cause);
        throw new CallEnded(cause);
    }
}
