package org.strowger.call.program;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sip.header.Header;
import org.strowger.agent.AgentRequest;
import org.strowger.audio.sound.Playlist;
import org.strowger.call.Call;
import org.strowger.call.CallEnded;
import org.strowger.call.CallProgram;
import org.strowger.call.Caller;
import org.strowger.call.CallerIdMask;
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
import org.strowger.call.core.CallThread;
import org.strowger.call.core.CallThread.Mail;
import org.strowger.call.core.ProgramListener;
import org.strowger.call.core.Reply;
import org.strowger.call.event.Confided;
import org.strowger.call.event.Happening;
import org.strowger.call.hunt.QueueSounds;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.leg.DialogKey;
import org.strowger.call.live.CallHome;
import org.strowger.call.live.LiveCall;
import org.strowger.call.room.ConferenceDoor;
import org.strowger.call.room.GuestSounds;
import org.strowger.call.room.RoomVisit;
import org.strowger.call.sound.CallTape;
import org.strowger.call.sound.Recordings;
import org.strowger.call.talk.Conversation;
import org.strowger.call.talk.DialSounds;
import org.strowger.call.talk.Replacement;
import org.strowger.call.voicemail.MailboxMenu;
import org.strowger.call.voicemail.MessageNews;
import org.strowger.call.voicemail.MessageTaking;
import org.strowger.directory.Account;
import org.strowger.directory.CallQueue;
import org.strowger.media.Playback;
import org.strowger.media.RecordingPlan;
import org.strowger.sip.message.Sip;

/** A call as its program sees it: each verb is a command to the loop, and what answers it ({@link VerbCourse}). Runs on the call's thread. */
final class ProgramCall implements Call, VerbCourse.Meanwhile {

    private static final Duration MOST_FETCHING = Duration.ofSeconds(30);
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

    /** How its verbs take their way to the loop and back. */
    VerbCourse course() {
        return course;
    }

    @Override
    public String id() {
        return live.id();
    }

    /** What is not to be written down. */
    Confided confided() {
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
        List<Header> contacts = new ArrayList<>();
        for (String uri : uris) contacts.add(Sip.header("Contact", "<" + uri + ">"));
        perform(_ -> {
            live.lastWords(contacts);
            live.end(new EndCause.Refused(302));
        });
    }

    @Override
    public DialOutcome park(String slot, Optional<Duration> patience, List<Sound> music) {
        Playlist played = fetched(music, PlayOptions.FOR_EVER);
        return perform(reply -> live.connections().park(slot, patience, played, reply));
    }

    @Override
    public DialOutcome pickup(String what) {
        return perform(reply -> live.connections().pickup(what, reply));
    }

    @Override
    public boolean knowsGroup(String name) {
        return live.home().directory().groups().containsKey(name);
    }

    /** The caller takes the place of a leg of another call, and this one ends with that talk. */
    void replaces(DialogKey dialog) {
        perform(_ -> new Replacement(live, dialog).start());
    }

    /** Files are read here, where somebody may wait for them, not on the loop. */
    private void loadSounds(Destination destination) {
        for (String name : destination.queues()) {
            CallQueue queue = live.home().directory().queues().get(name);
            if (queue == null) continue;
            QueueSounds loaded = elsewhere(
                    MOST_FETCHING, () -> QueueSounds.load(queue, live.home().shelf()::prompt));
            perform(reply -> {
                live.connections().queueSounds(name, loaded);
                reply.done(true);
            });
        }
    }

    @Override
    public Leg callerLeg() {
        return new ProgramLeg(this, live, live.caller(), caller.number());
    }

    @Override
    public Leg call(Destination destination, DialOptions options) {
        CalleeLeg leg = perform(reply -> live.connections().call(destination, options, reply));
        return new ProgramLeg(this, live, leg, leg.party());
    }

    @Override
    public Talk bridge(Leg one, Leg other) {
        if (!(one instanceof ProgramLeg first && other instanceof ProgramLeg second) || first.leg() == second.leg())
            throw new IllegalArgumentException("bridge wants two legs of this call");
        ProgramTalk.TalkOver over = new ProgramTalk.TalkOver();
        Conversation talk =
                perform(reply -> reply.done(live.connections().bridge(first.leg(), second.leg(), over::over)));
        return new ProgramTalk(this, talk, over);
    }

    @Override
    public DialOutcome transfer(Destination destination, DialOptions options) {
        return perform(reply -> live.connections().transfer(destination, options, reply));
    }

    /** Has something run on the loop, and does not wait for it. */
    void onLoop(Runnable task) {
        live.onLoop(task);
    }

    /** Has something run on the call's thread, within the verb that waits then. On the loop. */
    void tell(Runnable what) {
        thread.deliver(new Mail.Due(what));
    }

    @Override
    public void location(CallerLocation where) {
        perform(reply -> {
            live.onward().location(where);
            reply.done(true);
        });
    }

    @Override
    public Map<String, String> civicAddressOf(Caller whose) {
        return live.home()
                .directory()
                .account(whose.account().orElse(live.request().caller().number()))
                .map(Account::location)
                .orElse(Map.of());
    }

    @Override
    public void onOffer(Consumer<OfferedChange> watcher) {
        perform(reply -> {
            live.watchOffers(watcher);
            reply.done(true);
        });
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
        Header header = Sip.header(name, value);
        perform(reply -> {
            live.onward().header(header);
            reply.done(true);
        });
    }

    @Override
    public void play(List<? extends Sound> sounds, PlayOptions options) {
        Playlist playlist = fetched(sounds, options);
        perform(live::openMedia);
        Playback.End end = perform(reply -> live.media().play(playlist, options.bargeIn(), reply));
        if (end == Playback.End.NO_CODEC)
            throw new PlayFailed("play " + playlist.prompts() + ": the caller takes no codec that we have");
    }

