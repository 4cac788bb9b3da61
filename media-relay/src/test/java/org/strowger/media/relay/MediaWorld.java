package org.strowger.media.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.MuteCause;
import org.strowger.media.Playback;
import org.strowger.media.RemoteMedia;
import org.strowger.media.memory.InMemoryMedia;
import org.strowger.media.memory.MediaPhone;
import org.strowger.rtp.PortsExhaustedException;
import org.strowger.rtp.video.PictureRate;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;
import org.strowger.statemachine.VirtualTime;

/** An engine, phones and a listener that remembers, on virtual time. */
final class MediaWorld implements MediaListener {

    static final InetAddress SWITCH = InetAddress.ofLiteral("192.0.2.1");

    final VirtualTime time = new VirtualTime();
    final InMemoryMedia media;
    final MediaSession session;
    final List<String> told = new ArrayList<>();
    final StringBuilder pressed = new StringBuilder();
    final List<Playback> ended = new ArrayList<>();
    Consumer<MuteCause> mute = _ -> {};
    final List<PictureRate> seen = new ArrayList<>();

    MediaWorld() {
        this(MediaSettings.defaults().withLoops(2));
    }

    MediaWorld(MediaSettings settings) {
        media = new InMemoryMedia(time, settings, 1);
        session = media.open("call-1", this);
    }

    MediaStream stream() {
        try {
            return session.stream(SWITCH);
        } catch (PortsExhaustedException e) {
            throw new AssertionError(e);
        }
    }

    /** A phone that sends to the stream, which knows the phone's address. */
    MediaPhone phone(String ip, MediaStream stream) {
        MediaPhone phone = phone(ip, 4000);
        phone.sendTo(stream.local());
        stream.remote(at(phone, Direction.SENDRECV, Codec.PCMU));
        return phone;
    }

    MediaPhone phone(String ip, int port) {
        return media.phone(new InetSocketAddress(InetAddress.ofLiteral(ip), port));
    }

    static RemoteMedia at(MediaPhone phone, Direction direction, Codec... codecs) {
        return at(phone.address(), direction, codecs);
    }

    static RemoteMedia at(InetSocketAddress rtp, Direction direction, Codec... codecs) {
        return new RemoteMedia(
                rtp, new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1), direction, List.of(codecs));
    }

    void passes(long millis) {
        time.advance(Duration.ofMillis(millis));
    }

    @Override
    public void played(MediaStream stream, Playback playback, Playback.End end) {
        told.add(end.name());
        ended.add(playback);
    }

    @Override
    public void timedOut(MediaStream stream, Duration silence) {
        told.add("silent for " + silence.toSeconds() + " s");
    }

    @Override
    public void mute(MediaStream stream, MuteCause cause) {
        mute.accept(cause);
    }

    @Override
    public void seen(MediaStream stream, PictureRate rate) {
        seen.add(rate);
    }

    @Override
    public void pressed(MediaStream stream, char digit) {
        pressed.append(digit);
    }
}
