package org.strowger.call.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.strowger.agent.AgentSockets;
import org.strowger.audio.sound.Playlist;
import org.strowger.call.Caller;
import org.strowger.call.PlayOptions;
import org.strowger.call.Sound;
import org.strowger.call.core.AccountDialogs;
import org.strowger.call.core.Admission;
import org.strowger.call.core.ExchangeCounters;
import org.strowger.call.core.MessageWatchers;
import org.strowger.call.core.Refusal;
import org.strowger.call.core.Reply;
import org.strowger.call.core.Turns;
import org.strowger.call.event.DeviceState;
import org.strowger.call.event.Happening;
import org.strowger.call.event.ProgramEvent;
import org.strowger.call.hunt.CalledLeg;
import org.strowger.call.hunt.Gatherings;
import org.strowger.call.live.CallHome;
import org.strowger.call.live.LiveCall;
import org.strowger.call.room.Rooms;
import org.strowger.call.setup.ExchangeEnvironment;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.call.sound.SoundShelf;
import org.strowger.call.talk.Neighbour;
import org.strowger.call.voicemail.MessageLamps;
import org.strowger.dialog.layer.DialogLayer;
import org.strowger.directory.Binding;
import org.strowger.directory.Contacts;
import org.strowger.directory.Directory;
import org.strowger.directory.LocationService;
import org.strowger.directory.OnBehalf;
import org.strowger.directory.Target;
import org.strowger.directory.TrunkCredentials;
import org.strowger.directory.probe.ProbedTrunks;
import org.strowger.directory.registration.RegisteredTrunks;
import org.strowger.media.MediaEngine;
import org.strowger.sip.Identifiers;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.dns.HopResolver;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipUri;
import org.strowger.statemachine.Gate;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;
import org.strowger.voicemail.Mailboxes;

/**
 * What the exchange has for the calls of one loop, as they see it: accounts, sounds, mailboxes, rooms, signalling, and
 * who is told of what they do. Runs on its loop.
 */
final class LoopHome implements CallHome {

    private static final Duration PROVED_BY_A_CALL = Duration.ofHours(1);

    private final Loop loop;
    private final Turns turns;
    private final ExchangeSettings settings;
    private final ExchangeEnvironment environment;
    private final ExchangeShared shared;
    private final DialogLayer dialogs;
    private final LoopCalls calls;
    private final InvitePolicy policy;
    private final OwnAddresses own;
    private final List<? extends Neighbour> peers;
    private final SoundShelf shelf;
    private final MessageLamps lamps;
    private final TrunkCredentials credentials;
    private final Playlist ringback;
    private final Optional<Playlist> holdMusic;

    /** @param peers all loops, this one too */
    LoopHome(
            Loop loop,
            Turns turns,
            ExchangeShared shared,
            DialogLayer dialogs,
            LoopCalls calls,
            InvitePolicy policy,
            OwnAddresses own,
            TrunkCredentials credentials,
            List<? extends Neighbour> peers) {
        this.loop = loop;
        this.turns = turns;
        this.shared = shared;
        this.settings = shared.settings();
        this.environment = shared.environment();
        this.dialogs = dialogs;
        this.calls = calls;
        this.policy = policy;
        this.own = own;
        this.credentials = credentials;
        this.peers = peers;
        this.shelf = new SoundShelf(
                settings.sounds(),
                settings.sound().recordings(),
                environment.media().sounds());
        this.ringback =
                shelf.playlist(List.of(Sound.tone("ringback", settings.sound().country())), PlayOptions.FOR_EVER);
        this.holdMusic = settings.sound().holdMusic().flatMap(shelf::holdMusic);
        this.lamps = new MessageLamps(this, shared.mailboxes(), dialogs);
    }

    // What calls tell.

    @Override
    public void legBegins(CalledLeg called) {
        calls.legBegins(called);
    }

    @Override
    public void legEnds(String callId) {
        calls.legEnds(callId);
    }

    @Override
    public void callEnds(LiveCall call) {
        calls.ends(call);
    }

    @Override
    public void callEnded(LiveCall call) {
        calls.told(call);
    }

    @Override
    public void proved(LiveCall call, String account) {
        calls.records().proved(call.id(), account);
    }

    @Override
    public void recordField(LiveCall call, String name, Optional<Object> value) {
        calls.records().field(call.id(), name, value);
    }

    @Override
    public void programGone(LiveCall call) {
        calls.programGone(call);
    }

