package org.strowger.call.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.strowger.directory.CodecPolicy;
import org.strowger.directory.MediaPolicy;
import org.strowger.directory.SrtpPolicy;
import org.strowger.media.RemoteMedia;
import org.strowger.media.RemoteVideo;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.SrtpKeys;
import org.strowger.rtp.SrtpProfile;
import org.strowger.sdp.CryptoAttribute;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.SessionDescription;

/**
 * What one leg and the switch have agreed about encryption, medium by medium. The two legs of a call know nothing of
 * each other's keys: what is heard of a leg is recorded here, and what it is sent is written as that agreement has it.
 * Runs on the call's loop.
 */
public final class LegSecurity {

    /** Offered in this order. */
    private static final List<SrtpProfile> SUITES = List.of(
            SrtpProfile.AES_CM_128_HMAC_SHA1_80, SrtpProfile.AEAD_AES_128_GCM, SrtpProfile.AES_CM_128_HMAC_SHA1_32);

    /** Where a medium stands. */
    private sealed interface State {
        /** In the clear, or nothing said yet. */
        record Clear() implements State {}

        /** We have offered these, by tag; the answer picks one. */
        record Offered(Map<Integer, SrtpKeys> ours) implements State {}

        /** Both sides have their keys. */
        record Agreed(int tag, MediaSecurity keys) implements State {}
    }

    private static final State CLEAR = new State.Clear();

    private final SrtpPolicy policy;
    private final BrowserLines browser;
    private final Map<Integer, State> media = HashMap.newHashMap(1);
    /** The leg's own word for how each medium travels; it is repeated to it (RFC 3264 §6). */
    private final Map<Integer, String> protocols = HashMap.newHashMap(1);

    /** Of a leg that may do what it likes otherwise. */
    LegSecurity(SrtpPolicy policy) {
        this(new MediaPolicy(CodecPolicy.ANY, policy));
    }

    LegSecurity(MediaPolicy allowed) {
        this(allowed.srtp(), new BrowserLines(allowed.browser()));
    }

    private LegSecurity(SrtpPolicy policy, BrowserLines browser) {
        this.policy = policy;
        this.browser = browser;
    }

    /** The leg has come by what only browsers do. Before anything is said. */
    public void reachesBrowser() {
        browser.isReached();
    }

    /** As it is now. */
    LegSecurity copy() {
        LegSecurity copied = new LegSecurity(policy, browser.copy());
        copied.protocols.putAll(protocols);
        copied.media.putAll(media);
        return copied;
    }

    /** The same agreement with a party whose media moves elsewhere: no key of ours is used for two streams. */
    public LegSecurity withFreshKeys() {
        LegSecurity moved = new LegSecurity(policy, browser.moved());
        moved.protocols.putAll(protocols);
        media.forEach((index, state) -> moved.media.put(
                index,
                state instanceof State.Agreed(int tag, MediaSecurity keys)
                        ? new State.Agreed(
                                tag,
                                new MediaSecurity(
                                        keys.theirs(),
                                        SrtpKeys.random(keys.ours().profile())))
                        : CLEAR));
        return moved;
    }

    /**
     * An offer that leaves us the choice between encrypted media and media in the clear, by a line for each beside the
     * other, as was done before RFC 8643: the one that we don't take is refused. Encrypted media is taken where that
     * can be.
     */
    SessionDescription chosen(SessionDescription offer) {
        List<MediaDescription> media = new ArrayList<>(offer.media());
        BrowserSdp.refuseExcess(offer, media);
        for (int i = 1; i < media.size(); i++) {
            if (!areAlternatives(media.get(i - 1), media.get(i))) continue;
            int secured = isSecure(media.get(i)) ? i : i - 1;
            int clear = secured == i ? i - 1 : i;
            boolean encrypts =
                    policy != SrtpPolicy.REFUSE && usable(media.get(secured)).isPresent();
            int refused = encrypts ? clear : secured;
            media.set(refused, media.get(refused).withPort(0));
        }
        return media.equals(offer.media()) ? offer : offer.withMedia(media);
    }

    private static boolean areAlternatives(MediaDescription one, MediaDescription other) {
        return one.type().equals(other.type())
                && RelayedSdp.isRelayable(one)
                && RelayedSdp.isRelayable(other)
                && isSecure(one) != isSecure(other);
    }

    /** Why a description of this leg does not fit its policy; empty if it does. */
    Optional<String> objection(SessionDescription description) {
        return browser.objection(description).or(() -> objection(description, policy));
    }

