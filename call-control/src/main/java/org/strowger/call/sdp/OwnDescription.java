package org.strowger.call.sdp;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.strowger.directory.CodecPolicy;
import org.strowger.sdp.Attribute;
import org.strowger.sdp.Direction;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.Origin;
import org.strowger.sdp.SdpLine;
import org.strowger.sdp.SessionDescription;

/** What we say to a leg on our own, without another leg whose words these are. Runs on the call's loop. */
record OwnDescription(Origin origin, InetAddress address, CodecPolicy policy, LegStreams streams) {

    /**
     * An offer's first audio that can be heard, in the codecs that we speak ourselves; all else is refused, as it was
     * offered (RFC 3264 §6).
     */
    SessionDescription answer(SessionDescription offer, RelayedLines lines) throws NoPort {
        List<MediaDescription> media = new ArrayList<>();
        SessionDescription said = BrowserSdp.plain(offer, BrowserSdp.Pictures.KEPT);
        OptionalInt sound = sound(said, lines);
        for (int i = 0; i < said.media().size(); i++) {
            MediaDescription medium = said.media().get(i);
            MediaDescription offered = offer.media().get(i);
            if (sound.isPresent() && sound.getAsInt() == i)
                media.add(taken(said, medium.withCodecs(CodecChoice.own(medium.codecs(), policy)), i));
            else if (sound.isPresent() && medium.isActive() && isPictures(offered))
                media.add(taken(said, medium, sound.getAsInt()));
            else media.add(RelayedSdp.at(offered, 0));
        }
        return described(media);
    }

    private static OptionalInt sound(SessionDescription said, RelayedLines lines) {
        return IntStream.range(0, said.media().size())
                .filter(i -> RelayedLines.isAudio(said.media().get(i))
                        && lines.isAudible(said.media().get(i)))
                .findFirst();
    }

    /** Those of a phone would travel on a port of their own, to nobody. */
    private static boolean isPictures(MediaDescription offered) {
        return offered.type().equals("video") && offered.isOverDtls();
    }

    /** @param on the line on whose port it travels */
    private MediaDescription taken(SessionDescription said, MediaDescription medium, int on) throws NoPort {
        return RelayedSdp.at(medium, streams.open(on).local().getPort())
                .withDirection(said.directionOf(medium).reversed());
    }

    /** Audio and telephone-event. */
    SessionDescription offer() throws NoPort {
        MediaDescription audio = new MediaDescription(
                        "audio",
                        streams.open(0).local().getPort(),
                        1,
                        "RTP/AVP",
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of(new Attribute("ptime", "20")))
                .withCodecs(CodecChoice.own(policy))
                .withDirection(Direction.SENDRECV);
        return described(List.of(audio));
    }

    private SessionDescription described(List<MediaDescription> media) {
        return new SessionDescription(
                origin,
                "-",
                Optional.of(RelayedSdp.connection(address)),
                List.of(new SdpLine('t', "0 0")),
                List.of(),
                media);
    }
}
