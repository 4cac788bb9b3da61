package org.strowger.dialplan;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.strowger.agent.AgentOutcome;
import org.strowger.agent.AgentRequest;
import org.strowger.call.Call;
import org.strowger.call.CallEnded;
import org.strowger.call.CallProgram;
import org.strowger.call.Caller;
import org.strowger.call.CallerLocation;
import org.strowger.call.ConferenceOptions;
import org.strowger.call.ConferenceOutcome;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.DialOutcome;
import org.strowger.call.DigitAnswer;
import org.strowger.call.DigitQuestion;
import org.strowger.call.EndCause;
import org.strowger.call.Leg;
import org.strowger.call.MailboxGreeting;
import org.strowger.call.OfferedChange;
import org.strowger.call.PlayOptions;
import org.strowger.call.RecordMode;
import org.strowger.call.RecordOptions;
import org.strowger.call.RecordOutcome;
import org.strowger.call.Sound;
import org.strowger.call.Talk;
import org.strowger.call.VoiceAgent;
import org.strowger.call.event.Happening;
import org.strowger.dialplan.plan.Dialplan;

/** A call that writes down what is done with it, and runs programs as call control does: started, run, ended. */
public final class FakeCall implements Call {

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
    final List<Happening> published = new ArrayList<>();
    private final Deque<DialOutcome> outcomes = new ArrayDeque<>();
    private final Deque<DigitAnswer> answers = new ArrayDeque<>();
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
            taken.ended(this, end.orElseThrow());
        }
        return verbs;
    }

    @Override
    public String id() {
        return "call-1";
    }

    @Override
    public DialOutcome park(String slot, Optional<Duration> patience, List<Sound> music) {
        does("park " + slot + " hears " + music
                + patience.map(t -> " timeout " + t).orElse(""));
        return new DialOutcome.NoAnswer();
    }

    @Override
    public DialOutcome pickup(String what) {
        does("pickup " + what);
        return new DialOutcome.Unreachable(404, "nothing");
    }

    @Override
    public boolean knowsGroup(String name) {
        return name.equals("sales");
    }

    @Override
    public Leg callerLeg() {
        return new FakeLeg(this, "caller");
    }

    @Override
    public Leg call(Destination destination, DialOptions options) {
        does("call " + InWords.of(destination)
                + options.timeout().map(t -> " timeout " + t).orElse(""));
        return new FakeLeg(this, InWords.of(destination));
    }

    @Override
    public Talk bridge(Leg one, Leg other) {
        does("bridge " + one.party() + " with " + other.party());
        return new FakeLeg.FakeTalk(this);
    }

    @Override
    public DialOutcome transfer(Destination destination, DialOptions options) {
        does("transfer " + InWords.of(destination));
        return new DialOutcome.NoAnswer();
    }

    @Override
    public void location(CallerLocation where) {
        verbs.add("location " + where.civic()
                + where.geo().map(place -> " " + place).orElse(""));
    }

    @Override
    public Map<String, String> civicAddressOf(Caller whose) {
        return Map.of("country", "DE", "A3", "Berlin");
    }

    @Override
    public void onOffer(Consumer<OfferedChange> watcher) {
        verbs.add("onOffer");
    }

    @Override
    public CallRequest request() {
        return new CallRequest() {
            @Override
            public String requestUri() {
                return "sip:" + number + "@office.example";
            }

            @Override
            public String from() {
                return from;
            }

            @Override
            public String to() {
                return to;
            }

            @Override
            public Optional<String> header(String name) {
                return Optional.ofNullable(headers.get(name));
            }

            @Override
            public InetSocketAddress source() {
                return new InetSocketAddress(InetAddress.ofLiteral(source), 5060);
            }

            @Override
            public Optional<String> trunk() {
                return trunk;
            }

            @Override
            public String context() {
                return context;
            }

            @Override
            public Instant receivedAt() {
                return now;
            }
        };
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
    public Duration duration() {
        return Duration.ofSeconds(7);
    }

    @Override
    public void ringing() {
        does("ringing");
    }

    @Override
    public void earlyMedia() {
        does("earlyMedia");
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
    public void authenticate() {
        does("authenticate");
    }

    @Override
    public void callerId(String mask) {
        does("callerId " + mask);
    }

    @Override
    public void header(String name, String value) {
        does("header " + name + ": " + value);
    }

    @Override
    public void play(List<? extends Sound> sounds, PlayOptions options) {
        does("play " + sounds.stream().map(InWords::of).collect(Collectors.joining(" "))
                + (options.equals(PlayOptions.ONCE) ? "" : " " + options));
    }

    @Override
    public RecordOutcome record(String file, RecordOptions options) {
        does("record " + file + options.longest().map(t -> " max " + t).orElse("")
                + options.silence().map(t -> " silence " + t).orElse(""));
        return new RecordOutcome(Path.of(file), Duration.ofSeconds(2), RecordOutcome.Ending.SILENCE, "");
    }

    @Override
    public void startRecording(String file, RecordMode mode) {
        does("startRecording " + file + " " + mode);
    }

    @Override
    public void recording(RecordingState state) {
        does("recording " + state);
    }

    @Override
    public void playing(PlayChange change) {
        does("playing " + change);
    }

    @Override
    public void filter(Side side, Filter filter) {
        does("filter " + side);
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
    public void mailbox(String box) {
        does("mailbox " + box);
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
    public ConferenceOutcome conference(String room, ConferenceOptions options) {
        does("conference " + room + options.pin().map(pin -> " pin " + pin).orElse("") + " " + options.role() + " "
                + options.start());
        return new ConferenceOutcome.Ended();
    }

    @Override
    public void listenForDigits() {
        does("listen for digits");
    }

    @Override
    public void listenForSilence(Duration silence) {
        does("listen for silence " + silence);
    }

    @Override
    public void listenForTones() {
        does("listen for tones");
    }

    @Override
    public VoiceAgent stream(AgentRequest request) {
        verbs.add("stream " + request.url() + " at " + request.rate());
        return new VoiceAgent() {
            @Override
            public void on(String message, Consumer<Map<String, Object>> action) {
                verbs.add("on " + message);
            }

            @Override
            public void send(String message, Map<String, ?> content) {
                verbs.add("send " + message + " " + content);
            }

            @Override
            public void stop() {
                verbs.add("stop");
            }

            @Override
            public AgentOutcome await() {
                return new AgentOutcome.Finished();
            }
        };
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
    public Duration talked() {
        return Duration.ZERO;
    }

    @Override
    public <T> T elsewhere(Duration atMost, Supplier<T> work) {
        return work.get();
    }

    @Override
    public void waitFor(Duration time) {
        does("wait " + time);
    }

    @Override
    public void alarm(Duration delay, Runnable task) {}

    @Override
    public void talkLimit(Duration sinceAnswer, String why) {}

    @Override
    public void publish(Happening what) {
        published.add(what);
    }

    private void does(String verb) {
        if (end.isPresent()) throw new CallEnded(end.get());
        verbs.add(verb);
    }

    private void over(EndCause cause) {
        end = Optional.of(cause);
        throw new CallEnded(cause);
    }
}
