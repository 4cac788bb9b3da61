package org.strowger.call.sdp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.strowger.audio.codec.AudioCodecs;
import org.strowger.directory.CodecPolicy;
import org.strowger.sdp.Codec;

/**
 * Which codecs a leg is offered or answered with: what both legs speak comes first, because it passes through as it is;
 * what we would have to transcode comes behind it, and only where it is asked for or nothing else is left.
 */
final class CodecChoice {

    /** What every phone speaks. */
    private static final List<Codec> LAST_RESORT = List.of(Codec.PCMA, Codec.PCMU);

    /** What we offer on our own: the cheap ones first, since what we play is telephone audio. */
    private static final List<Codec> OWN = List.of(
            Codec.PCMU,
            Codec.PCMA,
            CodecPolicy.named("G722").orElseThrow(),
            CodecPolicy.named("opus").orElseThrow());

    private static final Codec EVENTS = new Codec(101, "telephone-event", 8000, 1, "0-16");
    private static final int FIRST_DYNAMIC = 96;

    private CodecChoice() {}

    /** What a callee is offered of what the caller speaks. Without any audio in it, nothing fits. */
    static List<Codec> onward(List<Codec> callers, CodecPolicy callee) {
        if (callee.isUnlimited() && (hasPlain(callers) || audio(callers).noneMatch(CodecChoice::isOurs)))
            return callers;
        List<Codec> chosen =
                new ArrayList<>(audio(callers).filter(callee::allows).toList());
        chosen.sort(Comparator.comparingInt(callee::rank)); // stable: equals keep the caller's order
        if (audio(callers).anyMatch(CodecChoice::isOurs)) append(chosen, callers, callee);
        return withCompanions(chosen, callers);
    }

    /**
     * What we can transcode to: as configured, or G.711 where that was not offered, lest the callee speaks nothing
     * else.
     */
    private static void append(List<Codec> chosen, List<Codec> callers, CodecPolicy callee) {
        List<Codec> ours = callee.isUnlimited() ? LAST_RESORT : callee.allowed();
        for (Codec codec : ours) if (!has(chosen, codec)) chosen.add(renumbered(codec, chosen, callers));
    }

    /**
     * What an offer is answered with, when the other leg has agreed to this: what both speak, in the other's order and
     * with its parameters, but under the offerer's numbers; failing that, all of the offer that we can transcode.
     * Without any audio in it, nothing fits.
     */
    static List<Codec> answer(List<Codec> offered, List<Codec> others, CodecPolicy offerer) {
        List<Codec> common = new ArrayList<>();
        for (Codec other : others)
            same(offered, other)
                    .filter(mine -> !isAudio(mine) || offerer.allows(mine))
                    .ifPresent(mine -> common.add(withParameters(mine, other.parameters())));
        if (isAudible(common)) return common;
        return audio(others).anyMatch(CodecChoice::isOurs) ? own(offered, offerer) : List.of();
    }

    /** What we take ourselves of an offer. Without any audio in it, nothing fits. */
    static List<Codec> own(List<Codec> offered, CodecPolicy offerer) {
        List<Codec> chosen = audio(offered)
                .filter(CodecChoice::isOurs)
                .filter(offerer::allows)
                .sorted(Comparator.comparingInt(offerer::rank))
                .map(codec -> withParameters(codec, ours(codec)))
                .toList();
        return withCompanions(chosen, offered);
    }

    /** What we offer on our own. */
    static List<Codec> own(CodecPolicy peer) {
        List<Codec> offer = new ArrayList<>(peer.isUnlimited() ? OWN : peer.allowed());
        offer.add(EVENTS);
        return offer;
    }

    /** Whether there is audio among these. */
    static boolean isAudible(List<Codec> codecs) {
        return audio(codecs).findAny().isPresent();
    }

    /** The two lists' common formats, as the first has them and in its order. */
    static List<Codec> both(List<Codec> codecs, List<Codec> others) {
        return codecs.stream().filter(codec -> has(others, codec)).toList();
    }

    /** The two lists' common formats, as the first has them but in the order of the second. */
    static List<Codec> ordered(List<Codec> codecs, List<Codec> order) {
        return order.stream().flatMap(codec -> same(codecs, codec).stream()).toList();
    }

    /** What a peer sends by: the numbers that it was told; its own where it was not told what they mean. */
    static List<Codec> numbered(List<Codec> told, List<Codec> peers) {
        List<Codec> all = new ArrayList<>(told);
        for (Codec codec : peers)
            if (told.stream().noneMatch(other -> other.payloadType() == codec.payloadType())) all.add(codec);
        return all;
    }

    private static boolean hasPlain(List<Codec> codecs) {
        return codecs.stream().anyMatch(codec -> has(LAST_RESORT, codec));
    }

    private static boolean isOurs(Codec codec) {
        return AudioCodecs.of(codec).isPresent();
    }

    private static String ours(Codec codec) {
        return AudioCodecs.of(codec).orElseThrow().format().parameters();
    }

    /** Audio, and with it the telephone-events and comfort noise of the clocks that it runs on. */
    private static List<Codec> withCompanions(List<Codec> audio, List<Codec> among) {
        if (audio.isEmpty()) return List.of();
        Set<Integer> clocks = audio.stream().map(Codec::clockRate).collect(Collectors.toSet());
        List<Codec> all = new ArrayList<>(audio);
        for (Codec codec : among)
            if (!isAudio(codec) && (codec.isTelephoneEvent() || clocks.contains(codec.clockRate()))) all.add(codec);
        return all;
    }

    private static Stream<Codec> audio(List<Codec> codecs) {
        return codecs.stream().filter(CodecChoice::isAudio);
    }

    private static boolean isAudio(Codec codec) {
        return !codec.isTelephoneEvent()
                && !codec.isComfortNoise()
                && !codec.name().equalsIgnoreCase("red");
    }

    private static boolean has(List<Codec> codecs, Codec codec) {
        return codecs.stream().anyMatch(codec::sameFormat);
    }

    private static Optional<Codec> same(List<Codec> codecs, Codec codec) {
        return codecs.stream().filter(codec::sameFormat).findFirst();
    }

    private static Codec withParameters(Codec codec, String parameters) {
        return new Codec(codec.payloadType(), codec.name(), codec.clockRate(), codec.channels(), parameters);
    }

    /** Under a number that means nothing else yet. */
    private static Codec renumbered(Codec codec, List<Codec> chosen, List<Codec> callers) {
        Set<Integer> taken = Stream.concat(chosen.stream(), callers.stream())
                .map(Codec::payloadType)
                .collect(Collectors.toSet());
        int number = codec.payloadType();
        if (number < FIRST_DYNAMIC) return codec;
        for (int other = FIRST_DYNAMIC; taken.contains(number) && other < 128; other++) number = other;
        return new Codec(number, codec.name(), codec.clockRate(), codec.channels(), codec.parameters());
    }
}