    static Optional<String> objection(SessionDescription description, SrtpPolicy policy) {
        for (MediaDescription medium : description.media()) {
            if (!RelayedSdp.isRelayable(medium)) continue;
            if (medium.isOverDtls() && policy != SrtpPolicy.REFUSE) continue;
            boolean hasKeys = usable(medium).isPresent();
            if (isSecure(medium) && policy == SrtpPolicy.REFUSE)
                return Optional.of("encrypted media is not allowed here");
            if (isSecure(medium) && !hasKeys) return Optional.of("no crypto suite of this offer is known");
            if (!hasKeys && policy == SrtpPolicy.REQUIRE) return Optional.of("encrypted media is required");
        }
        return Optional.empty();
    }

    /**
     * Takes note of an offer of the leg's. Saying the same again changes nothing.
     *
     * @throws NoCommonCodec if it does not fit the policy
     */
    void offered(SessionDescription offer) throws NoCommonCodec {
        heard(offer, LegSecurity::afterOffer);
        browser.offered(offer);
    }

    /**
     * Takes note of what the leg answered, or of its offer once more.
     *
     * @throws NoCommonCodec if it does not fit the policy
     */
    void answered(SessionDescription answer) throws NoCommonCodec {
        heard(answer, LegSecurity::afterAnswer);
        browser.answered(answer);
    }

    private void heard(SessionDescription description, BiFunction<State, MediaDescription, State> next)
            throws NoCommonCodec {
        Optional<String> objection = objection(description);
        if (objection.isPresent()) throw new NoCommonCodec(objection.get());
        for (int i = 0; i < description.media().size(); i++) {
            MediaDescription medium = description.media().get(i);
            if (!RelayedSdp.isRelayable(medium)) continue;
            protocols.put(i, medium.protocol());
            State before = media.getOrDefault(i, CLEAR);
            media.put(i, policy == SrtpPolicy.REFUSE ? CLEAR : next.apply(before, medium));
        }
    }

    private static State afterOffer(State before, MediaDescription medium) {
        Optional<CryptoAttribute> usable = usable(medium);
        return switch (before) {
            case State.Clear _, State.Offered _ ->
                usable.<State>map(LegSecurity::answering).orElse(CLEAR);
            case State.Agreed agreed ->
                usable.<State>map(crypto -> renewed(agreed, crypto)).orElse(CLEAR);
        };
    }

    private static State afterAnswer(State before, MediaDescription medium) {
        return switch (before) {
            case State.Clear clear -> clear; // keys that nobody asked for
            case State.Offered(Map<Integer, SrtpKeys> ours) -> chosen(ours, medium);
            case State.Agreed _ -> afterOffer(before, medium);
        };
    }

    private static State answering(CryptoAttribute crypto) {
        SrtpKeys theirs = keys(crypto);
        return new State.Agreed(crypto.tag(), new MediaSecurity(theirs, SrtpKeys.random(theirs.profile())));
    }

    private static State chosen(Map<Integer, SrtpKeys> ours, MediaDescription answer) {
        for (CryptoAttribute crypto : CryptoAttribute.of(answer)) {
            SrtpKeys mine = ours.get(crypto.tag());
            if (mine != null && fits(crypto, mine.profile()))
                return new State.Agreed(crypto.tag(), new MediaSecurity(keys(crypto), mine));
        }
        return CLEAR;
    }

    /** Our key stays as long as the suite does: it has its own count of packets (RFC 4568 §7.1.4). */
    private static State renewed(State.Agreed agreed, CryptoAttribute crypto) {
        SrtpKeys theirs = keys(crypto);
        SrtpKeys before = agreed.keys().ours();
        SrtpKeys ours = before.profile() == theirs.profile() ? before : SrtpKeys.random(theirs.profile());
        return new State.Agreed(crypto.tag(), new MediaSecurity(theirs, ours));
    }

    /** A medium with its keys, or with how they are agreed on, as far as that is settled. */
    RemoteMedia secured(RemoteMedia remote, int index) {
        return browser.terms(index)
                .map(remote::browser)
                .or(() -> keys(index).map(remote::secured))
                .orElse(remote);
    }

    /** Whether the leg may be told of another's pictures: where both are browsers, and they travel with the sound. */
    BrowserSdp.Pictures pictures(SessionDescription other) {
        return browser.speaks(other.media()) && BrowserSdp.pictures(other).isPresent()
                ? BrowserSdp.Pictures.KEPT
                : BrowserSdp.Pictures.LEFT_OUT;
    }