    /**
     * A caller who knows the tag of our answer is where he seems to be: whoever invents an address doesn't hear what is
     * sent there.
     */
    @Override
    public void confirmed(LiveCall call) {
        shared.sources().proved(call.request().wire().flow(), PROVED_BY_A_CALL);
    }

    @Override
    public void programFault(String call, String route, int version, String why) {
        counters().programFaults.increment();
        publish(new ProgramEvent.ProgramFault(call, route, version, why));
    }

    @Override
    public void publish(Happening what) {
        calls.records().heard(what);
        environment.events().publish(what);
    }

    /** What the machines of its calls do. */
    @Override
    public MachineObserver stories() {
        return calls.stories();
    }

    @Override
    public ExchangeCounters counters() {
        return shared.counters();
    }

    // What calls need.

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public Turns turns() {
        return turns;
    }

    /** The verb: the caller proves itself now, or its call ends with a challenge or a refusal. */
    @Override
    public void authenticate(LiveCall call, Reply<Caller> reply) {
        new CallerProof(policy, call).ask(reply);
    }

    /** Why what a call is sent on to would be refused, by the rights of whoever sends it on. */
    @Override
    public Optional<Admission.Shut> refusesOnward(LiveCall call, OnBehalf by, String number) {
        return policy.refusesOnward(call, by, number);
    }

    @Override
    public DialogLayer dialogs() {
        return dialogs;
    }

    @Override
    public SipNetwork network() {
        return environment.network();
    }

    @Override
    public HopResolver resolver() {
        return environment.resolver();
    }

    @Override
    public AgentSockets agents() {
        return environment.agents();
    }

    @Override
    public MediaEngine media() {
        return environment.media();
    }

    @Override
    public Rooms rooms() {
        return shared.rooms();
    }

    @Override
    public Directory directory() {
        return environment.directory();
    }

    @Override
    public ProbedTrunks probedTrunks() {
        return shared.probed();
    }

    @Override
    public RegisteredTrunks registeredTrunks() {
        return shared.registered();
    }

    @Override
    public TrunkCredentials trunkCredentials() {
        return credentials;
    }

    @Override
    public LocationService locations() {
        return environment.locations();
    }

    @Override
    public AccountDialogs accountDialogs() {
        return shared.watchers().dialogs();
    }

    @Override
    public DeviceState device(String account) {
        return shared.watchers().devices().of(account);
    }

    @Override
    public MessageWatchers messageWatchers() {
        return shared.watchers().ofMessages();
    }

    /** The way to a registered contact; empty for one that is none. */
    @Override
    public Optional<Target> contact(String name, Binding binding) {
        return Contacts.target(name, binding, domain(), settings.registrar().contacts());
    }

    @Override
    public boolean isUnreachable(String name, Binding binding) {
        return shared.watched().isUnreachable(name, binding);
    }

    @Override
    public Gate gate() {
        return environment.gate();
    }

    @Override
    public Instant now() {
        return environment.time().instant();
    }

    @Override
    public ExchangeSettings settings() {
        return settings;
    }

    @Override
    public Gatherings gatherings() {
        return shared.gatherings();
    }

    /** The loop that owns a dialog. */
    @Override
    public Neighbour neighbour(String callId) {
        return peers.get(Identifiers.loopOf(callId, peers.size()));
    }

    /** Whether a URI names one of our domains, or an address that we listen on. */
    @Override
    public boolean isOurs(SipUri uri) {
        return own.isOurs(uri);
    }

    @Override
    public SoundShelf shelf() {
        return shelf;
    }

    /** Lamps of phones that say how many messages wait. */
    @Override
    public MessageLamps lamps() {
        return lamps;
    }

    @Override
    public Mailboxes mailboxes() {
        return shared.mailboxes();
    }

    /** The tone that callers hear whose phones make none. */
    @Override
    public Playlist ringback() {
        return ringback;
    }

    /** What a party hears that the other has put on hold. */
    @Override
    public Optional<Playlist> holdMusic() {
        return holdMusic;
    }

    @Override
    public InstantSource time() {
        return environment.time();
    }

    /** The host of the addresses that we speak for. */
    @Override
    public String domain() {
        return environment.directory().domain();
    }

    @Override
    public String sdpSessionId() {
        return Long.toString(environment.time().millis());
    }

    @Override
    public SipHeader retryAfter() {
        return Refusal.retryAfter(settings.retryAfter());
    }
}
