package org.strowger.audio.sound;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.strowger.audio.WavBuilder;

/** Sounds that claim to be large, or are once they are decoded. */
enum DearSounds {
    /** 44 octets of 65,535 channels, of which a block would be half a gigabyte. */
    WAV_OF_MANY_CHANNELS("many.wav", "channels"),
    /** A format chunk of 4 GiB. */
    WAV_OF_A_LONG_FORMAT("format.wav", "cut short"),
    /** Ten octets of an MP3 whose tag claims 256 MiB. */
    MP3_OF_A_LARGE_TAG("tag.mp3", "no MPEG audio"),
    /** A first packet that goes on through all its pages: 512 KiB. */
    OPUS_OF_A_LONG_PACKET("packet.opus", "does not hold Opus");

    /** How it is named. */
    final String file;

    /** What is said of it. */
    final String why;

    DearSounds(String file, String why) {
        this.file = file;
        this.why = why;
    }

    /** All of it. */
    byte[] octets() {
        return switch (this) {
            case WAV_OF_MANY_CHANNELS ->
                new WavBuilder()
                        .format(1, 65_535, 8000, 32)
                        .chunk("data", Integer.MAX_VALUE, new byte[0])
                        .build();
            case WAV_OF_A_LONG_FORMAT ->
                new WavBuilder().chunk("fmt ", -2, new byte[0]).build();
            case MP3_OF_A_LARGE_TAG -> new byte[] {'I', 'D', '3', 4, 0, 0, 0x7F, 0x7F, 0x7F, 0x7F};
            case OPUS_OF_A_LONG_PACKET -> longPacket();
        };
    }

    private static byte[] longPacket() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] lacing = new byte[255];
        Arrays.fill(lacing, (byte) 255);
        for (int i = 0; i < 8; i++) page(all, i == 0 ? 2 : 1, i, lacing, new byte[255 * 255]);
        page(all, 1, 8, new byte[] {0}, new byte[0]);
        return all.toByteArray();
    }

    /** Silence in Opus: each packet of two octets is six frames of 20 ms without anything in them (RFC 6716 §3.2.5). */
    static byte[] longOpus(int octets) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(octets + 1024);
        ByteBuffer head = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
        head.put("OpusHead".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 1);
        page(all, 2, 0, new byte[] {19}, head.array());
        page(all, 0, 1, new byte[] {16}, "OpusTags\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII));
        byte[] lacing = new byte[255];
        Arrays.fill(lacing, (byte) 2);
        byte[] body = new byte[510];
        for (int i = 0; i < body.length; i += 2) {
            body[i] = (byte) (31 << 3 | 3); // CELT of the full band, 20 ms; as many frames as the next octet says
            body[i + 1] = 6;
        }
        for (int i = 2; all.size() < octets; i++) page(all, 0, i, lacing, body);
        return all.toByteArray();
    }

    private static void page(ByteArrayOutputStream all, int flags, int number, byte[] lacing, byte[] body) {
        byte[] page = ByteBuffer.allocate(27 + lacing.length + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OggS".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 0)
                .put((byte) flags)
                .putLong(-1)
                .putInt(7)
                .putInt(number)
                .putInt(0)
                .put((byte) lacing.length)
                .put(lacing)
                .put(body)
                .array();
        ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).putInt(22, OggCrc.add(0, page, 0, page.length));
        all.writeBytes(page);
    }

    /** Silence in MPEG-2.5, layer III, 8 kbit/s at 8 kHz: frames of 72 octets, 72 ms each. */
    static byte[] longMp3(int octets) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(octets + 72);
        byte[] frame = new byte[72];
        frame[0] = (byte) 0xFF;
        frame[1] = (byte) 0xE3;
        frame[2] = 0x18;
        frame[3] = (byte) 0xC0;
        while (all.size() < octets) all.writeBytes(frame);
        return all.toByteArray();
    }
}