    @Override
    public RecordOutcome record(String file, RecordOptions options) {
        RecordingPlan plan =
                RecordingPlan.of(Recordings.named(live.home().settings().sound(), file), RecordingPlan.Content.HEARD);
        if (options.longest().isPresent())
            plan = plan.withLongest(options.longest().get());
        if (options.silence().isPresent())
            plan = plan.withSilence(options.silence().get());
        answer();
        return record(plan, options.end(), _ -> {});
    }

    private RecordOutcome record(RecordingPlan plan, Optional<Character> end, Consumer<RecordOutcome> settled) {
        return perform(reply -> live.media().record(plan, new CallTape(live, end, settled, reply), reply));
    }

    @Override
    public void startRecording(String file, RecordMode mode) {
        RecordingPlan plan =
                RecordingPlan.of(Recordings.named(live.home().settings().sound(), file), Recordings.content(mode));
        perform(live::openMedia);
        this.<Boolean>perform(reply -> live.media().startRecording(plan, reply));
    }

    @Override
    public void recording(RecordingState state) {
        perform(reply -> {
            live.tapes().turn(state);
            reply.done(true);
        });
    }

    @Override
    public void playing(PlayChange change) {
        perform(reply -> {
            live.media().turn(change);
            reply.done(true);
        });
    }

    @Override
    public void filter(Side side, Filter filter) {
        perform(live::openMedia);
        this.<Boolean>perform(reply -> live.media().filter(side, filter, reply));
    }

    @Override
    public void voicemail(String box, MailboxGreeting greeting) {
        CallHome home = live.home();
        MessageTaking taking = new MessageTaking(
                this,
                home.mailboxes(),
                home.settings().sound().voicemail().longest(),
                new MessageNews(live.id(), home, home.lamps()));
        taking.take(box, greeting, live.id() + course.verbs(), home.time(), this::record);
    }

    @Override
    public void mailbox(String box) {
        MessageNews news = new MessageNews(live.id(), live.home(), live.home().lamps());
        CallHome home = live.home();
        new MailboxMenu(this, home.mailboxes(), box, () -> news.changed(box), home.time(), home::publish)
                .visit(this::record);
    }

    @Override
    public DigitAnswer ask(DigitQuestion question) {
        Playlist prompts = fetched(question.prompts(), PlayOptions.ONCE);
        answer();
        DigitAnswer answer = perform(reply -> live.media().ask(question, stream -> stream.play(prompts), reply));
        if (question.secrecy() == DigitQuestion.Secrecy.MASKED) confided.add(answer.digits());
        return answer;
    }

    @Override
    public ConferenceOutcome conference(String room, ConferenceOptions options) {
        if (room.isBlank()) throw new IllegalArgumentException("a conference needs a name");
        answer();
        ConferenceDoor door = new ConferenceDoor(this, live.home().settings().sound(), this::fetched, this::record);
        GuestSounds sounds = door.open(options);
        return perform(reply -> RoomVisit.enter(live, live.home().rooms(), room, options, sounds, reply));
    }

    @Override
    public VoiceAgent stream(AgentRequest request) {
        answer();
        ProgramAgent agent =
                new ProgramAgent(this, perform(reply -> live.agents().invite(request, reply)));
        agent.listen();
        return agent;
    }

    @Override
    public void listenForDigits() {
        live.onLoop(() -> live.ears().listenForDigits());
    }

    @Override
    public void listenForSilence(Duration silence) {
        live.onLoop(() -> live.ears().listenForSilence(silence));
    }

    @Override
    public void listenForTones() {
        live.onLoop(() -> live.ears().listenForTones());
    }

    @Override
    public void echo() {
        perform(live::answer);
        perform((Reply<Boolean> _) -> live.media().echo());
    }

    @Override
    public DialOutcome dial(Destination destination, DialOptions options) {
        loadSounds(destination);
        Optional<Playlist> ringback = playlist(options.ringback(), PlayOptions.FOR_EVER);
        Optional<Playlist> announce = playlist(options.announce(), PlayOptions.ONCE);
        return perform(
                reply -> live.connections().dial(destination, options, new DialSounds(ringback, announce), reply));
    }

    private Optional<Playlist> playlist(List<Sound> sounds, PlayOptions options) {
        return sounds.isEmpty() ? Optional.empty() : Optional.of(fetched(sounds, options));
    }

    /** Reads what has not been read yet, on a thread that may wait for disk and network. */
    private Playlist fetched(List<? extends Sound> sounds, PlayOptions options) {
        return elsewhere(MOST_FETCHING, () -> live.home().shelf().playlist(sounds, options));
    }

    @Override
    public Instant now() {
        return live.home().now();
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
        live.onLoop(() -> live.timers().alarm(delay, () -> thread.deliver(new Mail.Due(task))));
    }

    @Override
    public void talkLimit(Duration sinceAnswer, String why) {
        perform(reply -> {
            live.timers().talkLimit(sinceAnswer, why);
            reply.done(true);
        });
    }

    @Override
    public void publish(Happening what) {
        Happening told = what instanceof Happening.ScriptEvent event ? event.without(confided) : what;
        live.loop().execute(() -> live.home().publish(told));
    }

    /** What a script names, ready to be played. */
    Playlist playlist(List<String> files) {
        return fetched(files.stream().map(Sound::named).toList(), PlayOptions.ONCE);
    }

    /** Runs a command on the loop and waits for its answer; throws {@link CallEnded} if the call ends first. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // a reply carries what its verb asked for
    <T> T perform(VerbCourse.Command<T> command) {
        return course.perform(command);
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
