package org.strowger.call.program;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.strowger.call.CallProgram;
import org.strowger.call.Caller;
import org.strowger.call.CallerIdMask;
import org.strowger.call.EndCause;
import org.strowger.call.core.CallThread;
import org.strowger.call.core.CallThread.Mail;
import org.strowger.call.core.ProgramListener;
import org.strowger.call.event.Confided;
import org.strowger.call.event.DeviceState;
import org.strowger.call.event.Happening;
import org.strowger.call.event.ProgramEvent;
import org.strowger.call.live.LiveCall;
import org.strowger.sip.message.SipHeader;

/**
 * A call as its program sees it: each verb is a command to the loop, and what answers it ({@link VerbCourse}). Those
 * about legs are in {@link ProgramLegs}, about what is played, recorded and heard in {@link ProgramSounds}, and
 * mailboxes, conferences and agents in {@link ProgramVisits}. Runs on the call's thread.
 */
final class ProgramCall implements ProgramLegs, ProgramVisits, VerbCourse.Meanwhile {

    private static final Duration LONGEST_WAIT = Duration.ofDays(365); // in nanoseconds, timers can't count for ever

    private final LiveCall live;
    private final CallThread thread;
    private final CallProgram program;
    private final VerbCourse course;
    private final ProgramEars ears;
    private final Confided confided = new Confided();
    private Caller caller;
    private boolean answered;

    ProgramCall(LiveCall live, CallThread thread, CallProgram program) {
        this.live = live;
        this.thread = thread;
        this.program = program;
        this.ears = new ProgramEars(this, live, program);
        this.caller = live.request().caller();
        this.course = new VerbCourse(live, thread, this);
    }

    @Override
    public LiveCall live() {
        return live;
    }

    @Override
    public VerbCourse course() {
        return course;
    }

    @Override
    public String id() {
        return live.id();
    }

    @Override
    public Confided confided() {
        return confided;
    }

    @Override
    public String withoutSecrets(String text) {
        return confided.hideIn(text);
    }

    @Override
    public CallRequest request() {
        return live.request();
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public String number() {
        return live.request().number();
    }

    @Override
    public boolean isAnswered() {
        return answered;
    }

    @Override
    public Duration duration() {
        return live.lasted();
    }

    @Override
    public String country() {
        return live.home().settings().sound().country();
    }

    @Override
    public void ringing() {
        perform(reply -> {
            live.caller().ring();
            reply.done(true);
        });
    }

    @Override
    public void earlyMedia() {
        perform(live::openMedia);
    }

    @Override
    public void answer() {
        perform(live::answer);
    }

    @Override
    public void reject(int status) {
        if (status < 300 || status > 699)
            throw new IllegalArgumentException("reject(" + status + "): a refusal is a status of 300 to 699");
        perform(_ -> live.end(new EndCause.Refused(status)));
    }

    @Override
    public void redirect(List<String> uris) {
        if (uris.isEmpty()) throw new IllegalArgumentException("redirect needs at least one URI");
        if (answered) throw new IllegalStateException("redirect after the answer: use dial instead");
        List<SipHeader> contacts = new ArrayList<>();
        for (String uri : uris) contacts.add(SipHeader.of("Contact", "<" + uri + ">"));
        perform(_ -> {
            live.lastWords(contacts);
            live.end(new EndCause.Refused(302));
        });
    }

    @Override
    public void tell(Runnable what) {
        thread.deliver(new Mail.Due(what));
    }

    @Override
    public void hangup() {
        perform(_ -> live.end(new EndCause.Completed()));
    }

    @Override
    public void authenticate() {
        if (caller.account().isPresent()) return;
        Caller proved = perform(reply -> live.home().authenticate(live, reply));
        caller = proved;
    }

    @Override
    public void callerId(String mask) {
        CallerIdMask.apply(mask, caller.number()); // a bad mask fails here, where the script can see its line
        perform(reply -> {
            live.onward().maskCaller(mask);
            reply.done(true);
        });
        caller = new Caller(CallerIdMask.apply(mask, caller.number()), caller.name(), caller.account());
    }

    @Override
    public void header(String name, String value) {
        SipHeader header = SipHeader.of(name, value);
        perform(reply -> {
            live.onward().header(header);
            reply.done(true);
        });
    }

    @Override
    public Instant now() {
        return live.home().now();
    }

    @Override
    public DeviceState device(String account) {
        return live.home().device(account);
    }

    @Override
    public Duration talked() {
        return live.talked();
    }

    @Override
    public <T> T elsewhere(Duration atMost, Supplier<T> work) {
        return course.elsewhere(atMost, work);
    }

    @Override
    public void waitFor(Duration time) {
        if (time.isNegative()) throw new IllegalArgumentException("wait " + time + ": a time is not negative");
        Duration counted = time.compareTo(LONGEST_WAIT) < 0 ? time : LONGEST_WAIT;
        perform(reply -> live.timers().alarm(counted, () -> reply.done(true)));
    }

    @Override
    public void alarm(Duration delay, Runnable task) {
        live.onLoop(() -> live.timers().alarm(delay, () -> tell(task)));
    }

    @Override
    public void talkLimit(Duration sinceAnswer, String why) {
        perform(reply -> {
            live.timers().talkLimit(sinceAnswer, why);
            reply.done(true);
        });
    }

    @Override
    public void owns(AutoCloseable held) {
        perform(reply -> {
            live.scope().open(() -> held);
            reply.done(true);
        });
    }

    @Override
    public void recordField(String name, Optional<Object> value) {
        Optional<Object> shown =
                value.map(given -> given instanceof String text ? confided.hideIn(text) : hidden(given));
        live.loop().execute(() -> live.home().recordField(live, name, shown));
    }

    /** A PIN may be kept as the number that it is. */
    private Object hidden(Object number) {
        String shown = confided.hideIn(number.toString());
        return shown.equals(number.toString()) ? number : shown;
    }

    @Override
    public void publish(Happening what) {
        Happening told = what instanceof ProgramEvent.ScriptEvent event ? event.without(confided) : what;
        live.loop().execute(() -> live.home().publish(told));
    }

    @Override
    public void answered() {
        answered = true;
        try {
            program.answered(this);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("onAnswer failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void told(ProgramListener.Telling what) {
        ears.tell(what);
    }
}
