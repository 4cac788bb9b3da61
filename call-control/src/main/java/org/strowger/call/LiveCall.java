package org.strowger.call;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sip.address.SipURI;
import javax.sip.header.Header;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.dialog.IncomingSession;
import org.strowger.dialog.Offer;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaSession.PortsExhaustedException;
import org.strowger.media.MediaStream;
import org.strowger.media.Playback;
import org.strowger.media.Playlist;
import org.strowger.media.Recording;
import org.strowger.media.RecordingPlan;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Hop;
import org.strowger.sip.Sip;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.Timeout;

/**
 * A call as its loop sees it: the owner of its legs, its media and its end. The call thread reaches it by commands that run on the
 * loop; it answers by mail. Runs on the call's loop.
 */
final class LiveCall implements MediaListener {

    private static final Logger LOG = LoggerFactory.getLogger(LiveCall.class);
    private static final int PATIENCE = 2; // looks of the watch

    /** What a verb asks of the loop is answered here, once. */
    interface Reply<T> {
        void done(T value);

        void failed(RuntimeException why);

        /** Of something that can't fail, for who is no program. */
        static <T> Reply<T> told(Consumer<T> done) {
            return new Reply<>() {
                @Override
                public void done(T value) {
                    done.accept(value);
                }

                @Override
                public void failed(RuntimeException why) {
                    throw why;
                }
            };
        }
    }

    private final String id;
    private final ExchangeLoop home;
    private final IncomingRequest request;
    private final CallerLeg caller;
    private final CallScope scope;
    private final ProgramTimers timers;
    private final CallKeys keys;
    private final CallEars ears;
    private final long startedAt;
    private final Map<String, Header> headersOnward = new LinkedHashMap<>();
    private final List<CalleeLeg> callees = new ArrayList<>();
    private final Map<Playback, Reply<Playback.End>> playing = new LinkedHashMap<>();
    private @Nullable MediaSession media;
    private @Nullable CallThread thread;
    private @Nullable EndCause over;
    private List<Header> lastHeaders = List.of();
    private long answeredAt = -1;
    private long endedAt = -1;
    private int lastStatus = Response.TEMPORARILY_UNAVAILABLE;
    private int legsMade;
    private OnwardInvite.CallerFacts callerFacts;
    private String route = "";
    private int version;
    private boolean callerGone;
    private @Nullable Dialing dials;
    private @Nullable Parking parks;
    private final Map<String, QueueSounds> queueSounds = new LinkedHashMap<>();
    private boolean urgent;
    private Optional<CallerLocation> location = Optional.empty();
    private Optional<Consumer<OfferedChange>> offerWatcher = Optional.empty();
    private int cuts;

    LiveCall(String id, ExchangeLoop home, IncomingRequest request, IncomingSession session) {
        this.id = id;
        this.home = home;
        this.request = request;
        this.scope = new CallScope(id);
        this.timers = scope.open(() -> new ProgramTimers(this));
        this.startedAt = home.loop().nanos();
        InetAddress ours = home.network().localFor(session.flow().back()).getAddress();
        InetAddress theirs = session.flow().remote().getAddress();
        this.caller = new CallerLeg(this, session, new LegMedia(this::media, ours, theirs, home.sdpSessionId()));
        this.keys = scope.open(() -> new CallKeys(this));
        this.ears = scope.open(() -> new CallEars(this));
        session.listener(caller);
        caller.media.allows(callerMedia());
        this.callerFacts = OnwardInvite.CallerFacts.of(
                session.invite(),
                request.caller(),
                request.caller().account().flatMap(home.directory()::account).flatMap(Account::displayName));
    }

    private MediaPolicy callerMedia() {
        Optional<MediaPolicy> account =
                request.caller().account().flatMap(home.directory()::account).map(Account::media);
        return account.or(() -> request.trunk().flatMap(home.directory()::trunk).map(Trunk::media))
                .orElse(MediaPolicy.ANY);
    }

