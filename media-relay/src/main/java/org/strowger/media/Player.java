package org.strowger.media;

import java.util.List;
import java.util.Optional;
import org.strowger.sdp.Codec;

/** Sends a list of prompts, a packet at each tick of the loop, back to back. Runs on the stream's loop. */
final class Player implements LoopClock.Ticking {

    private static final int SAMPLES = 160;

    private final StreamPath path;
    private final Packet packet;
    private final OutgoingRtp source;
    private final RelayPlayback playback;
    private final PromptReel reel;
    private int payloadType;
    private boolean begun;
    private boolean halted;

    Player(StreamPath path, Packet packet, OutgoingRtp source, RelayPlayback playback, List<WavPrompt> prompts) {
        this.path = path;
        this.packet = packet;
        this.source = source;
        this.playback = playback;
        this.reel = new PromptReel(prompts);
    }

    RelayPlayback playback() {
        return playback;
    }

    /** Takes the first that it can encode; false, and nothing changed, if there is none. */
    boolean codecs(List<Codec> codecs) {
        for (Codec codec : codecs) {
            Optional<G711> law = G711.of(codec);
            if (law.isEmpty()) continue;
            payloadType = codec.payloadType();
            reel.law(law.get());
            return true;
        }
        return false;
    }

    /** No more ticks. */
    void halt() {
        halted = true;
    }

    @Override
    public boolean tick(long now) {
        if (halted) return false;
        if (reel.isOver()) {
            path.over(this, Playback.End.FINISHED);
            return false;
        }
        if (!begun) source.resume(now);
        source.write(packet, begun ? OutgoingRtp.Marker.CLEAR : OutgoingRtp.Marker.SET, payloadType, SAMPLES);
        begun = true;
        reel.fill(packet.bytes, Rtp.HEADER, SAMPLES);
        packet.length = Rtp.HEADER + SAMPLES;
        path.sendRtp(packet);
        return true;
    }
}
