package org.strowger.testkit.console;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.codec.AudioCodecs;
import org.strowger.audio.codec.AudioEncoder;
import org.strowger.sdp.Codec;

/**
 * What a phone sends, a packet each 20 ms: digits as RFC 4733 events, a recording, else silence. Runs on the phone's
 * loop.
 */
final class SpokenAudio {

    static final int SAMPLES = 160;

    private static final int HEADER = 12;
    private static final int LARGEST = 400;
    private static final String DIGITS = "0123456789*#ABCD";
    /** RFC 4733 §2.5.1: 100 ms of a key, its end told three times. */
    private static final int EVENT_PACKETS = 5;

    private static final int END_PACKETS = 3;
    /** Between two keys. */
    private static final int PAUSE_PACKETS = 4;

    private final int ssrc;
    private final ArrayDeque<Character> digits = new ArrayDeque<>();
    private short[] recording = new short[0];
    private int position;
    private Codec codec = Codec.PCMU;
    private int eventType = 101;
    private @Nullable AudioEncoder encoder;
    private int sequence;
    private int timestamp;
    private int eventPacket;
    private double level;

    SpokenAudio(int ssrc) {
        this.ssrc = ssrc;
    }

    void agreed(Codec audio, Optional<Codec> events) {
        codec = audio;
        encoder = AudioCodecs.of(audio).orElseThrow().encoder(audio);
        events.ifPresent(event -> eventType = event.payloadType());
    }

    void play(short[] samples) {
        recording = samples;
        position = 0;
    }

    void press(String keys) {
        for (char key : keys.toCharArray()) if (DIGITS.indexOf(key) >= 0) digits.add(key);
    }

    void hush() {
        recording = new short[0];
        digits.clear();
        eventPacket = 0;
    }

    /** The root mean square of the last packet. */
    double level() {
        return level;
    }

    byte[] next() {
        timestamp += SAMPLES;
        return digits.isEmpty() ? audio() : event(digits.element());
    }

    private byte[] audio() {
        short[] samples = new short[SAMPLES];
        int count = Math.min(SAMPLES, recording.length - position);
        System.arraycopy(recording, position, samples, 0, count);
        position += count;
        level = org.strowger.audio.Tone.level(samples);
        byte[] payload = new byte[LARGEST];
        AudioEncoder coder =
                encoder == null ? AudioCodecs.of(codec).orElseThrow().encoder(codec) : encoder;
        encoder = coder;
        int length = coder.encode(samples, SAMPLES, payload);
        return header(codec.payloadType(), false, timestamp, length)
                .put(payload, 0, length)
                .array();
    }

    private byte[] event(char key) {
        int packet = eventPacket++;
        boolean end = packet >= EVENT_PACKETS;
        int held = Math.min(packet + 1, EVENT_PACKETS);
        int began = timestamp - packet * SAMPLES;
        if (packet >= EVENT_PACKETS + END_PACKETS - 1 + PAUSE_PACKETS) {
            digits.remove();
            eventPacket = 0;
        }
        if (packet >= EVENT_PACKETS + END_PACKETS) return audio();
        return header(eventType, packet == 0, began, 4)
                .put((byte) DIGITS.indexOf(key))
                .put((byte) ((end ? 0x80 : 0) | 10))
                .putShort((short) (held * SAMPLES))
                .array();
    }

    private ByteBuffer header(int type, boolean marker, int at, int payload) {
        return ByteBuffer.allocate(HEADER + payload)
                .put((byte) 0x80)
                .put((byte) ((marker ? 0x80 : 0) | type))
                .putShort((short) sequence++)
                .putInt(at)
                .putInt(ssrc);
    }
}