    String id() {
        return id;
    }

    ExchangeLoop home() {
        return home;
    }

    Loop loop() {
        return home.loop();
    }

    IncomingRequest request() {
        return request;
    }

    CallerLeg caller() {
        return caller;
    }

    Optional<EndCause> over() {
        return Optional.ofNullable(over);
    }

    /** Runs this on the loop, unless the call is over by then. What it throws costs this call alone. */
    void onLoop(Runnable task) {
        loop().execute(() -> guarded(task));
    }

    /** Runs this after a delay, as {@link #onLoop} does. */
    Timeout after(Duration delay, Runnable task) {
        return loop().schedule(delay, () -> guarded(task));
    }

    private void guarded(Runnable task) {
        if (over != null) return;
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("call", id).setCause(e).log("a call failed in the switch");
            end(new EndCause.ProgramFailed(String.valueOf(e.getMessage())));
        }
    }

    /** The thread that runs the program. */
    void startProgram(CallThread program) {
        thread = program;
        program.start();
    }

    // Verbs.

    void routed(String label, int ofPlan) {
        route = label;
        version = ofPlan;
        home.publish(new Happening.CallRouted(id, label, ofPlan));
    }

    void answer(Reply<Boolean> reply) throws PortsExhaustedException {
        if (refusedForMedia()) return;
        caller.answer();
        caller.whenHeard(() -> reply.done(true));
    }

    /** Makes sure that the caller can hear us: by early media, or where that can't be, by the answer. */
    void openMedia(Reply<Boolean> reply) throws PortsExhaustedException {
        if (refusedForMedia()) return;
        if (caller.isAnswered() || caller.earlyMedia()) caller.whenHeard(() -> reply.done(true));
        else answer(reply);
    }

    // RFC 3261 §21.4.26: 488 with a Warning that names the reason.
    private boolean refusedForMedia() {
        if (refusedForSecurity()) return true;
        if (caller.canBeAnswered()) return false;
        lastWords(List.of(
                caller.offersAudio()
                        ? NoCommonCodec.warning(home.domain(), "no audio codec is offered that is spoken here")
                        : Sip.header("Warning", "304 " + home.domain() + " \"no audio over RTP is offered\"")));
        end(new EndCause.Refused(Response.NOT_ACCEPTABLE_HERE));
        return true;
    }

    /** Whether the caller offers its media other than its policy has it, and is told so. */
    private boolean refusedForSecurity() {
        Optional<String> objection = caller.objection();
        if (objection.isEmpty()) return false;
        lastWords(List.of(Sip.header("Warning", "399 " + home.domain() + " \"" + objection.get() + "\"")));
        end(new EndCause.Refused(Response.NOT_ACCEPTABLE_HERE));
        return true;
    }

    /** A leg failed for want of a codec: the caller is told so, should this be the end. */
    String warns(NoCommonCodec failure) {
        lastWords(List.of(failure.warning(home.domain())));
        return String.valueOf(failure.getMessage());
    }

    void play(Playlist playlist, Reply<Playback.End> reply) {
        play(caller, playlist, reply);
    }

    /** Lets a leg hear this; told when it is over. */
    void play(CallLeg leg, Playlist playlist, Reply<Playback.End> reply) {
        if (leg instanceof CalleeLeg callee && callee.isOver()) {
            reply.done(Playback.End.STOPPED);
            return;
        }
        Optional<MediaStream> audio = leg.media.audio();
        if (audio.isEmpty()) reply.done(Playback.End.NO_CODEC);
        else playing.put(audio.get().play(playlist), reply);
    }

    /**
     * Records the caller's stream; whatever ends the call ends the recording.
     *
     * @param settled told when the file is complete, on a thread that may block, even after the end of the call
     */
    void record(RecordingPlan plan, Consumer<RecordOutcome> settled, Reply<RecordOutcome> reply) {
        Optional<MediaStream> audio = caller.media.audio();
        if (audio.isEmpty()) {
            reply.failed(new Call.PlayFailed("record " + plan.file() + ": the caller sends no audio"));
            return;
        }
        Recording[] held = new Recording[1];
        held[0] = scope.open(() -> audio.get().record(plan, ended -> {
            RecordOutcome outcome = recorded(ended);
            settled.accept(outcome);
            onLoop(() -> {
                scope.release(held[0]);
                reply.done(outcome);
            });
        }));
    }

    /** Records a connection until the call ends or it is closed. */
    Recording record(RecordMode mode, CalleeLeg leg) {
        SoundSettings sound = home.settings().sound();
        Path file = Recordings.ofBridge(sound, home.time().instant(), id, leg.name);
        RecordingPlan plan = RecordingPlan.of(file, Recordings.content(mode));
        return caller.media.audio().orElseThrow().record(plan, this::recorded);
    }

    /** A file is complete. On any thread. */
    private RecordOutcome recorded(Recording.Outcome ended) {
        RecordOutcome outcome = Recordings.outcome(ended);
        home.publish(new Happening.Recorded(
                id,
                outcome.file().toString(),
                outcome.length(),
                outcome.ending().name(),
                outcome.problem()));
        return outcome;
    }

    /** Asks for digits while the prompts are played, until the first of them. */
    void ask(DigitQuestion question, Function<MediaStream, Playback> prompts, Reply<DigitAnswer> reply) {
        Optional<MediaStream> audio = caller.media.audio();
        DigitCollector collector =
                keys.ask(question, () -> audio.ifPresent(MediaStream::stop), answer -> reply.done(answer));
        if (collector.isOver() || collector.hasBegun()) return;
        if (question.prompts().isEmpty() || audio.isEmpty()) collector.promptsOver();
        else playing.put(prompts.apply(audio.get()), new PromptsOver(collector));
    }

    private record PromptsOver(DigitCollector collector) implements Reply<Playback.End> {
        @Override
        public void done(Playback.End end) {
            collector.promptsOver();
        }

        @Override
        public void failed(RuntimeException why) {
            collector.promptsOver();
        }
    }

    /** Takes the caller into a conference, until it is in it no longer. */
    void conference(String room, ConferenceOptions options, Reply<ConferenceOutcome> reply) {
        Optional<MediaStream> audio = caller.media.audio();
        if (audio.isEmpty()) {
            reply.failed(new IllegalStateException("conference '" + room + "': the caller has no audio"));
            return;
        }
        RoomVisit[] held = new RoomVisit[1];
        RoomVisit visit = scope.open(() -> new RoomVisit(this, home.rooms(), room, outcome -> {
            scope.release(held[0]);
            reply.done(outcome);
        }));
        held[0] = visit;
        visit.enter(audio.get(), options);
    }

    /** What a call is to hear of its caller. */
    CallEars ears() {
        return ears;
    }

    CallKeys keys() {
        return keys;
    }

    /** Tells the program of something, while a verb of it waits. */
    void tell(ProgramEars.Telling what) {
        if (thread != null) thread.deliver(new CallThread.Mail.Told(what));
    }

    void echo() {
        caller.media.audio().ifPresent(MediaStream::echo);
    }

    void dial(Destination destination, DialOptions options, DialSounds sounds, Reply<DialOutcome> reply) {
        if (refusedForSecurity()) return;
        keys.forgetPressed();
        silence(caller);
        Dialing[] held = new Dialing[1];
        Dialing dialing = scope.open(() -> new Dialing(this, options, sounds, outcome -> {
            if (held[0] != null) scope.release(held[0]);
            dials = null;
            lastWord(outcome);
            reply.done(outcome);
        }));
        held[0] = dialing;
        dials = dialing;
        dialing.start(destination);
    }

    /** A second leg, for the program's own hands. */
    void call(Destination destination, DialOptions options, Reply<CalleeLeg> reply) {
        silence(caller);
        scope.open(() -> new Calling(this, options, reply)).start(destination);
    }

    /** Lets two legs hear each other, and the caller be answered if it is one of them. */
    Conversation bridge(CallLeg one, CallLeg other, Consumer<Duration> ended) throws PortsExhaustedException {
        Conversation talk = new Conversation(this, one, other, ended);
        scope.open(() -> talk);
        talk.join();
        return talk;
    }

    /** The caller waits at a parking place. */
    void park(String slot, Optional<Duration> patience, Reply<DialOutcome> reply) throws PortsExhaustedException {
        if (refusedForMedia()) return;
        caller.answer();
        Parking[] held = new Parking[1];
        Parking parking = scope.open(() -> new Parking(this, slot, new Reply<>() {
            @Override
            public void done(DialOutcome outcome) {
                if (held[0] != null) scope.release(held[0]);
                parks = null;
                lastWord(outcome);
                reply.done(outcome);
            }

            @Override
            public void failed(RuntimeException why) {
                reply.failed(why);
            }
        }));
        held[0] = parking;
        parks = parking;
        caller.whenHeard(() -> parking.start(patience));
    }

    /** The caller takes somebody else's call. */
    void pickup(String what, Reply<DialOutcome> reply) throws PortsExhaustedException {
        if (refusedForMedia()) return;
        if (!home.gatherings().isThere(what)) { // so that nobody is answered for nothing
            DialOutcome nothing = new DialOutcome.Unreachable(404, "nothing to pick up at " + what);
            lastWord(nothing);
            reply.done(nothing);
            return;
        }
        caller.answer();
        caller.whenHeard(() -> new Pickup(this, reply).take(what));
    }

    /** Somebody of another call takes this one, if it can still be had. */
    boolean takes(Loan loan) {
        if (parks != null) return parks.taken(loan);
        return dials != null && dials.taken(loan);
    }

    /** A loan that nobody had use for. */
    void takesBack(Loan loan) {
        loan.undo();
        scope.release(loan);
    }

    /** The sounds of queues, loaded by the program. */
    void queueSounds(String queue, QueueSounds sounds) {
        queueSounds.put(queue, sounds);
    }

    QueueSounds queueSounds(String queue) {
        return queueSounds.getOrDefault(queue, QueueSounds.NONE);
    }

    /** Sends the caller elsewhere: its phone, or if it won't, ourselves. */
    void transfer(Destination destination, DialOptions options, Reply<DialOutcome> reply) {
        Optional<SipURI> uri = CallerReferral.uri(destination, this);
        boolean byPhone = caller.isAnswered() && caller.session().peerTakes("REFER") && uri.isPresent();
        Runnable ourselves = () -> dial(destination, options, DialSounds.NONE, reply);
        if (!byPhone) ourselves.run();
        else
            caller.whenConfirmed(() -> caller.session()
                    .refer(uri.get(), Optional.empty(), new CallerReferral(this, reply::done, ourselves)));
    }

    /** Somebody else takes the place of a leg in its conversation. */
    void transferLeg(CallLeg leg, Destination destination, DialOptions options, Reply<DialOutcome> reply) {
        Conversation talk = leg.conversation()
                .orElseThrow(() -> new IllegalStateException("transferTo: " + leg.name + " talks to nobody"));
        talk.transfer(leg, destination, options, Transfer.Asker.of(reply));
    }

    /** Lets a leg hear that somebody is being called: by 180, or where it hears us already, by a tone. */
    void hearsRinging(CallLeg leg) {
        if (leg == caller && !caller.isCommitted()) caller.ring();
        else leg.media.audio().ifPresent(stream -> stream.play(home.ringback()));
    }

    /** Whatever a leg is being played comes to its end. */
    void silence(CallLeg leg) {
        leg.media.audio().ifPresent(MediaStream::stop);
    }

    /** What the caller is told if the program ends with this. */
    void lastWord(DialOutcome outcome) {
        if (!(outcome instanceof DialOutcome.Answered)) lastStatus = outcome.status();
    }

    OnwardInvite.CallerFacts callerFacts() {
        return callerFacts;
    }

    /** The caller's number toward the legs to come. */
    void maskCaller(String mask) {
        callerFacts = callerFacts.masked(mask);
    }

    /** Where the caller is, for the INVITEs to come. */
    void location(CallerLocation where) {
        location = where.isEmpty() ? Optional.empty() : Optional.of(where);
    }

    Optional<CallerLocation> location() {
        return location;
    }

    /** An emergency: it has come in past every limit, and its INVITEs say so. */
    void urgent() {
        urgent = true;
    }

    boolean isUrgent() {
        return urgent;
    }

    /** A header of the INVITEs to come. */
    void headerOnward(Header header) {
        headersOnward.put(header.getName().toLowerCase(java.util.Locale.ROOT), header);
    }

    // Legs.

    CalleeLeg newCallee(Target target, Hop hop, Optional<SessionDescription> wanted, CalleeLeg.Watcher watcher)
            throws PortsExhaustedException {
        InetAddress ours = home.network().localFor(hop).getAddress();
        LegMedia legMedia = new LegMedia(this::media, ours, hop.address().getAddress(), home.sdpSessionId());
        legMedia.allows(target.media());
        CalleeLeg leg = new CalleeLeg(
                this,
                nextName(),
                target,
                wanted.isPresent() ? CalleeLeg.OfferTime.IN_INVITE : CalleeLeg.OfferTime.DELAYED,
                legMedia,
                watcher);
        try {
            var offer = wanted.isPresent() ? Optional.of(legMedia.relay(wanted.get())) : wanted;
            var invitation = OnwardInvite.of(this, target, hop, offer, List.copyOf(headersOnward.values()));
            leg.invited(home.dialogs().invite(invitation, leg));
        } catch (PortsExhaustedException | RuntimeException e) {
            legMedia.close();
            throw e;
        }
        callees.add(leg);
        home.legBegins(new CalledLeg(this, leg, target));
        home.publish(new Happening.LegCalled(
                id, leg.name, target.party(), leg.session().callId()));
        return leg;
    }

    void legRings(CalleeLeg leg, int status) {
        leg.user().ifPresent(user -> home.gatherings().rings(user, this));
        home.publish(new Happening.LegRinging(id, leg.name, status));
    }

    void legAnswered(CalleeLeg leg) {
        leg.user().ifPresent(user -> {
            home.gatherings().ringsNoMore(user, this);
            home.gatherings().rota().answered(user);
        });
        home.publish(new Happening.LegAnswered(id, leg.name));
    }

    void legEnded(CalleeLeg leg, int status, String why) {
        if (!callees.remove(leg)) return;
        home.legEnds(leg.session().callId());
        leg.user().ifPresent(user -> {
            home.gatherings().ringsNoMore(user, this);
            if (leg.isAnswered()) home.gatherings().rota().free(user, home.now().toEpochMilli());
        });
        leg.gone();
        home.publish(new Happening.LegEnded(id, leg.name, status, why));
    }

    void bridged(CallLeg one, CallLeg other) {
        home.publish(new Happening.Bridged(id, one.name, other.name));
    }

    void publish(Happening what) {
        home.publish(what);
    }

    /** Our own address, as a hop: an INVITE that is sent there goes through the dialplan. */
    Hop ourselves() {
        Hop back = caller.incoming().flow().back();
        return new Hop(back.transport(), home.network().localFor(back));
    }

    /** The leg of this dialog of ours, if it is one of this call. */
    Optional<CallLeg> leg(DialogKey dialog) {
        return Stream.concat(Stream.of(caller), callees.stream())
                .filter(leg -> leg.session()
                        .dialog()
                        .filter(state -> state.callId().equals(dialog.callId())
                                && state.localTag().equals(dialog.toTag())
                                && state.remoteTag().equals(dialog.fromTag()))
                        .isPresent())
                .<CallLeg>map(leg -> leg)
                .findFirst();
    }

    /** Gives a leg to another call; the loan ends with this call, and this call with the loan. */
    Loan lends(CallLeg leg, LiveCall borrower) {
        return scope.open(() -> new Loan(leg, borrower));
    }

    /** The caller's place in the conversation has been taken: the call goes on without it. */
    void callerHandsOver() {
        callerGone = true;
    }

    boolean isCallerGone() {
        return callerGone;
    }

    /** The caller has hung up or can't be heard of: the end, unless it hands its place over. */
    void callerLeft(EndCause cause) {
        Optional<Conversation> talk = caller.conversation();
        boolean goesOn = callerGone || talk.filter(t -> t.outlives(caller)).isPresent();
        if (!goesOn) {
            end(cause);
            return;
        }
        callerGone = true;
        caller.media.close();
        talk.ifPresent(t -> t.left(caller));
    }

    /** The program is told of offers in mid-call from now on, before anybody else. */
    void watchOffers(Consumer<OfferedChange> watcher) {
        offerWatcher = Optional.of(watcher);
    }

    /** Lets the program look at an offer; what it does not refuse goes on. */
    void considers(CallLeg from, Offer offer, Consumer<Offer> goesOn) {
        CallThread asked = thread;
        if (offerWatcher.isEmpty() || asked == null) {
            goesOn.accept(offer);
            return;
        }
        Consumer<OfferedChange> watcher = offerWatcher.get();
        asked.deliver(new CallThread.Mail.Due(() -> {
            ConsideredOffer considered = new ConsideredOffer(from, offer);
            watcher.accept(considered);
            onLoop(() -> considered.refusal().ifPresentOrElse(offer::reject, () -> goesOn.accept(offer)));
        }));
    }

    void callerAnswered() {
        ears.answered();
        answeredAt = loop().nanos();
        timers.answered();
        home.callAnswered();
        home.publish(new Happening.LegAnswered(id, caller.name));
        if (thread != null) thread.deliver(new CallThread.Mail.Answered());
    }

    // The end.

    /** Headers of the final response, should it be a refusal. */
    void lastWords(List<Header> headers) {
        lastHeaders = List.copyOf(headers);
    }

    /** Ends the call. The first cause is the one that counts. */
    void end(EndCause cause) {
        if (over != null) return;
        over = cause;
        endedAt = loop().nanos();
        int status = finalStatus(cause);
        if (thread != null) thread.interruptProgram();
        scope.close();
        for (CalleeLeg leg : List.copyOf(callees)) {
            leg.end(CalleeLeg.Ending.NO_LONGER_WANTED);
            legEnded(leg, status, "the call is over");
        }
        caller.end(status, lastHeaders);
        caller.media.close();
        if (media != null) media.close();
        playing.clear();
        home.callEnds(this);
        home.publish(new Happening.CallOver(id, cause.getClass().getSimpleName(), status, version, lasted(), talk()));
        if (thread != null) thread.deliver(new CallThread.Mail.Over());
    }

    /** What a caller that was not answered is told; 200 for one that was, whoever hung up. */
    private int finalStatus(EndCause cause) {
        if (isAnswered()) return Response.OK;
        return switch (cause) {
            case EndCause.Refused(int status) -> status;
            case EndCause.Transferred _ -> Response.OK;
            case EndCause.Completed _ -> lastStatus;
            case EndCause.CallerHungUp _, EndCause.CallerCancelled _, EndCause.CallerLost _ ->
                Response.REQUEST_TERMINATED;
            case EndCause.MediaTimeout _ -> Response.TEMPORARILY_UNAVAILABLE;
            case EndCause.ProgramFailed _, EndCause.ProgramStalled _ -> Response.SERVER_INTERNAL_ERROR;
            case EndCause.NotAuthenticated _ -> Response.FORBIDDEN;
            case EndCause.CutOff _ -> Response.SERVICE_UNAVAILABLE;
        };
    }

    /** Cuts a program that uses up more than allowed, and goes on interrupting it. */
    void watch(CallBudget budget) {
        if (thread == null) return;
        Optional<String> excess = thread.excess(budget);
        if (excess.isPresent()) cut(excess.get());
    }

    /** Interrupts the program, which may have a last word then; one that doesn't leave off is cut short. */
    void cut(String why) {
        if (thread == null) return;
        if (over == null && ++cuts > PATIENCE) {
            home.programFault(id, route, version, why);
            end(new EndCause.ProgramStalled());
        } else thread.cut(why);
    }

    /** For how long, in nanoseconds, the program has been running or blocking outside a verb. */
    long outsideNanos() {
        return thread == null || over != null ? 0 : thread.outsideNanos();
    }

    /** Whether the call and its program are both over. */
    boolean isGone() {
        return over != null && (thread == null || thread.isFinished());
    }

    CallSnapshot snapshot() {
        List<CallSnapshot.LegSnapshot> legs = new ArrayList<>();
        legs.add(new CallSnapshot.LegSnapshot(
                caller.name,
                request.caller().number(),
                caller.session().state().name(),
                caller.session().callId()));
        for (CalleeLeg leg : callees)
            legs.add(new CallSnapshot.LegSnapshot(
                    leg.name,
                    leg.party(),
                    leg.session().state().name(),
                    leg.session().callId()));
        return new CallSnapshot(
                id, request.caller().number(), request.number(), route, version, lasted(), talk(), legs);
    }

    Duration lasted() {
        return Duration.ofNanos(nowOrEnd() - startedAt);
    }

    private Optional<Duration> talk() {
        return isAnswered() ? Optional.of(talked()) : Optional.empty();
    }

    boolean isAnswered() {
        return answeredAt >= 0;
    }

    /** Since the answer, until the end; zero before the answer. */
    Duration talked() {
        return isAnswered() ? Duration.ofNanos(nowOrEnd() - answeredAt) : Duration.ZERO;
    }

    private long nowOrEnd() {
        return over == null ? loop().nanos() : endedAt;
    }

    /** What the program wants to be reminded of, and how long it may talk. */
    ProgramTimers timers() {
        return timers;
    }

    String nextName() {
        int n = ++legsMade;
        return n < 26 ? String.valueOf((char) ('a' + n)) : "leg" + n;
    }

    MediaSession media() {
        MediaSession open = media;
        if (open != null) return open;
        if (over != null) throw new IllegalStateException("the call is over: no media can be opened");
        open = home.media().open(id, this);
        media = open;
        return open;
    }

    // From the media loop: handed over.

    @Override
    public void played(MediaStream stream, Playback playback, Playback.End end) {
        loop().execute(() -> {
            Reply<Playback.End> reply = playing.remove(playback);
            if (reply != null) reply.done(end);
        });
    }

    @Override
    public void timedOut(MediaStream stream, Duration silence) {
        // Before the answer nobody has promised to send.
        onLoop(() -> {
            boolean ofCaller = caller.isAnswered() && caller.media.owns(stream);
            boolean ofCallee = callees.stream().anyMatch(leg -> leg.isAnswered() && leg.media.owns(stream));
            if (ofCaller || ofCallee) tell(ProgramEars::mediaTimedOut);
        });
    }

    @Override
    public void pressed(MediaStream stream, char digit) {
        onLoop(() -> {
            if (caller.media.owns(stream)) keys.pressed(caller, digit, DigitSource.EVENT, Duration.ZERO);
            for (CalleeLeg leg : List.copyOf(callees))
                if (leg.media.owns(stream)) keys.pressed(leg, digit, DigitSource.EVENT, Duration.ZERO);
        });
    }
}
