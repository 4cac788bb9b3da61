package org.strowger.rtp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.strowger.audio.codec.AudioCodecs;
import org.strowger.sdp.Codec;

/**
 * What a payload type of one peer is called by another: each sends with the numbers of its own description (as RFC 3264
 * §6.1 wants offer and answer to agree on), so that the same format may have two. A format that the other doesn't take
 * is to be decoded, if it can be; unknown ones keep their number, unless that means something else to the other.
 * Immutable.
 */
public final class PayloadMap {

    /** To be decoded, and encoded in one of the other's codecs. */
    public static final int DECODE = -1;

    /** It can be neither passed on nor decoded: the number means something else to the other peer. */
    public static final int DROP = -2;

    /** The payload types from here on mean what a description says (RFC 3551 §3). */
    private static final int DYNAMIC = 96;

    /** Keeps every number. */
    public static final PayloadMap SAME = new PayloadMap(List.of(), List.of());

    private final byte[] table = new byte[128];

    /** Which types are audio itself. Telephone-events and comfort noise are not: they go where the audio goes. */
    private final boolean[] audio = new boolean[128];

    private PayloadMap(List<Codec> from, List<Codec> to) {
        for (int i = 0; i < table.length; i++) table[i] = (byte) i;
        Arrays.fill(audio, true);
        if (!from.isEmpty())
            for (Codec codec : to) if (codec.payloadType() >= DYNAMIC) table[codec.payloadType()] = DROP;
        boolean encodable = to.stream().anyMatch(codec -> AudioCodecs.of(codec).isPresent());
        // The preferred of several with the same number wins, so it is written last.
        for (Codec codec : from.reversed()) {
            int type = codec.payloadType();
            audio[type] = isAudio(codec);
            Optional<Codec> counterpart = counterpart(codec, to);
            if (counterpart.isPresent()) table[type] = (byte) counterpart.get().payloadType();
            else if (encodable && AudioCodecs.of(codec).isPresent()) table[type] = DECODE;
        }
    }

    /** {@link #SAME} itself where that is what it comes to. */
    public static PayloadMap between(List<Codec> from, List<Codec> to) {
        PayloadMap map = new PayloadMap(from, to);
        boolean same = Arrays.equals(map.table, SAME.table) && Arrays.equals(map.audio, SAME.audio);
        return same ? SAME : map;
    }

    /** The number there, {@link #DECODE} or {@link #DROP}. */
    public int map(int payloadType) {
        return table[payloadType];
    }

    public boolean isAudio(int payloadType) {
        return audio[payloadType];
    }

    private static boolean isAudio(Codec codec) {
        return !codec.isTelephoneEvent() && !codec.isComfortNoise();
    }

    private static Optional<Codec> counterpart(Codec codec, List<Codec> among) {
        List<Codec> same = among.stream().filter(codec::sameFormat).toList();
        return same.stream()
                .filter(c -> c.parameters().equals(codec.parameters()))
                .findFirst()
                .or(() -> same.stream().findFirst());
    }
}
