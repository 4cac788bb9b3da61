package org.strowger.call.core;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.strowger.agent.AgentSockets;
import org.strowger.audio.sound.Playlist;
import org.strowger.call.event.DeviceState;
import org.strowger.call.event.Happening;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.dialog.layer.DialogLayer;
import org.strowger.directory.Binding;
import org.strowger.directory.Directory;
import org.strowger.directory.LocationService;
import org.strowger.directory.Target;
import org.strowger.directory.TrunkCredentials;
import org.strowger.directory.probe.ProbedTrunks;
import org.strowger.directory.registration.RegisteredTrunks;
import org.strowger.media.MediaEngine;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.dns.HopResolver;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipUri;
import org.strowger.statemachine.Gate;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;

/**
 * What the exchange has for a call and its parts: signalling, media, accounts, time and who is told of events. On the
 * loop that owns the call.
 */
public interface ExchangeServices {

    Loop loop();

    /** Of what may wait on it. */
    Turns turns();

    DialogLayer dialogs();

    SipNetwork network();

    HopResolver resolver();

    AgentSockets agents();

    MediaEngine media();

    Directory directory();

    /** Which trunks answer. */
    ProbedTrunks probedTrunks();

    /** By which way calls to trunks go that are registered. */
    RegisteredTrunks registeredTrunks();

    /** What the challenges of trunks are answered with. */
    TrunkCredentials trunkCredentials();

    LocationService locations();

    /** The dialogs that the phones of accounts are in. */
    AccountDialogs accountDialogs();

    /** What the phones of an account do. */
    DeviceState device(String account);

    /** Those who have subscribed to how many messages wait. */
    MessageWatchers messageWatchers();

    /** The way to a registered contact; empty for one that is none. */
    Optional<Target> contact(String name, Binding binding);

    /** Whether a registered contact has been asked whether it is there, and answers no more. */
    boolean isUnreachable(String name, Binding binding);

    /** Whether a URI names one of our domains, or an address that we listen on. */
    boolean isOurs(SipUri uri);

    /** The host of the addresses that we speak for. */
    String domain();

    ExchangeSettings settings();

    ExchangeCounters counters();

    /** Is told what the machines of calls do. */
    MachineObserver stories();

    void publish(Happening what);

    Gate gate();

    InstantSource time();

    /** By {@link #time}. */
    Instant now();

    /** For the {@code o=} line of what we describe. */
    String sdpSessionId();

    /** The tone that callers hear whose phones make none. */
    Playlist ringback();

    /** What a party hears that the other has put on hold. */
    Optional<Playlist> holdMusic();

    /** For who is refused since there is too much to do. */
    SipHeader retryAfter();
}
