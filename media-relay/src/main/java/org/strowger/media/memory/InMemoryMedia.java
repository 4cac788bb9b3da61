package org.strowger.media.memory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.strowger.audio.Pcm;
import org.strowger.audio.codec.G711;
import org.strowger.audio.sound.PcmPrompt;
import org.strowger.audio.sound.ShippedPrompts;
import org.strowger.audio.sound.SoundLibrary;
import org.strowger.media.MediaEngine;
import org.strowger.media.MediaFigures;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaRoom;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaSettings;
import org.strowger.media.RoomSettings;
import org.strowger.media.relay.FileWorkers;
import org.strowger.media.relay.RelayEngine;
import org.strowger.rtp.PortClaim;
import org.strowger.rtp.StreamSeed;
import org.strowger.rtp.loop.PortPool;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.VirtualTime;

/**
 * The media of the switch on virtual time and a network in memory: the same streams, latches and players as on real
 * sockets, and phones to talk to them. Two runs from one seed are the same to the last octet. Time moves as {@link
 * VirtualTime} does; what is asked for has happened after {@link VirtualTime#settle}.
 */
public final class InMemoryMedia implements MediaEngine {

    private final VirtualTime time;
    private final MemoryNetwork network;
    private final RelayEngine engine;
    private final SplittableRandom random;

    /** Without loss or delay; ports, quarantine, timeout and loops as the settings say. */
    public InMemoryMedia(VirtualTime time, MediaSettings settings, long seed) {
        this.time = time;
        random = new SplittableRandom(seed);
        network = new MemoryNetwork(time.newLoop("media-network"), random.split());
        List<MemoryLoop> loops = new ArrayList<>();
        for (int i = 0; i < settings.loops(); i++) loops.add(new MemoryLoop(time.newLoop("media-loop-" + i), network));
        Loop clock = time.newLoop("media-ports");
        SplittableRandom sources = random.split();
        engine = new RelayEngine(
                "memory",
                loops,
                new PortPool(settings.ports(), clock::nanos, random.split()),
                RelayEngine.AddressBook.asTold(),
                new StreamSeed(settings.timeout(), settings.rates(), sources::nextInt),
                files(time));
    }

    private static RelayEngine.Files files(VirtualTime time) {
        Loop files = time.newLoop("media-files");
        return new RelayEngine.Files(FileWorkers.on(files), new SoundLibrary(files, time));
    }

    /**
     * A phone on this network.
     *
     * @param address its RTP address; RTCP is one port above
     * @throws IllegalStateException if another has it
     */
    public MediaPhone phone(InetSocketAddress address) {
        return new MediaPhone(time.newLoop("phone-" + address.getPort()), network, address, random.nextInt());
    }

    /**
     * What a phone that takes PCMU hears when this file is played to it, 8 kHz.
     *
     * @throws IOException as {@link #prompt} does
     */
    public short[] audio(Path file) throws IOException {
        return throughMuLaw(SoundLibrary.samples(file, PcmPrompt.NARROW));
    }

    /**
     * The same of a prompt that comes with the switch.
     *
     * @throws IOException if there is none of this name
     */
    public short[] shippedAudio(String name) throws IOException {
        return throughMuLaw(ShippedPrompts.read(name).at(PcmPrompt.NARROW));
    }

    private static short[] throughMuLaw(Pcm pcm) {
        short[] samples = pcm.samples().clone();
        for (int i = 0; i < samples.length; i++) samples[i] = G711.ULAW.decode(G711.ULAW.encode(samples[i]));
        return samples;
    }

    public MemoryNetwork network() {
        return network;
    }

    /** What the network does to packets sent from now on. */
    public void conditions(NetworkConditions conditions) {
        network.conditions(conditions);
    }

    @Override
    public MediaSession open(String callId, PortClaim claim, MediaListener listener) {
        return engine.open(callId, claim, listener);
    }

    @Override
    public SoundLibrary sounds() {
        return engine.sounds();
    }

    @Override
    public MediaRoom room(RoomSettings settings, MediaRoom.Listener listener) {
        return engine.room(settings, listener);
    }

    @Override
    public String backend() {
        return engine.backend();
    }

    @Override
    public MediaFigures figures() {
        return engine.figures();
    }

    @Override
    public void close() {
        engine.close();
    }
}
