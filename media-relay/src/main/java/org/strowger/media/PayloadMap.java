package org.strowger.media;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.strowger.sdp.Codec;

/**
 * What a payload type of one peer is called by another: each sends with the numbers of its own description (as RFC 3264 §6.1 wants
 * offer and answer to agree on), so that the same format may have two. Unknown ones keep their number. Immutable.
 */
final class PayloadMap {

    /** Keeps every number. */
    static final PayloadMap SAME = new PayloadMap(List.of(), List.of());

    private final byte[] table = new byte[128];

    private PayloadMap(List<Codec> from, List<Codec> to) {
        for (int i = 0; i < table.length; i++) table[i] = (byte) i;
        // The preferred of several with the same number wins, so it is written last.
        for (Codec codec : from.reversed())
            counterpart(codec, to).ifPresent(c -> table[codec.payloadType() & 0x7F] = (byte) (c.payloadType() & 0x7F));
    }

    /** {@link #SAME} itself where that is what it comes to. */
    static PayloadMap between(List<Codec> from, List<Codec> to) {
        PayloadMap map = new PayloadMap(from, to);
        return Arrays.equals(map.table, SAME.table) ? SAME : map;
    }

    int map(int payloadType) {
        return table[payloadType];
    }

    private static Optional<Codec> counterpart(Codec codec, List<Codec> among) {
        List<Codec> same = among.stream().filter(codec::sameFormat).toList();
        return same.stream()
                .filter(c -> c.parameters().equals(codec.parameters()))
                .findFirst()
                .or(() -> same.stream().findFirst());
    }
}
