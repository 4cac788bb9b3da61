package org.strowger.call.setup;

import java.time.InstantSource;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.strowger.agent.AgentSockets;
import org.strowger.call.event.EventBus;
import org.strowger.call.record.RecordSink;
import org.strowger.directory.Directory;
import org.strowger.directory.LocationService;
import org.strowger.media.MediaEngine;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.dns.HopResolver;
import org.strowger.statemachine.Gate;
import org.strowger.statemachine.Loop;

/**
 * What the exchange stands on: real things in the switch, virtual ones in tests.
 *
 * @param loops the loops that own calls
 * @param network the transports
 * @param resolver DNS
 * @param media the media engine
 * @param agents the way to voice agents
 * @param directory accounts and trunks
 * @param locations registrations
 * @param gate takes turns with call threads in virtual time; {@link Gate#OPEN} otherwise
 * @param time the time of day
 * @param randoms the randomness of identifiers, by loop
 * @param events told of everything that happens
 * @param heap whether memory is short
 * @param records takes the charging record of each call
 */
public record ExchangeEnvironment(
        List<Loop> loops,
        SipNetwork network,
        HopResolver resolver,
        MediaEngine media,
        AgentSockets agents,
        Directory directory,
        LocationService locations,
        Gate gate,
        InstantSource time,
        IntFunction<RandomGenerator> randoms,
        EventBus events,
        HeapPressure heap,
        RecordSink records) {
    /** Copies. */
    public ExchangeEnvironment {
        loops = List.copyOf(loops);
    }

    /** Where no charging records are kept. */
    public ExchangeEnvironment(
            List<Loop> loops,
            SipNetwork network,
            HopResolver resolver,
            MediaEngine media,
            AgentSockets agents,
            Directory directory,
            LocationService locations,
            Gate gate,
            InstantSource time,
            IntFunction<RandomGenerator> randoms,
            EventBus events,
            HeapPressure heap) {
        this(
                loops,
                network,
                resolver,
                media,
                agents,
                directory,
                locations,
                gate,
                time,
                randoms,
                events,
                heap,
                RecordSink.NONE);
    }

    /** The same with somebody who takes charging records. */
    public ExchangeEnvironment records(RecordSink taking) {
        return new ExchangeEnvironment(
                loops, network, resolver, media, agents, directory, locations, gate, time, randoms, events, heap,
                taking);
    }
}
