package org.strowger.media;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.strowger.audio.AudioFilter;
import org.strowger.audio.AudioSink;
import org.strowger.audio.AudioSource;
import org.strowger.audio.Digits;
import org.strowger.audio.sound.Playlist;
import org.strowger.audio.sound.Prompt;
import org.strowger.rtp.StreamStatistics;

/**
 * One leg's side of one medium: an RTP port and the RTCP port above it. Safe on any thread.
 *
 * <p>The peer's address is what its SDP says until its first packet tells better (symmetric RTP); from then on it is
 * held, and packets from elsewhere are dropped and counted, until {@link #remote} announces a change.
 */
public interface MediaStream extends AutoCloseable {

    /** Our RTP address, to be named in SDP; RTCP is one port above. */
    InetSocketAddress local();

    /** What the peer's SDP says. Called again for each offer/answer; an unchanged address keeps the latched one. */
    void remote(RemoteMedia remote);

    /** Plays prompts one after the other, once. */
    default Playback play(List<Prompt> prompts) {
        return play(Playlist.of(prompts));
    }

    /**
     * Plays prompts one after the other in the first of the peer's codecs that we can encode. Ends what was played
     * before.
     */
    Playback play(Playlist playlist);

    /**
     * Says this behind whatever is played, until it is over, the tap is closed, or the stream is bridged, echoes, or
     * joins a room or another conversation.
     */
    Tap converse(AudioSource source);

    /** Plays a source until it is over, as {@link #play(Playlist)} does. */
    Playback play(AudioSource source);

    /**
     * Lets a sink hear one side of the audio, from now until it is taken off. Whatever the stream does meanwhile (be
     * bridged, play) is heard; a bridge that passes packets on goes on doing so.
     */
    Tap listen(AudioSide side, AudioSink sink);

    /**
     * Lets a filter change one side of the audio. A bridge is decoded and encoded while any filter stands in its way.
     */
    Tap filter(AudioSide side, AudioFilter filter);

    /**
     * Records the stream until its end is reached or it is closed; it outlives the stream, and then holds no more.
     *
     * @param listener told when the file is complete, on a thread that may block
     */
    Recording record(RecordingPlan plan, Recording.Listener listener);

    /**
     * Presses a digit to the peer after those that are still being pressed: by telephone-event (RFC 4733) where it
     * takes them, else by its tones. Whatever else would be sent is left out meanwhile.
     *
     * @param digit one of {@link Digits#ALL}
     * @param length at least 40 ms
     */
    void press(char digit, Duration length);

    /** Sends back what comes, until something else is asked for. */
    void echo();

    /** Ends playing and echo. */
    void stop();

    /** What has been counted so far. */
    StreamStatistics statistics();

    /** Gives the ports back. */
    @Override
    void close();
}