    /** The line on whose port another travels: itself, but for a browser's pictures. */
    int portOf(List<MediaDescription> lines, int index) {
        return browser.portOf(lines, index);
    }

    /** What is agreed about a browser's pictures that travel with a line; empty for all other lines. */
    Optional<RemoteVideo> pictures(OfferAnswer said, int index) {
        return browser.pictures(said, index);
    }

    /** Refuses what is more than the leg may have. */
    void refuseExcess(List<MediaDescription> lines, BrowserSdp.Pictures pictures) {
        if (browser.speaks(lines))
            BrowserSdp.refuseAllButFirstAudio(
                    lines,
                    pictures == BrowserSdp.Pictures.KEPT ? BrowserSdp.firstPictures(lines) : OptionalInt.empty());
        RelayedLines.refuseExcess(lines);
    }

    /** The keys of a medium, once they are agreed. */
    Optional<MediaSecurity> keys(int index) {
        return media.get(index) instanceof State.Agreed agreed ? Optional.of(agreed.keys()) : Optional.empty();
    }

    /** A description as the leg is to be sent it. */
    SessionDescription sending(SessionDescription description) {
        List<MediaDescription> secured = new ArrayList<>();
        for (int i = 0; i < description.media().size(); i++) {
            MediaDescription medium = description.media().get(i);
            secured.add(RelayedSdp.isRelayable(medium) ? sending(i, medium) : medium.without(CryptoAttribute.NAME));
        }
        return browser.sending(description.withMedia(secured));
    }

    private MediaDescription sending(int index, MediaDescription medium) {
        boolean offersFirst = !media.containsKey(index)
                && !browser.carries(index, medium)
                && policy.compareTo(SrtpPolicy.PREFER) >= 0;
        if (offersFirst) media.put(index, new State.Offered(offer()));
        MediaDescription bare = medium.without(CryptoAttribute.NAME).withProtocol(protocol(index, medium));
        return switch (media.getOrDefault(index, CLEAR)) {
            case State.Clear _ -> bare;
            case State.Agreed(int tag, MediaSecurity keys) ->
                bare.with(crypto(tag, keys.ours()).attribute());
            case State.Offered(Map<Integer, SrtpKeys> ours) -> {
                MediaDescription offered = bare;
                for (Map.Entry<Integer, SrtpKeys> key : ours.entrySet())
                    offered = offered.with(crypto(key.getKey(), key.getValue()).attribute());
                yield offered;
            }
        };
    }

    /** The leg's own, else one that fits the policy; feedback (AVPF) is for the two ends to agree on. */
    private String protocol(int index, MediaDescription medium) {
        String known = protocols.get(index);
        if (known != null) return known;
        boolean hasFeedback = medium.protocol().toUpperCase(Locale.ROOT).endsWith("F");
        boolean isSecure = policy == SrtpPolicy.REQUIRE || policy == SrtpPolicy.PREFER_TWO_LINES;
        return (isSecure ? "RTP/SAVP" : "RTP/AVP") + (hasFeedback ? "F" : "");
    }

    private static Map<Integer, SrtpKeys> offer() {
        Map<Integer, SrtpKeys> offered = new LinkedHashMap<>();
        for (SrtpProfile suite : SUITES) offered.put(offered.size() + 1, SrtpKeys.random(suite));
        return offered;
    }

    private static CryptoAttribute crypto(int tag, SrtpKeys ours) {
        return CryptoAttribute.of(tag, ours.profile().name(), ours.keyAndSalt());
    }

    private static Optional<CryptoAttribute> usable(MediaDescription medium) {
        return CryptoAttribute.of(medium).stream()
                .filter(crypto -> SrtpProfile.named(crypto.suite())
                        .filter(profile -> fits(crypto, profile))
                        .isPresent())
                .findFirst();
    }

    private static boolean fits(CryptoAttribute crypto, SrtpProfile profile) {
        return profile.name().equalsIgnoreCase(crypto.suite())
                && crypto.keyAndSalt().length == profile.keyLength() + profile.saltLength();
    }

    private static SrtpKeys keys(CryptoAttribute crypto) {
        return SrtpKeys.of(SrtpProfile.named(crypto.suite()).orElseThrow(), crypto.keyAndSalt());
    }

    private static boolean isSecure(MediaDescription medium) {
        return medium.isOverDtls() || medium.protocol().toUpperCase(Locale.ROOT).startsWith("RTP/SAVP");
    }
}
